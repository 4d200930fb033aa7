import { html } from '../../../h.js';
import { t, num } from '../../../i18n.js';
import { compare, minus } from '../../../lib/decimal.js';
import { StatusBadge } from '../../../ui/status-badge.js';

/** @typedef {{ id: string, sku: string, gtin: string, name: string, brand: string, icon: string, category: { id: string, name: string } | string | null, unit: string, pack_size: string, minimum: string, multiple: string, vat_rate: string, status: string, on_hand: string | null, reserved: string | null, list_price: string | null, currency: string, updated_at: string }} Product */

/** @param {Product} p */
export const categoryName = (p) => (typeof p.category === 'string' ? p.category : (p.category?.name ?? ''));

/** @type {Record<string, 'ok' | 'warn' | 'mute'>} */
const tones = { active: 'ok', draft: 'warn', discontinued: 'mute' };
/** @param {{ status: string }} p */
export const ProductState = ({ status }) => html`
  <${StatusBadge} tone=${tones[status] ?? 'mute'}>
    ${status in tones ? t(/** @type {import('../../../i18n.js').Key} */ ('pr.s.' + status)) : status}
  <//>
`;

/** What can still be promised, and what is promised already. Stock that is not kept is not told. @param {{ p: Product }} props */
export function Stock({ p }) {
  if (p.on_hand === null)
    return html`
      <span class="quiet">${t('pr.order')}</span>
    `;
  const reserved = p.reserved ?? '0';
  const free = minus(p.on_hand, reserved);
  return html`
    <span class=${compare(free, '0') <= 0 ? 'out-bad' : ''}>${num(free)}</span>
    ${
      compare(reserved, '0') > 0 &&
      html`
        <small>${t('pr.reserved', { n: num(reserved) })}</small>
      `
    }
  `;
}
