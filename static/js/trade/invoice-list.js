// Invoices as either side lists them.
import { html } from '../h.js';
import { t, day, money, money0 } from '../i18n.js';
import { usePages } from '../query.js';
import { useSearch } from '../router.js';
import { EmptyState } from '../ui/empty-state.js';
import { ListBody, SearchBox, useTyped } from '../ui/list-page.js';
import { PartyCell } from '../ui/product-cell.js';
import { Tabs } from '../ui/tabs.js';
import { Accounting } from './accounting.js';
import { InvoiceState } from './invoice-state.js';
import { PdfButton } from './pdf-button.js';
import { clientPlace, invoicePlace } from './places.js';

/** @typedef {{ id: string, number: string, supplier: { id: string, name: string }, client: { id: string, name: string }, order: { id: string, number: string }, currency: string, total: string, paid: string, balance: string, issued_on: string, due_on: string, state: string, days_overdue: number }} InvoiceSummary */
const states = /** @type {const} */ (['open', 'overdue', 'paid', 'all']);

/** The other party to a paper. @typedef {'supplier' | 'client'} Across */
/** @param {Across} across @returns {import('../ui/data-table.js').Col[]} */
const columns = (across) => [
  {
    key: 'n',
    label: t('inv.no'),
    w: '160px',
    m: 'lead',
    cell: (i) => html`
      <a class="pname" href=${invoicePlace(i.id)}>${i.number}</a>
      <small>${i.order.number}</small>
    `,
  },
  {
    key: 'w',
    label: t(across === 'supplier' ? 'inv.supplier' : 'inv.buyer'),
    m: 'full',
    cell: (i) => html`
      <${PartyCell} name=${i[across].name} href=${across === 'client' ? clientPlace(i.client.id) : undefined} />
    `,
  },
  { key: 'i', label: t('inv.issued'), w: '110px', m: 'hide', cell: (i) => day(i.issued_on) },
  { key: 'd', label: t('inv.due'), w: '110px', m: 'sub', cell: (i) => day(i.due_on) },
  {
    key: 's',
    label: t('inv.state'),
    w: '190px',
    m: 'act',
    cell: (i) => html`
      <${InvoiceState} invoice=${i} />
    `,
  },
  { key: 'a', label: t('inv.sum'), num: true, w: '130px', m: 'hide', cell: (i) => money(i.total, i.currency) },
  {
    key: 'r',
    label: t('inv.rest'),
    num: true,
    w: '140px',
    m: 'side',
    cell: (i) => html`
      <b>${money(i.balance, i.currency)}</b>
      ${
        i.state === 'partially_paid' &&
        html`
          <small>${t('inv.part', { v: money0(i.paid, i.currency) })}</small>
        `
      }
    `,
  },
  {
    key: 'g',
    label: t('inv.pdf'),
    quiet: true,
    w: '52px',
    m: 'hide',
    cell: (i) => html`
      <${PdfButton} invoice=${i} small />
    `,
  },
];

/** What is owed in all, a sum to a currency. @param {{ totals: { currency: string, open: string, overdue: string }[] }} p */
const Owed = ({ totals }) => html`
  ${totals.map(
    (s) => html`
      <p key=${s.currency}>
        ${t('inv.owed', { v: money0(s.open, s.currency) })}${
          Number(s.overdue) > 0 &&
          html`
            <span class="dotsep out-bad">${t('inv.late', { v: money0(s.overdue, s.currency) })}</span>
          `
        }
      </p>
    `,
  )}
`;

/** @param {{ across: Across, aside?: any, lead?: import('../ui/data-table.js').Col[], bar?: any }} p `aside` stands above the list, `lead` before its columns, `bar` over its head */
export function InvoiceList({ across, aside, lead = [], bar }) {
  const [search, set] = useSearch();
  const tab = /** @type {typeof states[number]} */ (search.tab ?? 'open');
  const q = search.q ?? '';
  const list = usePages('/invoices', { q, state: tab === 'all' ? '' : tab });
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const filtered = Boolean(q) || tab !== 'open';
  const empty = html`
    <${EmptyState} icon="receipt" title=${t('inv.none')} text=${filtered ? t('inv.none.filter') : t('inv.none.sub')}>
      <button type="button" class="btn" onClick=${() => (setText(''), set({ q: '', tab: 'all' }))}>
        ${t('inv.all')}
      </button>
    </${EmptyState}>
  `;
  return html`
    <div class="page inv">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('nav.invoices')}</h1>
          <${Owed} totals=${list.first?.totals ?? []} />
        </div>
        <div class="ph-a"><${Accounting} query=${{ q, state: tab === 'all' ? '' : tab }} /></div>
      </header>
      ${aside}
      <section class="card clip" aria-label=${t('nav.invoices')}>
        <div class="card-tabs">
          <${Tabs}
            label=${t('nav.invoices')}
            panel="invoices"
            value=${tab}
            onChange=${(/** @type {string} */ v) => set({ tab: v === 'open' ? '' : v })}
            tabs=${states.map((s) => ({ id: s, label: t(`inv.${s}`) }))}
          />
          <${SearchBox} label=${t('inv.search')} placeholder=${t('inv.search')} text=${text} setText=${setText} />
        </div>
        ${bar}
        <div id="invoices" role="tabpanel" aria-labelledby=${'invoices-' + tab}>
          <${ListBody}
            list=${list}
            cols=${[...lead, ...columns(across)]}
            label=${t('nav.invoices')}
            id=${(/** @type {InvoiceSummary} */ i) => i.id}
            empty=${empty}
          />
        </div>
      </section>
    </div>
  `;
}
