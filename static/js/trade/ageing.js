// What is owed, by how late it is, as either side reads it.
import { html } from '../h.js';
import { t, money0 } from '../i18n.js';
import { PartyCell } from '../ui/product-cell.js';
import { StatCard } from '../ui/stat-card.js';

/** @typedef {{ client: { id: string, name: string }, supplier: { id: string, name: string }, currency: string, not_due: string, to_30: string, to_60: string, to_90: string, over_90: string, overdue: string, open: string, credit: string, invoices: number }} Row */

/** A sum, or a dash where there is none. @param {string} v @param {string} currency @param {boolean} [late] */
const cell = (v, currency, late) =>
  Number(v) === 0
    ? html`
        <span class="quiet">—</span>
      `
    : html`
        <span class=${late ? 'out-bad' : ''}>${money0(v, currency)}</span>
      `;

/** @param {'client' | 'supplier'} across @param {(r: Row) => string | undefined} to @returns {import('../ui/data-table.js').Col[]} */
export const ageingColumns = (across, to) => [
  {
    key: 'w',
    label: t(across === 'supplier' ? 'inv.supplier' : 'inv.buyer'),
    m: 'lead',
    cell: (r) => html`
      <${PartyCell} name=${r[across].name} href=${to(r)} />
    `,
  },
  { key: 'n', label: t('age.notdue'), num: true, w: '120px', m: 'hide', cell: (r) => cell(r.not_due, r.currency) },
  { key: '1', label: t('age.30'), num: true, w: '110px', m: 'hide', cell: (r) => cell(r.to_30, r.currency, true) },
  { key: '2', label: t('age.60'), num: true, w: '110px', m: 'hide', cell: (r) => cell(r.to_60, r.currency, true) },
  { key: '3', label: t('age.90'), num: true, w: '110px', m: 'hide', cell: (r) => cell(r.to_90, r.currency, true) },
  { key: '4', label: t('age.over'), num: true, w: '110px', m: 'hide', cell: (r) => cell(r.over_90, r.currency, true) },
  { key: 'c', label: t('age.credit'), num: true, w: '110px', m: 'hide', cell: (r) => cell(r.credit, r.currency) },
  {
    key: 'o',
    label: t('age.open'),
    num: true,
    w: '170px',
    m: 'side',
    cell: (r) => html`
      <b>${money0(r.open, r.currency)}</b>
      ${
        Number(r.overdue) > 0 &&
        html`
          <small class="out-bad">${t('inv.late', { v: money0(r.overdue, r.currency) })}</small>
        `
      }
    `,
  },
  {
    key: 'a',
    label: t('inv.statement'),
    quiet: true,
    w: '120px',
    m: 'act',
    cell: (r) => html`
      <a class="btn link sm" href=${to(r)}>
        ${t('inv.statement')}
        <span class="sr-only">${' '}· ${r[across].name}</span>
      </a>
    `,
  },
];

/** The same as figures, a row for each currency. @param {{ rows: Row[] }} p */
export const AgeingCards = ({ rows }) =>
  rows.map(
    (r) => html`
      <div class="kpis" key=${r.currency}>
        <${StatCard}
          label=${t('age.open')}
          value=${money0(r.open, r.currency)}
          note=${t('age.invoices', { n: r.invoices })}
        />
        <${StatCard}
          label=${t('age.late')}
          value=${money0(r.overdue, r.currency)}
          note=${t('age.late.note', { a: money0(r.to_30, r.currency), b: money0(r.over_90, r.currency) })}
        />
        <${StatCard} label=${t('age.notdue')} value=${money0(r.not_due, r.currency)} note=${r.currency} />
        <${StatCard} label=${t('age.credit')} value=${money0(r.credit, r.currency)} note=${t('age.credit.note')} />
      </div>
    `,
  );
