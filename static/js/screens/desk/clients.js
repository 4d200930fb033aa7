import { html } from '../../h.js';
import { t, dayYear, money0, num } from '../../i18n.js';
import { usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ListBody, SearchBox, useTyped } from '../../ui/list-page.js';
import { PartyCell } from '../../ui/product-cell.js';
import { tradeName } from './parts/trade.js';
import { StatusBadge } from '../../ui/status-badge.js';

/** @typedef {{ id: string, name: string, city: string, trade: string, suppliers: number, last_order_at: string | null, orders_90d: number, total_90d: string, currency: string, late: number }} ClientRow */

/** @type {() => import('../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'n',
    label: t('cl.client'),
    m: 'lead',
    cell: (c) => html`
      <${PartyCell}
        name=${c.name}
        href=${'/clients/' + c.id}
        sub=${[tradeName(c.trade), c.city].filter(Boolean).join(' · ')}
      />
    `,
  },
  { key: 's', label: t('cl.suppliers'), num: true, w: '120px', m: 'hide', cell: (c) => num(c.suppliers) },
  {
    key: 'o',
    label: t('cl.last'),
    w: '160px',
    m: 'sub',
    cell: (c) =>
      c.last_order_at
        ? html`
            <time datetime=${c.last_order_at}>${dayYear(c.last_order_at)}</time>
          `
        : t('cl.never'),
  },
  { key: 'q', label: t('cl.orders90'), num: true, w: '140px', m: 'hide', cell: (c) => num(c.orders_90d) },
  {
    key: 'l',
    label: t('cl.state'),
    w: '190px',
    m: 'act',
    cell: (c) =>
      c.late > 0
        ? html`
            <${StatusBadge} tone="warn" icon="clock">${t('cl.late', { n: c.late })}<//>
          `
        : html`
            <${StatusBadge} tone="ok">${t('rhythm.on_rhythm')}<//>
          `,
  },
  {
    key: 't',
    label: t('cl.total90'),
    num: true,
    w: '170px',
    m: 'side',
    cell: (c) => html`
      <b>${money0(c.total_90d, c.currency)}</b>
    `,
  },
];

/** The clients in the account manager's book; all of them for the head of sales. */
export default function Clients() {
  const [search, set] = useSearch();
  const q = search.q ?? '';
  const list = usePages('/desk/clients', { q });
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const empty = html`
    <${EmptyState} icon="building-2" title=${t('cl.none')} text=${t(q ? 'cl.none.filter' : 'cl.none.sub')}>
      ${
        q &&
        html`
          <button type="button" class="btn" onClick=${() => (setText(''), set({ q: '' }))}>${t('cl.all')}</button>
        `
      }
    <//>
  `;
  return html`
    <div class="page">
      <header class="ph">
        <div><h1 tabindex="-1">${t('nav.clients')}</h1></div>
      </header>
      <section class="card clip" aria-label=${t('nav.clients')}>
        <div class="bar">
          <${SearchBox} label=${t('search.desk')} placeholder=${t('cl.search')} text=${text} setText=${setText} />
        </div>
        <${ListBody}
          list=${list}
          cols=${columns()}
          label=${t('nav.clients')}
          id=${(/** @type {ClientRow} */ c) => c.id}
          empty=${empty}
        />
      </section>
    </div>
  `;
}
