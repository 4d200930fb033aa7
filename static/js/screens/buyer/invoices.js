import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { useGet } from '../../query.js';
import { ageingColumns } from '../../trade/ageing.js';
import { InvoiceList } from '../../trade/invoice-list.js';
import { DataTable } from '../../ui/data-table.js';

/** @typedef {import('../../trade/ageing.js').Row} Row */

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

/** What the company owes its suppliers, and what it has paid. */
export default () => html`
  <${InvoiceList}
    across="supplier"
    aside=${html`
      <${Accounts} />
    `}
  />
`;
