import { html } from '../../h.js';
import { t, num, unitPrice } from '../../i18n.js';
import { usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ListBody, SearchBox, useTyped } from '../../ui/list-page.js';
import { ProductCell } from '../../ui/product-cell.js';
import { Tabs } from '../../ui/tabs.js';
import { packOf } from '../../trade/goods.js';
import { categoryName, ProductState, Stock } from './parts/product.js';

/** @typedef {import('./parts/product.js').Product} Product */
const tabs = /** @type {const} */ (['active', 'discontinued', 'all']);

/** @type {() => import('../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'p',
    label: t('cat.col.product'),
    m: 'lead',
    cell: (p) => html`
      <${ProductCell}
        icon=${p.icon}
        name=${p.name}
        href=${'/products/' + p.id}
        sub=${html`
          <span class="sku">${p.sku}</span>
          ${
            p.brand &&
            html`
              <span class="dotsep">${p.brand}</span>
            `
          }
        `}
      />
    `,
  },
  { key: 'c', label: t('pr.category'), w: '190px', m: 'hide', cell: categoryName },
  { key: 'k', label: t('pr.pack'), w: '120px', m: 'sub', cell: packOf },
  {
    key: 'm',
    label: t('pr.min'),
    num: true,
    w: '130px',
    m: 'hide',
    cell: (p) => html`
      ${num(p.minimum)}
      <small>${t('pr.by', { n: num(p.multiple) })}</small>
    `,
  },
  {
    key: 's',
    label: t('pr.free'),
    num: true,
    w: '140px',
    m: 'act',
    cell: (p) => html`
      <${Stock} p=${p} />
    `,
  },
  {
    key: 'st',
    label: t('ord.state'),
    w: '160px',
    m: 'sub',
    cell: (p) => html`
      <${ProductState} status=${p.status} />
    `,
  },
  {
    key: 'r',
    label: t('pr.list'),
    num: true,
    w: '130px',
    m: 'side',
    cell: (p) =>
      p.list_price
        ? html`
            <b>${unitPrice(p.list_price, p.currency)}</b>
          `
        : '—',
  },
];

/** The supplier's own products, as they are offered. */
export default function Products() {
  const [search, set] = useSearch();
  const tab = tabs.find((x) => x === search.tab) ?? 'active';
  const q = search.q ?? '';
  const list = usePages('/products', { q, status: tab === 'all' ? '' : tab });
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const filtered = Boolean(q) || tab === 'discontinued';
  const empty = html`
    <${EmptyState} icon="package" title=${t('pr.none')} text=${t(filtered ? 'pr.none.filter' : 'pr.none.sub')}>
      ${
        filtered &&
        html`
          <button type="button" class="btn" onClick=${() => (setText(''), set({ q: '', tab: 'all' }))}>
            ${t('pr.t.all')}
          </button>
        `
      }
    <//>
  `;
  return html`
    <div class="page">
      <header class="ph">
        <div><h1 tabindex="-1">${t('nav.products')}</h1></div>
      </header>
      <section class="card clip" aria-label=${t('nav.products')}>
        <div class="card-tabs">
          <${Tabs}
            label=${t('ord.state')}
            panel="products"
            value=${tab}
            onChange=${(/** @type {string} */ v) => set({ tab: v === 'active' ? '' : v })}
            tabs=${tabs.map((id) => ({ id, label: t(`pr.t.${id}`) }))}
          />
          <${SearchBox} label=${t('pr.search')} placeholder=${t('pr.search')} text=${text} setText=${setText} />
        </div>
        <div id="products" role="tabpanel" aria-labelledby=${'products-' + tab}>
          <${ListBody}
            list=${list}
            cols=${columns()}
            label=${t('nav.products')}
            id=${(/** @type {Product} */ p) => p.id}
            empty=${empty}
            rowClass=${(/** @type {Product} */ p) => (p.status === 'active' ? '' : 'off')}
          />
        </div>
      </section>
    </div>
  `;
}
