import { html } from '../../h.js';
import { InvoiceList } from '../../trade/invoice-list.js';

/** What the company owes its suppliers, and what it has paid. */
export default () => html`
  <${InvoiceList} across="supplier" />
`;
