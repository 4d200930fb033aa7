// The supplier's answer to a dispute: words, or a credit note.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { api } from '../../../api.js';
import { useAction, invalidate } from '../../../query.js';
import { toast } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Acts } from '../../../ui/dialog-acts.js';
import { CreditLines, linesOf } from './credit.js';

/** @typedef {import('../../../trade/disputes.js').Dispute} Dispute */
/** @typedef {import('../../../trade/invoice-page.js').Invoice} Invoice */

/** @param {{ d: Dispute, i: Invoice, done: () => void }} p */
export function DisputeAnswer({ d, i, done }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return html`
    <button type="button" class="btn sm" onClick=${() => setOpen(true)}>${t('dsp.answer')}</button>
    <${Dialog} open=${open} onClose=${close} title=${t('dsp.answer.title', { no: d.invoice.name })}>
      <${Form} d=${d} i=${i} onClose=${close} done=${() => (close(), done())} />
    </${Dialog}>
  `;
}

/** @param {{ d: Dispute, i: Invoice, onClose: () => void, done: () => void }} p */
function Form({ d, i, onClose, done }) {
  const [how, setHow] = useState('reject');
  const [note, setNote] = useState('');
  const [taken, setTaken] = useState(/** @type {Record<number, string>} */ ({}));
  const act = useAction((/** @type {object} */ input, key) => api.post(`/disputes/${d.id}/resolve`, input, { key }));
  useEffect(() => act.clear(), []);
  const lines = linesOf(taken);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const credit = how === 'credit';
    const next = await act.act({ note: note.trim(), credit, lines: credit ? lines : undefined });
    if (!next) return;
    invalidate('/invoices', '/receivables', '/payments');
    toast(t('dsp.answer.done'));
    done();
  };
  return html`
    <form onSubmit=${submit} novalidate>
      <p class="quiet">${d.reason}</p>
      <${Field}
        label=${t('dsp.answer.how')}
        value=${how}
        onInput=${setHow}
        options=${[
          ['reject', t('dsp.answer.reject')],
          ['credit', t('dsp.answer.credit')],
        ]}
      />
      ${
        how === 'credit' &&
        html`
          <${CreditLines} i=${i} taken=${taken} setTaken=${setTaken} />
        `
      }
      <${Field}
        label=${t('dsp.answer.note')}
        value=${note}
        onInput=${setNote}
        rows=${2}
        error=${act.error?.field('note')}
        required
      />
      <${Fault} error=${act.error} beside=${['note']} />
      <${Acts}
        onClose=${onClose}
        busy=${act.busy}
        ready=${note.trim() !== '' && (how === 'reject' || lines.length > 0)}
        label=${t('dsp.answer')}
      />
    </form>
  `;
}
