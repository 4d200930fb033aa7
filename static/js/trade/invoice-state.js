import { html } from '../h.js';
import { t } from '../i18n.js';
import { StatusBadge } from '../ui/status-badge.js';

/** @typedef {{ state: string, days_overdue?: number }} State */
/** @type {Record<string, ['ok' | 'warn' | 'bad' | 'info' | 'mute', string?]>} */
const looks = {
  issued: ['info'],
  partially_paid: ['warn'],
  paid: ['ok', 'check'],
  overdue: ['bad', 'clock'],
  credited: ['mute', 'undo-2'],
};
/** What is open on an invoice, in words. @param {{ invoice: State }} p */
export function InvoiceState({ invoice }) {
  const [tone, icon] = looks[invoice.state] ?? looks.issued;
  const key = /** @type {import('../i18n.js').Key} */ ('invoice.s.' + invoice.state);
  return html`
    <${StatusBadge} tone=${tone} icon=${icon}>${t(key, { n: invoice.days_overdue ?? 0 })}</${StatusBadge}>
  `;
}
