// One payment by card as its supplier reads it, and sends back.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, dateTime, money } from '../../i18n.js';
import { api } from '../../api.js';
import { plainSum } from '../../lib/decimal.js';
import { invalidate, useAction, useGet } from '../../query.js';
import { can } from '../../session.js';
import { toast } from '../../store.js';
import { Backs, CardState, Parts, TestNote, why } from '../../trade/card-payment.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';

/** @typedef {import('../../trade/card-payment.js').CardPayment} CardPayment */

/** @param {{ p: CardPayment, open: boolean, onClose: () => void, done: (p: CardPayment) => void }} x */
function RefundDialog({ p, open, onClose, done }) {
  const [amount, setAmount] = useState(p.refundable);
  const [reason, setReason] = useState('');
  const act = useAction((/** @type {object} */ input, key) =>
    api.post(`/card-payments/${p.id}/refunds`, input, { key }),
  );
  useEffect(() => (setAmount(p.refundable), setReason(''), act.clear()), [open]);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const now = await act.act({ amount: plainSum(amount), reason: reason.trim() });
    if (!now) return;
    toast(t('cp.refund.done'));
    done(now);
  };
  return html`
    <${Dialog} open=${open} onClose=${onClose} title=${t('cp.refund')}>
      <form onSubmit=${submit} novalidate>
        <${Field}
          label=${t('cp.refund.amount', { currency: p.currency })}
          value=${amount}
          onInput=${setAmount}
          hint=${t('cp.refund.most', { v: money(p.refundable, p.currency) })}
          error=${act.error?.field('amount')}
          required
        />
        <${Field}
          label=${t('cp.refund.why')}
          rows=${3}
          value=${reason}
          onInput=${setReason}
          error=${act.error?.field('reason')}
          required
        />
        <p class="quiet">${t('cp.refund.text')}</p>
        <${Fault} error=${act.error} beside=${['amount', 'reason']} />
        <div class="dialog-acts">
          <button class="btn primary" disabled=${act.busy}>${t('cp.refund.go')}</button>
        </div>
      </form>
    </${Dialog}>
  `;
}

/** @param {{ label: string, children?: any }} x */
const Row = ({ label, children }) => html`
  <div>
    <dt>${label}</dt>
    <dd>${children}</dd>
  </div>
`;

/** A refund is asked for by a job: look again until it has been. @param {CardPayment} p @param {() => void} reload */
function useRefunds(p, reload) {
  const asked = p.refunds.some((r) => r.state === 'requested');
  useEffect(() => {
    if (!asked) return;
    const timer = setInterval(reload, 1500);
    const end = setTimeout(() => clearInterval(timer), 30000);
    return () => (clearInterval(timer), clearTimeout(end));
  }, [asked]);
}

/** @param {{ p: CardPayment, set: (p: CardPayment) => void, reload: () => void }} x */
function Page({ p, set, reload }) {
  const [refunding, refund] = useState(false);
  useRefunds(p, reload);
  return html`
    <div class="page cp">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/card-account">${t('ca.title')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${p.client.name}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">
            ${money(p.amount, p.currency)}${' '}
            <${CardState} p=${p} />
          </h1>
          <p>${p.client.name}</p>
        </div>
        <div class="ph-a">
          ${
            can('payment:refund') &&
            Number(p.refundable) > 0 &&
            html`
              <button type="button" class="btn" onClick=${() => refund(true)}>
                <${Icon} name="undo-2" size=${15} />
                ${t('cp.refund')}
              </button>
            `
          }
        </div>
      </header>
      ${
        p.test &&
        html`
          <${TestNote} />
        `
      }
      <div class="two">
        <${Panel} id="cpd-h" title=${t('cp.title')}>
          <dl class="kv">
            <${Row} label=${t('cp.started')}>${p.started_by_name}, ${dateTime(p.started_at)}</${Row}>
            ${
              p.paid_at &&
              html`
                <${Row} label=${t('cp.paidat')}>${dateTime(p.paid_at)}</${Row}>
              `
            }
            ${
              p.means &&
              html`
                <${Row} label=${t('cp.means')}>${p.means}</${Row}>
              `
            }
            <${Row} label=${t('cp.received')}>${money(p.received, p.currency)}</${Row}>
            ${
              Number(p.refunded) > 0 &&
              html`
                <${Row} label=${t('cp.refunded')}>${money(p.refunded, p.currency)}</${Row}>
              `
            }
            ${
              Number(p.withdrawn) > 0 &&
              html`
                <${Row} label=${t('cp.withdrawn')}>${money(p.withdrawn, p.currency)}</${Row}>
              `
            }
          </dl>
          ${
            p.failure &&
            html`
              <p class="out-bad">${why(p.failure)}</p>
            `
          }
        </${Panel}>
        <div class="stack">
          <${Parts} p=${p} place=${(/** @type {string} */ id) => '/issued/' + id} />
          <${Backs} p=${p} />
        </div>
      </div>
      <${RefundDialog}
        p=${p}
        open=${refunding}
        onClose=${() => refund(false)}
        done=${(/** @type {CardPayment} */ now) => (refund(false), set(now), invalidate('/receivables', '/payments', '/invoices'))}
      />
    </div>
  `;
}

/** @param {{ params: { id: string } }} p */
export default function CardPaymentPage({ params }) {
  const q = useGet('/card-payments/' + params.id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {CardPayment} */ p) => html`
        <${Page} p=${p} set=${q.set} reload=${q.reload} />
      `}
    </${Loaded}>
  `;
}
