// What is different in a basket since it was last bought.
import { html } from '../../../h.js';
import { t, num } from '../../../i18n.js';
import { Icon } from '../../../ui/icon.js';
import { Delta } from '../../../ui/delta.js';

/**
 * @typedef {{ product: import('../../../cart.js').Goods & { vat_rate: string }, last_quantity: string | null, quantity: string, selected: boolean, unit_price: string | null, last_unit_price: string | null, price_delta: string | null, tiers: { from: string, unit_price: string }[], availability: import('../../../trade/goods.js').Availability, status: string, substitute: BasketLine | null, times_ordered: number, last_on: string | null }} BasketLine
 */
/** Whether it can be ordered at all now. @param {BasketLine} l */
export const orderable = (l) => l.status !== 'discontinued' && l.availability.state !== 'out' && l.unit_price !== null;
/** @param {{ up: number, down: number, out: number, discontinued: number }} c */
export const changeCount = (c) => c.up + c.down + c.out + c.discontinued;

/** @param {{ tone: string, icon: string, children?: any }} p */
const Chip = ({ tone, icon, children }) => html`
  <span class="chg ${tone}">
    <${Icon} name=${icon} size=${12} />
    ${children}
  </span>
`;
/** @param {{ l: BasketLine }} p */
export function Change({ l }) {
  if (l.status === 'discontinued')
    return html`
      <${Chip} tone="bad" icon="circle-x">${t(l.substitute ? 'chg.gone.sub' : 'chg.gone')}</${Chip}>
    `;
  if (l.availability.state === 'out')
    return html`
      <${Chip} tone="bad" icon="circle-x">${t(l.substitute ? 'chg.out.sub' : 'chg.out')}</${Chip}>
    `;
  if (l.unit_price === null)
    return html`
      <${Chip} tone="bad" icon="ban">${t('chg.noprice')}</${Chip}>
    `;
  if (l.price_delta && Number(l.price_delta) !== 0)
    return html`
      <${Delta} v=${Number(l.price_delta)} good="down" chip />
    `;
  if (l.availability.state === 'low' && l.availability.on_hand)
    return html`
      <${Chip} tone="warn" icon="triangle-alert">${t('chg.low', { n: num(l.availability.on_hand) })}</${Chip}>
    `;
  return html`
    <span class="chg same">${t('chg.same')}</span>
  `;
}
