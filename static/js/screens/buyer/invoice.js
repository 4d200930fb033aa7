import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { can } from '../../session.js';
import { InvoicePage } from '../../trade/invoice-page.js';
import { TransferPanel } from '../../trade/transfer.js';

/** @typedef {import('../../trade/invoice-page.js').Invoice} Invoice */
/** @param {Invoice} i */
const open = (i) => i.state !== 'paid' && i.state !== 'credited';

/** How to pay what is left of it. @param {Invoice} i */
const pay = (i) =>
  open(i) &&
  html`
    <${TransferPanel} id=${i.id} />
  `;

/** @param {Invoice} i */
const actions = (i) =>
  open(i) &&
  can('invoice:pay') &&
  html`
    <a class="btn primary" href=${'/pay?invoices=' + i.id}>${t('pay.go')}</a>
  `;

/** @param {{ params: { id: string } }} p */
export default ({ params }) => html`
  <${InvoicePage} id=${params.id} home="/invoices" across="supplier" aside=${pay} actions=${actions} />
`;
