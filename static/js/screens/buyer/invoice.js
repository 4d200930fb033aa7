import { html } from '../../h.js';
import { InvoicePage } from '../../trade/invoice-page.js';

/** @param {{ params: { id: string } }} p */
export default ({ params }) => html`
  <${InvoicePage} id=${params.id} home="/invoices" across="supplier" />
`;
