// A payment by card as either side reads it.
import { html } from '../h.js';
import { t, dateTime, money } from '../i18n.js';
import { Icon } from '../ui/icon.js';
import { Panel } from '../ui/panel.js';
import { StatusBadge } from '../ui/status-badge.js';

/** @typedef {{ id: string, client: { id: string, name: string }, supplier: { id: string, name: string }, currency: string, amount: string, state: string, means: string, failure: string, received: string, refunded: string, withdrawn: string, credit: string, payment_id: string | null, started_by_name: string, started_at: string, paid_at: string | null }} CardSummary */
/** @typedef {CardSummary & { url: string, refundable: string, test: boolean, parts: { invoice_id: string, number: string, amount: string }[], refunds: { id: string, amount: string, state: string, reason: string, failure: string, requested_by_name: string, requested_at: string }[], disputes: { id: string, amount: string, state: string, reason: string, withdrawn: string, due_by: string | null, opened_at: string }[] }} CardPayment */
/** @typedef {import('../i18n.js').Key} Key */

/** @type {Record<string, ['ok' | 'warn' | 'bad' | 'info' | 'mute', string?]>} */
const looks = {
  created: ['info'],
  open: ['info'],
  processing: ['warn', 'clock'],
  paid: ['ok', 'check'],
  failed: ['bad', 'circle-alert'],
  expired: ['mute'],
  cancelled: ['mute'],
};

/** @param {{ p: CardSummary }} x */
export const CardState = ({ p }) => {
  const refunded = Number(p.refunded) < Number(p.received) ? 'partly' : 'refunded';
  const back = Number(p.withdrawn) > 0 ? 'disputed' : Number(p.refunded) > 0 ? refunded : '';
  if (back)
    return html`
      <${StatusBadge} tone=${back === 'disputed' ? 'bad' : 'warn'} icon="undo-2">
        ${t(/** @type {Key} */ ('cp.s.' + back))}
      </${StatusBadge}>
    `;
  const [tone, icon] = looks[p.state] ?? looks.open;
  return html`
    <${StatusBadge} tone=${tone} icon=${icon}>${t(/** @type {Key} */ ('cp.s.' + p.state))}</${StatusBadge}>
  `;
};

const known = [
  'insufficient_funds',
  'card_declined',
  'expired_card',
  'incorrect_cvc',
  'authentication_required',
  'debit_not_authorized',
];
/** Why a card was refused, in words. @param {string} code */
export const why = (code) => t(/** @type {Key} */ ('cp.f.' + (known.includes(code) ? code : 'other')));

/** @param {{ p: CardPayment, place: (id: string) => string | undefined }} x */
export const Parts = ({ p, place }) => html`
  <${Panel} id="cpp-h" title=${t('cp.parts')} n=${p.parts.length}>
    <ul class="rows" role="list">
      ${p.parts.map(
        (l) => html`
          <li key=${l.invoice_id}>
            <div><a class="pname" href=${place(l.invoice_id)}>${l.number}</a></div>
            <b class="num">${money(l.amount, p.currency)}</b>
          </li>
        `,
      )}
    </ul>
    ${
      Number(p.credit) > 0 &&
      html`
        <p class="note">
          <${Icon} name="info" />
          <span>${t('cp.credit', { v: money(p.credit, p.currency) })}</span>
        </p>
      `
    }
  </${Panel}>
`;

/** What of it goes or went back. @param {{ p: CardPayment }} x */
export const Backs = ({ p }) =>
  p.refunds.length + p.disputes.length > 0 &&
  html`
    <${Panel} id="cpb-h" title=${t('cp.backs')}>
      <ul class="rows wrap" role="list">
        ${p.refunds.map(
          (r) => html`
            <li key=${r.id}>
              <div>
                ${t(/** @type {Key} */ ('cp.r.' + r.state))}
                <small>
                  ${[dateTime(r.requested_at), r.reason || t('cp.r.outside'), r.requested_by_name].filter(Boolean).join(' · ')}
                </small>
              </div>
              <b class="num">${money(r.amount, p.currency)}</b>
            </li>
          `,
        )}
        ${p.disputes.map(
          (d) => html`
            <li key=${d.id}>
              <div>
                ${t(/** @type {Key} */ ('cp.d.' + (['won', 'lost'].includes(d.state) ? d.state : 'open')))}
                <small>
                  ${dateTime(d.opened_at)}${d.due_by ? ' · ' + t('cp.d.due', { date: dateTime(d.due_by) }) : ''}
                </small>
              </div>
              <b class="num">${money(d.amount, p.currency)}</b>
            </li>
          `,
        )}
      </ul>
    </${Panel}>
  `;

/** Nobody may take a trial for money. */
export const TestNote = () => html`
  <p class="note warn">
    <${Icon} name="info" />
    <span>${t('cp.test')}</span>
  </p>
`;
