import { html } from '../h.js';
import { t } from '../i18n.js';
import { StatusBadge } from '../ui/status-badge.js';

/** @type {Record<string, ['ok' | 'warn' | 'bad' | 'info' | 'mute', string?]>} */
const looks = {
  draft: ['mute'],
  pending_approval: ['warn'],
  rejected: ['bad', 'ban'],
  placed: ['info'],
  confirmed: ['ok', 'check'],
  partially_shipped: ['info', 'truck'],
  shipped: ['info', 'truck'],
  delivered: ['ok', 'check'],
  closed: ['mute', 'check'],
  cancelled: ['mute', 'x'],
  refused: ['bad', 'ban'],
};
/** Where a purchase order stands, in words. @param {{ status: string }} p */
export function OrderState({ status }) {
  const [tone, icon] = looks[status] ?? looks.draft;
  return html`
    <${StatusBadge} tone=${tone} icon=${icon}>
      ${t(/** @type {import('../i18n.js').Key} */ ('order.s.' + status))}
    </${StatusBadge}>
  `;
}
