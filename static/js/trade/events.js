// What happened between a client and a supplier, as lines of a timeline.
import { html } from '../h.js';
import { t, day, money } from '../i18n.js';
import { Icon } from '../ui/icon.js';

/**
 * @typedef {{ id: string, at: string, kind: string, actor_name: string, acting_for: string, note: string, detail: Record<string, any>, order?: { id: string, number: string } | null, client?: { id: string, name: string }, supplier?: { id: string, name: string } | null }} Event
 * @typedef {{ title?: (e: Event) => any, where?: (e: Event) => any }} Links how a side links what the event is about
 */

/** @type {Record<string, { icon: string, tone?: string }>} */
const looks = {
  'order.placed': { icon: 'package' },
  'order.confirmed': { icon: 'check', tone: 'ok' },
  'order.refused': { icon: 'ban', tone: 'warn' },
  'order.cancelled': { icon: 'circle-x', tone: 'warn' },
  'order.shipped': { icon: 'truck' },
  'order.delivered': { icon: 'circle-check', tone: 'ok' },
  'invoice.issued': { icon: 'file-text' },
  'invoice.credited': { icon: 'undo-2', tone: 'warn' },
  'invoice.paid': { icon: 'landmark', tone: 'ok' },
  'order.held': { icon: 'ban', tone: 'warn' },
  'order.released': { icon: 'circle-check', tone: 'ok' },
  'credit.held': { icon: 'ban', tone: 'warn' },
  'credit.freed': { icon: 'circle-check', tone: 'ok' },
  'terms.changed': { icon: 'file-text' },
  'payment.promised': { icon: 'clock' },
  'promise.withdrawn': { icon: 'undo-2' },
  'dispute.opened': { icon: 'triangle-alert', tone: 'warn' },
  'dispute.closed': { icon: 'check', tone: 'ok' },
  'dunning.sent': { icon: 'send' },
  'nudge.sent': { icon: 'send' },
  'nudge.opened': { icon: 'bell' },
  'contact.logged': { icon: 'phone' },
  'reorder.snoozed': { icon: 'alarm-clock' },
  'reorder.not_needed': { icon: 'calendar-x' },
};
const unknown = { icon: 'circle-dot' };

/** @param {Event} e */
function about(e) {
  const d = e.detail ?? {};
  const said = [
    e.detail?.number,
    d.amount && money(d.amount, d.currency),
    d.over && t('ev.over', { v: money(d.over, d.currency) }),
    d.promised_on && t('ev.promised', { date: day(d.promised_on) }),
    d.until && t('ev.until', { date: day(d.until) }),
    d.remind_on && t('ev.again', { date: day(d.remind_on) }),
    e.note,
  ];
  return said.filter(Boolean);
}

/** @param {Event} e @param {Links} [links] @returns {import('../ui/timeline.js').Entry} */
export function entryOf(e, links = {}) {
  const key = /** @type {import('../i18n.js').Key} */ (e.kind in looks ? 'ev.' + e.kind : 'ev.other');
  const parts = [links.where?.(e), e.actor_name, ...about(e)].filter(Boolean);
  const sub = html`
    ${parts.map(
      (p, i) => html`
        <span class=${i ? 'dotsep' : ''}>${p}</span>
      `,
    )}
    ${
      e.acting_for &&
      html`
        ${' '}
        <span class="tag act">
          <${Icon} name="headset" size=${11} />
          ${t('ev.acting', { name: e.acting_for })}
        </span>
      `
    }
  `;
  return {
    id: e.id,
    at: e.at,
    ...(looks[e.kind] ?? unknown),
    title: html`
      ${t(key)}${links.title?.(e)}
    `,
    sub,
  };
}
