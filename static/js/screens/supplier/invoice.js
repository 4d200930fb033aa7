import { html } from '../../h.js';
import { can } from '../../session.js';
import { InvoicePage } from '../../trade/invoice-page.js';
import { Credit } from './parts/credit.js';

/** @typedef {import('../../trade/invoice-page.js').Invoice} Invoice */
/** @param {Invoice} i @param {(i: Invoice) => void} set */
const actions = (i, set) =>
  can('invoice:credit') &&
  i.state !== 'credited' &&
  html`
    <${Credit} i=${i} set=${set} />
  `;

/** @param {{ params: { id: string } }} p */
export default ({ params }) => html`
  <${InvoicePage} id=${params.id} home="/issued" across="client" actions=${actions} />
`;
