// One payment of a bank statement: what it is probably for, and what a person makes of it.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, day, money } from '../../../i18n.js';
import { api } from '../../../api.js';
import { useAction, useGet } from '../../../query.js';
import { toast, toastFault } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { StatusBadge } from '../../../ui/status-badge.js';
import { InvoicePicker } from './invoice-picker.js';

/** @typedef {{ invoice_id: string, number: string, balance: string, amount: string }} Part */
/** @typedef {{ confidence: string, reasons: string[], client: { id: string, name: string } | null, allocations: Part[], rest: string }} Match */
/** @typedef {{ id: string, booked_on: string, currency: string, amount: string, number: string, payer: string, payer_tax_id: string, purpose: string, state: string, note: string, payment_id: string | null, decided_by_name: string, match: Match | null }} Line */

/** @type {Record<string, 'ok' | 'info' | 'warn' | 'mute'>} */
const tones = { certain: 'ok', likely: 'info', possible: 'warn', none: 'mute' };
/** @param {string} k */
const say = (k) => t(/** @type {import('../../../i18n.js').Key} */ (k));

/** @param {{ m: Match }} p */
const Guess = ({ m }) => html`
  <p class="guess">
    <${StatusBadge} tone=${tones[m.confidence] ?? 'mute'}>${say('bank.c.' + m.confidence)}</${StatusBadge}>
    ${' '}
    ${
      m.client &&
      html`
        <b>${m.client.name}</b>
      `
    }
    ${
      m.allocations.length > 0 &&
      html`
        <span class="dotsep">${m.allocations.map((a) => a.number).join(', ')}</span>
      `
    }
    ${
      m.reasons.length > 0 &&
      html`
        <small>${m.reasons.map((r) => say('bank.r.' + r)).join(' · ')}</small>
      `
    }
  </p>
`;

/** @param {{ l: Line, changed: () => void, choose: (l: Line) => void, ignore: (l: Line) => void }} p */
export function BankLine({ l, changed, choose, ignore }) {
  const book = useAction(
    (/** @type {object} */ input, key) => api.post(`/bank/lines/${l.id}/book`, input, { key }),
    toastFault,
  );
  const back = useAction((_, key) => api.post(`/bank/lines/${l.id}/reopen`, {}, { key }), toastFault);
  const accept = async () => {
    if (await book.act({})) {
      toast(t('bank.booked.one', { v: money(l.amount, l.currency) }));
      changed();
    }
  };
  const undo = async () => {
    if (await back.act({})) changed();
  };
  const accepted = l.match?.client && l.match.allocations.length > 0;
  return html`
    <li class="bank-line">
      <div class="bank-what">
        <p>
          <b>${l.payer || t('bank.payer.none')}</b>
          <span class="dotsep">${day(l.booked_on)}</span>
          ${
            l.payer_tax_id &&
            html`
              <span class="dotsep">${t('inv.taxid', { no: l.payer_tax_id })}</span>
            `
          }
        </p>
        <p class="quiet">${l.purpose}</p>
        ${
          l.match &&
          html`
            <${Guess} m=${l.match} />
          `
        }
        ${
          l.state !== 'open' &&
          html`
            <p class="quiet">
              ${l.state === 'ignored' ? t('bank.ignored.why', { why: l.note }) : t('bank.booked.by', { name: l.decided_by_name })}
            </p>
          `
        }
      </div>
      <div class="bank-do">
        <b class="num">${money(l.amount, l.currency)}</b>
        <div class="acts">
          ${
            l.state === 'open'
              ? html`
                  ${
                    accepted &&
                    html`
                      <button type="button" class="btn sm" disabled=${book.busy} onClick=${accept}>
                        ${t('bank.accept')}
                      </button>
                    `
                  }
                  <button type="button" class="btn sm" onClick=${() => choose(l)}>${t('bank.choose')}</button>
                  <button type="button" class="btn ghost sm" onClick=${() => ignore(l)}>${t('bank.ignore')}</button>
                `
              : html`
                  <button type="button" class="btn ghost sm" disabled=${back.busy} onClick=${undo}>
                    <${Icon} name="undo-2" size=${14} />
                    ${t('bank.undo')}
                  </button>
                `
          }
        </div>
      </div>
    </li>
  `;
}

/** @param {{ line: Line | null, onClose: () => void, done: () => void }} p */
export const ChooseDialog = ({ line, onClose, done }) => html`
  <${Dialog} open=${Boolean(line)} onClose=${onClose} title=${t('bank.choose.title')}>
    ${
      line &&
      html`
        <${ChooseForm} key=${line.id} l=${line} onClose=${onClose} done=${done} />
      `
    }
  </${Dialog}>
`;

/** @param {{ l: Line, onClose: () => void, done: () => void }} p */
function ChooseForm({ l, onClose, done }) {
  const clients = useGet('/receivables/clients');
  const [client, setClient] = useState(l.match?.client?.id ?? '');
  const [chosen, setChosen] = useState((l.match?.allocations ?? []).map((a) => a.invoice_id));
  const act = useAction((/** @type {object} */ input, key) => api.post(`/bank/lines/${l.id}/book`, input, { key }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    if (!(await act.act({ client_id: client, allocations: chosen.map((id) => ({ invoice_id: id })) }))) return;
    toast(t('bank.booked.one', { v: money(l.amount, l.currency) }));
    done();
  };
  return html`
    <form onSubmit=${submit} novalidate>
      <p>
        <b class="num">${money(l.amount, l.currency)}</b>
        <span class="dotsep">${l.payer}</span>
      </p>
      <p class="quiet">${l.purpose}</p>
      <${InvoicePicker}
        clients=${clients.data?.items ?? []}
        client=${client}
        setClient=${setClient}
        chosen=${chosen}
        setChosen=${setChosen}
        currency=${l.currency}
      />
      <p class="quiet">${t('rec.rest')}</p>
      <${Fault} error=${act.error} />
      <div class="dialog-acts">
        <button type="button" class="btn" onClick=${onClose}>${t('cancel')}</button>
        <button type="submit" class="btn primary" disabled=${act.busy || !client}>${t('rec.book')}</button>
      </div>
    </form>
  `;
}

/** @param {{ line: Line | null, onClose: () => void, done: () => void }} p */
export const IgnoreDialog = ({ line, onClose, done }) => html`
  <${Dialog} open=${Boolean(line)} onClose=${onClose} title=${t('bank.ignore.title')}>
    ${
      line &&
      html`
        <${IgnoreForm} key=${line.id} l=${line} onClose=${onClose} done=${done} />
      `
    }
  </${Dialog}>
`;

/** @param {{ l: Line, onClose: () => void, done: () => void }} p */
function IgnoreForm({ l, onClose, done }) {
  const [reason, setReason] = useState('');
  const act = useAction((/** @type {object} */ input, key) => api.post(`/bank/lines/${l.id}/ignore`, input, { key }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    if (await act.act({ reason: reason.trim() })) done();
  };
  return html`
    <form onSubmit=${submit} novalidate>
      <${Field}
        label=${t('bank.ignore.why')}
        value=${reason}
        onInput=${setReason}
        rows=${2}
        error=${act.error?.field('reason')}
        required
      />
      <${Fault} error=${act.error} beside=${['reason']} />
      <div class="dialog-acts">
        <button type="button" class="btn" onClick=${onClose}>${t('cancel')}</button>
        <button type="submit" class="btn primary" disabled=${act.busy || !reason.trim()}>${t('bank.ignore')}</button>
      </div>
    </form>
  `;
}
