import { html } from '../../h.js';
import { InvoicePage } from '../../trade/invoice-page.js';
import { TransferPanel } from '../../trade/transfer.js';

/** How to pay what is left of it. @param {import('../../trade/invoice-page.js').Invoice} i */
const pay = (i) =>
  i.state !== 'paid' &&
  i.state !== 'credited' &&
  html`
    <${TransferPanel} id=${i.id} />
  `;

/** @param {{ params: { id: string } }} p */
export default ({ params }) => html`
  <${InvoicePage} id=${params.id} home="/invoices" across="supplier" aside=${pay} />
`;
