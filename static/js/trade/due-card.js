// When which part of an invoice falls due, what paying early saves and what paying late has come to.
import { html } from '../h.js';
import { t, day, money } from '../i18n.js';
import { Icon } from '../ui/icon.js';
import { Panel } from '../ui/panel.js';
import { StatusBadge } from '../ui/status-badge.js';
import { percent } from './agreement-words.js';

/** @typedef {{ due_on: string, amount: string, balance: string, overdue: boolean }} Part */
/** @typedef {{ currency: string, parts: Part[], discount: { percent: string, amount: string, until: string, to_pay: string } | null, discounted: string, interest: string, interest_rate: string | null }} Due */

/** @param {{ p: Part }} x */
const State = ({ p }) => {
  if (Number(p.balance) === 0)
    return html`
      <${StatusBadge} tone="ok" icon="check">${t('due.paid')}</${StatusBadge}>
    `;
  return p.overdue
    ? html`
        <${StatusBadge} tone="bad" icon="clock">${t('due.late')}</${StatusBadge}>
      `
    : html`
        <${StatusBadge} tone="info">${t('due.open')}</${StatusBadge}>
      `;
};

/** Nothing where an invoice falls due as a whole and nothing else was agreed. @param {{ i: Due }} p */
export function DueCard({ i }) {
  const show = (/** @type {string} */ v) => money(v, i.currency);
  const late = Number(i.interest) > 0;
  if (i.parts.length < 2 && !i.discount && Number(i.discounted) === 0 && !late) return null;
  return html`
    <${Panel} id="due-h" title=${t('due.title')}>
      ${
        i.discount &&
        html`
          <p class="note info">
            <${Icon} name="clock" />
            <span>
              ${t('due.early', { v: show(i.discount.to_pay), date: day(i.discount.until), d: show(i.discount.amount) })}
            </span>
          </p>
        `
      }
      ${
        i.parts.length > 1 &&
        html`
          <ul class="rows wrap" role="list">
            ${i.parts.map(
              (p) => html`
                <li key=${p.due_on}>
                  <div>${t('due.part', { v: show(p.amount), date: day(p.due_on) })}</div>
                  <${State} p=${p} />
                </li>
              `,
            )}
          </ul>
        `
      }
      <dl class="kv">
        ${
          Number(i.discounted) > 0 &&
          html`
            <div>
              <dt>${t('due.discounted')}</dt>
              <dd>−${show(i.discounted)}</dd>
            </div>
          `
        }
        ${
          late &&
          html`
            <div>
              <dt>${t('due.interest', { v: percent(i.interest_rate ?? '0') })}</dt>
              <dd class="out-bad">${show(i.interest)}</dd>
            </div>
          `
        }
      </dl>
    </${Panel}>
  `;
}
