import { useEffect, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, num, unitPrice } from '../../i18n.js';
import { api } from '../../api.js';
import { useGet, usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { can } from '../../session.js';
import { toastFault } from '../../store.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { ListBody, SearchBox, useTyped } from '../../ui/list-page.js';
import { ProductCell } from '../../ui/product-cell.js';
import { Choices, Popover } from '../../ui/popover.js';
import { Tabs } from '../../ui/tabs.js';
import { packOf } from '../../trade/goods.js';
import { categoryName, ProductState, Stock } from './parts/product.js';
import { BulkDialog } from './parts/product-bulk.js';
import { pictureOf } from './parts/product-files.js';
import { categoryOptions } from './parts/product-form.js';
import { Views } from './parts/product-views.js';

/** @typedef {import('./parts/product.js').Product & { version: number, picture: string | null }} Product */
const tabs = /** @type {const} */ (['active', 'draft', 'discontinued', 'all']);
const lacks = /** @type {const} */ (['price', 'picture', 'description', 'english', 'brand', 'gtin', 'much']);
const states = /** @type {const} */ (['active', 'draft', 'discontinued']);

/** A name that can be changed on the spot. @param {{ p: Product, save: (p: Product, change: object) => Promise<boolean> }} x */
function Name({ p, save }) {
  const [text, setText] = useState(/** @type {string | null} */ (null));
  const done = async () => {
    const name = (text ?? '').trim();
    if (
      !name ||
      name === p.name ||
      (await save(p, { [document.documentElement.lang === 'en' ? 'name_en' : 'name_ru']: name }))
    )
      setText(null);
  };
  if (text !== null)
    return html`
      <form class="inline-edit" onSubmit=${(/** @type {Event} */ e) => (e.preventDefault(), done())}>
        <input
          aria-label=${t('pl.name')}
          value=${text}
          ref=${(/** @type {any} */ el) => el && document.activeElement !== el && el.focus()}
          onInput=${(/** @type {any} */ e) => setText(e.target.value)}
          onKeyDown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && setText(null)}
        />
        <button type="submit" class="btn sm primary">${t('save')}</button>
      </form>
    `;
  return html`
    <div class="named">
      <${ProductCell}
        icon=${p.icon}
        src=${p.picture ? pictureOf(p.id, p.picture) : undefined}
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
      ${
        can('product:edit') &&
        html`
          <button
            type="button"
            class="btn ghost icon sm pen"
            aria-label=${t('pl.edit', { name: p.name })}
            onClick=${() => setText(p.name)}
          >
            <${Icon} name="pencil" size=${14} />
          </button>
        `
      }
    </div>
  `;
}

/** @param {{ p: Product, save: (p: Product, change: object) => Promise<boolean> }} x */
const State = ({ p, save }) =>
  can('product:edit')
    ? html`
        <${Popover}
          class="linklike"
          label=${t('pl.state', { name: p.name, state: t(/** @type {any} */ ('pr.s.' + p.status)) })}
          button=${html`
            <${ProductState} status=${p.status} />
          `}
        >
          ${(/** @type {() => void} */ close) => html`
            <${Choices}
              close=${close}
              items=${states.map((s) => ({ label: t(`pr.s.${s}`), on: s === p.status, run: () => save(p, { status: s }) }))}
            />
          `}
        </${Popover}>
      `
    : html`
        <${ProductState} status=${p.status} />
      `;

/** @param {{ chosen: Set<string>, choose: (id: string, on: boolean) => void, save: (p: Product, change: object) => Promise<boolean> }} x @returns {import('../../ui/data-table.js').Col[]} */
const columns = ({ chosen, choose, save }) => [
  ...(can('product:edit')
    ? [
        {
          key: 'x',
          label: t('pb.change'),
          quiet: true,
          w: '40px',
          m: /** @type {const} */ ('act'),
          cell: (/** @type {Product} */ p) => html`
            <input
              type="checkbox"
              aria-label=${t('pb.choose', { name: p.name })}
              checked=${chosen.has(p.id)}
              onChange=${(/** @type {any} */ e) => choose(p.id, e.target.checked)}
            />
          `,
        },
      ]
    : []),
  {
    key: 'p',
    label: t('cat.col.product'),
    m: 'lead',
    cell: (p) => html`
      <${Name} p=${p} save=${save} />
    `,
  },
  { key: 'c', label: t('pr.category'), w: '170px', m: 'hide', cell: categoryName },
  { key: 'k', label: t('pr.pack'), w: '110px', m: 'hide', cell: packOf },
  {
    key: 'm',
    label: t('pr.min'),
    num: true,
    w: '110px',
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
    w: '120px',
    m: 'sub',
    told: true,
    cell: (p) => html`
      <${Stock} p=${p} />
    `,
  },
  {
    key: 'st',
    label: t('ord.state'),
    w: '150px',
    m: 'sub',
    cell: (p) => html`
      <${State} p=${p} save=${save} />
    `,
  },
  {
    key: 'r',
    label: t('pr.list'),
    num: true,
    w: '120px',
    m: 'side',
    cell: (p) =>
      p.list_price
        ? html`
            <b>${unitPrice(p.list_price, p.currency)}</b>
          `
        : '—',
  },
];

/** @param {{ search: Record<string, string>, set: (c: Record<string, string | undefined>) => void, categories: any[] }} x */
function Filters({ search, set, categories }) {
  const counts = useGet('/products/counts');
  const pick = (/** @type {string} */ name) => (/** @type {string} */ v) => set({ [name]: v });
  return html`
    <div class="filters">
      <${Field}
        hideLabel
        label=${t('pr.category')}
        value=${search.category ?? ''}
        onInput=${pick('category')}
        options=${[['', t('pl.category')], ...categoryOptions(categories)]}
      />
      <${Field}
        hideLabel
        label=${t('pr.brand')}
        value=${search.brand ?? ''}
        onInput=${pick('brand')}
        options=${[['', t('pl.brand')], ...(counts.data?.brands ?? []).map((/** @type {any} */ b) => [b.name, `${b.name} (${num(b.count)})`])]}
      />
      <${Field}
        hideLabel
        label=${t('pl.lacks.l')}
        value=${search.lacks ?? ''}
        onInput=${pick('lacks')}
        options=${[['', t('pl.lacks')], ...lacks.map((l) => [l, t(`pl.lacks.${l}`)])]}
      />
      <${Views} />
    </div>
  `;
}

/** What is chosen, and what to do with it. @param {{ n: number, total: number, all: boolean, chooseAll: () => void, clear: () => void, change: () => void }} x */
const Chosen = ({ n, total, all, chooseAll, clear, change }) => html`
  <div class="chosen" role="status">
    <b>${t('pb.n', { n })}</b>
    ${
      !all &&
      total > n &&
      html`
        <button type="button" class="btn link sm" onClick=${chooseAll}>${t('pb.all', { n: total })}</button>
      `
    }
    <button type="button" class="btn ghost sm" onClick=${clear}>${t('pb.none')}</button>
    <button type="button" class="btn sm primary" onClick=${change}>${t('pb.change')}</button>
  </div>
`;

/** The supplier's own products: found, changed on the spot, changed by the hundred. */
export default function Products() {
  const [search, set] = useSearch();
  const tab = tabs.find((x) => x === search.tab) ?? 'active';
  const q = search.q ?? '';
  const filter = {
    q,
    status: tab === 'all' ? '' : tab,
    category: search.category,
    brand: search.brand,
    lacks: search.lacks,
  };
  const list = usePages('/products', filter);
  const categories = useGet('/categories').data?.items ?? [];
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const [newer, setNewer] = useState(/** @type {Record<string, any>} */ ({}));
  const [chosen, setChosen] = useState(/** @type {Set<string>} */ (new Set()));
  const [all, setAll] = useState(false);
  const [asking, ask] = useState(false);
  const clear = () => (setChosen(new Set()), setAll(false));
  useEffect(clear, [JSON.stringify(filter)]);
  const total = list.first?.total ?? 0;
  const save = async (/** @type {Product} */ p, /** @type {object} */ change) => {
    try {
      const now = await api.patch('/products/' + p.id, change, { version: p.version });
      setNewer((n) => ({ ...n, [p.id]: now }));
      return true;
    } catch (e) {
      toastFault(/** @type {Error} */ (e));
      if (/** @type {any} */ (e).status === 412) list.reload();
      return false;
    }
  };
  const choose = (/** @type {string} */ id, /** @type {boolean} */ on) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
    setAll(false);
  };
  const again = () => (setNewer({}), clear(), list.reload());
  const which = all
    ? {
        filter: Object.fromEntries(
          Object.entries(filter)
            .filter(([, v]) => v)
            .map(([k, v]) => [k, ['category', 'brand', 'lacks'].includes(k) ? [v] : v]),
        ),
      }
    : { ids: [...chosen] };
  const filtered = Boolean(q || search.category || search.brand || search.lacks) || tab !== 'active';
  const empty = html`
    <${EmptyState} icon="package" title=${t('pr.none')} text=${t(filtered ? 'pr.none.filter' : 'pr.none.sub')}>
      ${
        filtered &&
        html`
          <button
            type="button"
            class="btn"
            onClick=${() => (setText(''), set({ q: '', tab: 'all', category: '', brand: '', lacks: '' }))}
          >
            ${t('pr.t.all')}
          </button>
        `
      }
    </${EmptyState}>
  `;
  const rows = {
    ...list,
    data: list.data?.map((/** @type {any} */ p) => (newer[p.id]?.version > p.version ? newer[p.id] : p)),
  };
  return html`
    <div class="page">
      <header class="ph">
        <div><h1 tabindex="-1">${t('nav.products')}</h1></div>
        <div class="ph-a">
          <a class="btn" href="/categories">${t('nav.categories')}</a>
          ${
            can('print:make') &&
            html`
              <a class="btn" href="/print">${t('print.title')}</a>
            `
          }
          ${
            can('product:edit') &&
            html`
              <a class="btn primary" href="/products/new">
                <${Icon} name="plus" size=${15} />
                ${t('pl.new')}
              </a>
            `
          }
        </div>
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
        <${Filters} search=${search} set=${set} categories=${categories} />
        ${
          (chosen.size > 0 || all) &&
          html`
            <${Chosen}
              n=${all ? total : chosen.size}
              total=${total}
              all=${all}
              chooseAll=${() => setAll(true)}
              clear=${clear}
              change=${() => ask(true)}
            />
          `
        }
        <div id="products" role="tabpanel" aria-labelledby=${'products-' + tab}>
          <${ListBody}
            list=${rows}
            cols=${columns({ chosen: all ? new Set(list.data?.map((/** @type {any} */ p) => p.id)) : chosen, choose, save })}
            label=${t('nav.products')}
            id=${(/** @type {Product} */ p) => p.id}
            empty=${empty}
            rowClass=${(/** @type {Product} */ p) => (p.status === 'active' ? '' : 'off')}
          />
        </div>
      </section>
      <${BulkDialog}
        open=${asking}
        onClose=${() => ask(false)}
        which=${which}
        n=${all ? total : chosen.size}
        categories=${categories}
        done=${again}
      />
    </div>
  `;
}
