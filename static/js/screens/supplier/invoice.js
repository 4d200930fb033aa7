import { html } from '../../h.js';
import { can } from '../../session.js';
import { InvoicePage } from '../../trade/invoice-page.js';
import { Credit } from './parts/credit.js';
import { DisputeAnswer } from './parts/dispute-answer.js';

/** @typedef {import('../../trade/invoice-page.js').Invoice} Invoice */
/** @param {Invoice} i @param {(i: Invoice) => void} set */
const actions = (i, set) =>
  can('invoice:credit') &&
  i.state !== 'credited' &&
  html`
    <${Credit} i=${i} set=${set} />
  `;

/** @param {Invoice} i @param {() => void} reload @returns {(d: import('../../trade/disputes.js').Dispute, changed: () => void) => any} */
const resolve = (i, reload) => (d, changed) =>
  can('invoice:credit') &&
  html`
    <${DisputeAnswer} d=${d} i=${i} done=${() => (changed(), reload())} />
  `;

/** @param {{ params: { id: string } }} p */
export default ({ params }) => html`
  <${InvoicePage} id=${params.id} home="/issued" across="client" actions=${actions} resolve=${resolve} />
`;
