import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, money } from '../../i18n.js';
import { sum } from '../../lib/decimal.js';
import { useGet } from '../../query.js';
import { can } from '../../session.js';
import { ageingColumns } from '../../trade/ageing.js';
import { InvoiceList } from '../../trade/invoice-list.js';
import { DataTable } from '../../ui/data-table.js';

/** @typedef {import('../../trade/ageing.js').Row} Row */
/** @typedef {import('../../trade/invoice-list.js').InvoiceSummary} InvoiceSummary */

/** What is owed to each supplier, with the way to the statement of account. */
function Accounts() {
  const q = useGet('/receivables');
  const rows = /** @type {Row[]} */ (q.data?.items ?? []);
  return (
    rows.length > 0 &&
    html`
      <section class="card clip accounts" aria-label=${t('inv.accounts')}>
        <${DataTable}
          label=${t('inv.accounts')}
          cols=${ageingColumns('supplier', (r) => '/accounts/' + r.supplier.id)}
          rows=${rows}
          id=${(/** @type {Row} */ r) => r.supplier.id + r.currency}
        />
      </section>
    `
  );
}

/** Whether an invoice can be paid together with those that are chosen. @param {InvoiceSummary} i @param {InvoiceSummary[]} chosen */
const fits = (i, chosen) =>
  Number(i.balance) > 0 &&
  (!chosen.length || (i.supplier.id === chosen[0].supplier.id && i.currency === chosen[0].currency));

/** @param {InvoiceSummary[]} chosen @param {(to: InvoiceSummary[]) => void} choose @returns {import('../../ui/data-table.js').Col} */
const box = (chosen, choose) => ({
  key: 'x',
  label: t('pay.choose.l'),
  quiet: true,
  w: '40px',
  m: 'act',
  cell: (i) =>
    fits(i, chosen)
      ? html`
          <input
            type="checkbox"
            aria-label=${t('pay.choose', { no: i.number })}
            checked=${chosen.some((c) => c.id === i.id)}
            onChange=${(/** @type {any} */ e) =>
              choose(e.target.checked ? [...chosen, i] : chosen.filter((c) => c.id !== i.id))}
          />
        `
      : null,
});

/** What is chosen, and the way to pay it. @param {{ chosen: InvoiceSummary[], clear: () => void }} p */
const Chosen = ({ chosen, clear }) => html`
  <div class="chosen" role="status">
    <b>${t('pay.n', { n: chosen.length, v: money(sum(chosen.map((i) => i.balance)), chosen[0].currency) })}</b>
    <button type="button" class="btn ghost sm" onClick=${clear}>${t('pay.clear')}</button>
    <a class="btn sm primary" href=${'/pay?invoices=' + chosen.map((i) => i.id).join(',')}>${t('pay.go')}</a>
  </div>
`;

/** What the company owes its suppliers, and what it has paid. */
export default function Invoices() {
  const [chosen, choose] = useState(/** @type {InvoiceSummary[]} */ ([]));
  return html`
    <${InvoiceList}
      across="supplier"
      aside=${html`
        <${Accounts} />
      `}
      lead=${can('invoice:pay') ? [box(chosen, choose)] : []}
      bar=${
        chosen.length > 0 &&
        html`
          <${Chosen} chosen=${chosen} clear=${() => choose([])} />
        `
      }
    />
  `;
}
