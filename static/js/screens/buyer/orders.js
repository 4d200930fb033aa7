import { html } from '../../h.js';
import { t, day, money } from '../../i18n.js';
import { usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ListBody, SearchBox, useTyped } from '../../ui/list-page.js';
import { PartyCell } from '../../ui/product-cell.js';
import { Tabs } from '../../ui/tabs.js';
import { OrderState } from '../../trade/order-state.js';

/** @typedef {import('../../trade/order-view.js').OrderSummary} OrderSummary */

/** @param {OrderSummary} o */
const delivery = (o) =>
  o.promised_on
    ? t('ord.promised', { date: day(o.promised_on) })
    : o.wanted_on
      ? t('ord.wanted', { date: day(o.wanted_on) })
      : '';

/** @type {() => import('../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'n',
    label: t('ord.no'),
    m: 'lead',
    cell: (o) => html`
      <a class="pname" href=${'/orders/' + o.id}>${o.number}</a>
      <small>
        ${t('cart.lines', { n: o.lines_count })}${
          o.client_number &&
          html`
            <span class="dotsep">${t('ord.own', { no: o.client_number })}</span>
          `
        }
      </small>
    `,
  },
  {
    key: 's',
    label: t('ord.supplier'),
    m: 'full',
    cell: (o) => html`
      <${PartyCell} name=${o.supplier.name} />
    `,
  },
  {
    key: 'd',
    label: t('ord.placed'),
    w: '170px',
    m: 'sub',
    cell: (o) => html`
      ${day(o.placed_at)}
      <small>${t('ord.by', { name: o.placed_by_name })}</small>
    `,
  },
  { key: 'p', label: t('ord.delivery'), w: '170px', m: 'hide', cell: delivery },
  {
    key: 'st',
    label: t('ord.state'),
    w: '170px',
    m: 'act',
    cell: (o) => html`
      <${OrderState} status=${o.status} />
    `,
  },
  {
    key: 't',
    label: t('ord.total'),
    num: true,
    w: '140px',
    m: 'side',
    cell: (o) => html`
      <b>${money(o.total, o.currency)}</b>
    `,
  },
];

export default function Orders() {
  const [search, set] = useSearch();
  const tab = search.tab ?? 'all';
  const q = search.q ?? '';
  const list = usePages('/orders', { q, open: tab === 'open' });
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const tabs = [
    { id: 'all', label: t('ord.all') },
    { id: 'open', label: t('ord.open') },
  ];
  const empty = html`
    <${EmptyState}
      icon="package"
      title=${t('ord.none')}
      text=${q || tab !== 'all' ? t('ord.none.filter') : t('ord.none.sub')}
    >
      ${
        q || tab !== 'all'
          ? html`
              <button type="button" class="btn" onClick=${() => (setText(''), set({ q: '', tab: '' }))}>
                ${t('ord.all')}
              </button>
            `
          : html`
              <a class="btn" href="/catalogue">${t('home.browse')}</a>
            `
      }
    </${EmptyState}>
  `;
  return html`
    <div class="page">
      <header class="ph">
        <div><h1 tabindex="-1">${t('nav.orders')}</h1></div>
      </header>
      <section class="card clip" aria-label=${t('nav.orders')}>
        <div class="card-tabs">
          <${Tabs}
            label=${t('nav.orders')}
            panel="orders"
            value=${tab}
            onChange=${(/** @type {string} */ v) => set({ tab: v === 'all' ? '' : v })}
            tabs=${tabs}
          />
          <${SearchBox} label=${t('ord.search')} placeholder=${t('ord.search.ph')} text=${text} setText=${setText} />
        </div>
        <div id="orders" role="tabpanel" aria-labelledby=${'orders-' + tab}>
          <${ListBody}
            list=${list}
            cols=${columns()}
            label=${t('nav.orders')}
            id=${(/** @type {OrderSummary} */ o) => o.id}
            empty=${empty}
          />
        </div>
      </section>
    </div>
  `;
}
