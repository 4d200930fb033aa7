// A hold on an agreement, a promise to pay: what people on several sides write down.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../h.js';
import { t, day, money, today } from '../i18n.js';
import { api } from '../api.js';
import { useAction, useGet, invalidate } from '../query.js';
import { side } from '../session.js';
import { toast, toastFault } from '../store.js';
import { plainSum } from '../lib/decimal.js';
import { Acts } from '../ui/dialog-acts.js';
import { Dialog } from '../ui/dialog.js';
import { Fault } from '../ui/fault.js';
import { Field } from '../ui/field.js';

/** @typedef {import('./agreement-cards.js').Agreement} Agreement */
/** @typedef {{ a: Agreement, open: boolean, onClose: () => void, done: (a: Agreement) => void }} P */

/** Holds an agreement, or ends its hold, with a reason. @param {P} p */
export const HoldDialog = (p) => html`
  <${Dialog}
    open=${p.open}
    onClose=${p.onClose}
    title=${p.a.hold ? t('agr.free.title', { no: p.a.number }) : t('agr.hold.title', { no: p.a.number })}
  >
    <${HoldForm} ...${p} />
  </${Dialog}>
`;

/** @param {P} p */
function HoldForm({ a, onClose, done }) {
  const [reason, setReason] = useState('');
  const act = useAction((/** @type {object} */ input, key) =>
    api.post(`/agreements/${a.id}/${a.hold ? 'free' : 'hold'}`, input, { key, version: a.version }),
  );
  useEffect(() => act.clear(), []);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = /** @type {Agreement | undefined} */ (await act.act({ reason: reason.trim() }));
    if (!next) return;
    invalidate('/desk', '/orders');
    toast(next.hold ? t('agr.hold.done') : t('agr.free.done'));
    done(next);
  };
  return html`
    <form onSubmit=${submit} novalidate>
      <p class="quiet">${a.hold ? t('agr.free.sub') : t('agr.hold.sub')}</p>
      <${Field}
        label=${t('agr.why')}
        value=${reason}
        onInput=${setReason}
        rows=${2}
        error=${act.error?.field('reason')}
        required
      />
      <${Fault} error=${act.error} beside=${['reason']} />
      <${Acts}
        onClose=${onClose}
        busy=${act.busy}
        ready=${reason.trim() !== ''}
        label=${a.hold ? t('agr.free.act') : t('agr.hold.act')}
      />
    </form>
  `;
}

/** When who will pay how much. @param {P} p */
export const PromiseDialog = (p) => html`
  <${Dialog} open=${p.open} onClose=${p.onClose} title=${t('prm.add')}><${PromiseForm} ...${p} /></${Dialog}>
`;

/** @param {P} p */
function PromiseForm({ a, onClose, done }) {
  const [amount, setAmount] = useState('');
  const [on, setOn] = useState('');
  const [invoice, setInvoice] = useState('');
  const [saidBy, setSaidBy] = useState('');
  const [note, setNote] = useState('');
  const q = useGet('/invoices', { client: a.client.id, state: 'open', limit: 100 });
  const open = (q.data?.items ?? []).filter((/** @type {any} */ i) => i.supplier.id === a.supplier.id);
  const act = useAction((/** @type {object} */ input, key) => api.post(`/agreements/${a.id}/promises`, input, { key }));
  useEffect(() => act.clear(), []);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = await act.act({
      amount: plainSum(amount),
      promised_on: on,
      invoice_id: invoice || undefined,
      said_by: saidBy.trim(),
      note: note.trim(),
    });
    if (!next) return;
    toast(t('prm.done'));
    done(next);
  };
  const choose = (/** @type {string} */ id) => {
    setInvoice(id);
    const found = open.find((/** @type {any} */ i) => i.id === id);
    if (found) setAmount(found.balance);
  };
  return html`
    <form onSubmit=${submit} novalidate>
      <${Field}
        label=${t('prm.for')}
        value=${invoice}
        onInput=${choose}
        options=${[
          ['', t('prm.for.account')],
          ...open.map(
            (/** @type {any} */ i) =>
              /** @type {[string, string]} */ ([
                i.id,
                i.number + ' · ' + money(i.balance, i.currency) + ' · ' + day(i.next_due_on),
              ]),
          ),
        ]}
        error=${act.error?.field('invoice_id')}
      />
      <div class="pair">
        <${Field}
          label=${t('prm.amount', { currency: a.currency })}
          value=${amount}
          onInput=${setAmount}
          error=${act.error?.field('amount')}
          required
        />
        <${Field}
          label=${t('prm.on')}
          type="date"
          min=${today(new Date())}
          value=${on}
          onInput=${setOn}
          error=${act.error?.field('promised_on')}
          required
        />
      </div>
      ${
        side.value !== 'buyer' &&
        html`
          <${Field} label=${t('prm.said')} value=${saidBy} onInput=${setSaidBy} hint=${t('prm.said.hint')} />
        `
      }
      <${Field} label=${t('prm.note')} value=${note} onInput=${setNote} />
      <${Fault} error=${act.error} beside=${['amount', 'promised_on', 'invoice_id']} />
      <${Acts} onClose=${onClose} busy=${act.busy} ready=${Boolean(amount && on)} label=${t('prm.save')} />
    </form>
  `;
}

/** @param {{ p: import('./agreement-cards.js').Promised, set: (a: Agreement) => void }} x */
export function Withdraw({ p, set }) {
  const act = useAction((_, key) => api.post(`/promises/${p.id}/withdraw`, {}, { key }), toastFault);
  return html`
    <button
      type="button"
      class="btn link sm"
      disabled=${act.busy}
      onClick=${async () => {
        const next = await act.act(undefined);
        if (next) set(next);
      }}
    >
      ${t('prm.withdraw')}
      <span class="sr-only">${' '}· ${day(p.promised_on)}</span>
    </button>
  `;
}
