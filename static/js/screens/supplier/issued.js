import { html } from '../../h.js';
import { InvoiceList } from '../../trade/invoice-list.js';

/** What the clients owe, and what they have paid. */
export default () => html`
  <${InvoiceList} across="client" />
`;
