// A payment that somebody saw come in, entered by hand.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, money, today } from '../../../i18n.js';
import { api } from '../../../api.js';
import { plainSum } from '../../../lib/decimal.js';
import { useAction, useGet } from '../../../query.js';
import { currency as own } from '../../../session.js';
import { toast } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { InvoicePicker } from './invoice-picker.js';

/** @param {{ open: boolean, onClose: () => void, done: () => void }} p */
export function RecordPayment({ open, onClose, done }) {
  return html`
    <${Dialog} open=${open} onClose=${onClose} title=${t('rcv.record')}>
      <${Form} onClose=${onClose} done=${done} />
    </${Dialog}>
  `;
}

/** @param {{ onClose: () => void, done: () => void }} p */
function Form({ onClose, done }) {
  const clients = useGet('/receivables/clients');
  const [client, setClient] = useState('');
  const [amount, setAmount] = useState('');
  const [on, setOn] = useState(today(new Date()));
  const [reference, setReference] = useState('');
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const rows = /** @type {{ id: string, name: string, currency: string }[]} */ (clients.data?.items ?? []);
  const currency = rows.find((c) => c.id === client)?.currency ?? own.value;
  const act = useAction((/** @type {object} */ input, key) => api.post('/payments', input, { key }));
  useEffect(() => act.clear(), []);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const p = await act.act({
      client_id: client || undefined,
      currency,
      amount: plainSum(amount),
      received_on: on,
      reference: reference.trim(),
      allocations: chosen.map((id) => ({ invoice_id: id })),
    });
    if (!p) return;
    toast(t('rec.done', { v: money(p.amount, p.currency) }));
    done();
  };
  return html`
    <form onSubmit=${submit} novalidate>
      <${Field}
        label=${t('rec.amount', { currency })}
        value=${amount}
        onInput=${setAmount}
        error=${act.error?.field('amount')}
        required
      />
      <${Field}
        label=${t('pay.on')}
        type="date"
        value=${on}
        onInput=${setOn}
        error=${act.error?.field('received_on')}
        required
      />
      <${Field} label=${t('pay.reference')} value=${reference} onInput=${setReference} hint=${t('rec.reference.hint')} />
      <${InvoicePicker}
        clients=${rows}
        client=${client}
        setClient=${setClient}
        chosen=${chosen}
        setChosen=${setChosen}
        currency=${currency}
        error=${act.error?.field('client_id')}
      />
      <p class="quiet">${t('rec.rest')}</p>
      <${Fault} error=${act.error} beside=${['amount', 'received_on', 'client_id']} />
      <div class="dialog-acts">
        <button type="button" class="btn" onClick=${onClose}>${t('cancel')}</button>
        <button type="submit" class="btn primary" disabled=${act.busy || !client || !amount}>${t('rec.book')}</button>
      </div>
    </form>
  `;
}
