import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { clientPlace, orderPlace } from '../../../trade/places.js';
import { outcomes } from './outcome-list.js';

/** @typedef {import('../../../trade/events.js').Event} Event */

/** The order it was about, or what came of a talk. @param {Event} e */
function title(e) {
  const how = e.detail?.outcome;
  if (how in outcomes) return ': ' + t(`out.${/** @type {keyof typeof outcomes} */ (how)}`);
  if (!e.order) return null;
  const to = orderPlace({ id: e.order.id, client: e.client });
  return html`
    ${': '}${
      to
        ? html`
            <a class="inl" href=${to}>${e.order.number}</a>
          `
        : e.order.number
    }
  `;
}
/** Whom it was between. @param {Event} e @param {boolean} client whether the client is named: not on its own page */
function where(e, client) {
  const named =
    client &&
    e.client &&
    html`
      <a class="inl" href=${clientPlace(e.client.id)}>${e.client.name}</a>
    `;
  if (!e.supplier) return named;
  return named
    ? html`
        ${named}${' → '}${e.supplier.name}
      `
    : e.supplier.name;
}
/** How the desk links what happened. @param {boolean} client */
export const deskLinks = (client) => ({ title, where: (/** @type {Event} */ e) => where(e, client) });

/** @param {string} phone as people write it */
export const tel = (phone) => 'tel:' + phone.replace(/[^\d+]/g, '');
