import { html } from '../h.js';
import { money, money0 } from '../i18n.js';
/** @param {{ v: string, currency: string, whole?: boolean, class?: string }} p an amount as the API writes it */
export const Money = ({ v, currency, whole = false, class: c = '' }) => html`
  <span class="num money ${c}">${(whole ? money0 : money)(v, currency)}</span>
`;
