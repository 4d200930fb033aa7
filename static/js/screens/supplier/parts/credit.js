// Takes an issued invoice back by a credit note.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, money } from '../../../i18n.js';
import { api } from '../../../api.js';
import { minus } from '../../../lib/decimal.js';
import { useAction, invalidate } from '../../../query.js';
import { toast } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';

/** @typedef {import('../../../trade/invoice-page.js').Invoice} Invoice */
/** @param {{ i: Invoice, set: (i: Invoice) => void }} p */
export function Credit({ i, set }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const act = useAction((/** @type {object} */ input, key) => api.post(`/invoices/${i.id}/credit`, input, { key }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = /** @type {Invoice | undefined} */ (await act.act({ reason: reason.trim() }));
    if (!next) return;
    setOpen(false);
    set(next);
    invalidate('/invoices', '/receivables', '/payments');
    toast(t('crd.done', { no: next.credit_notes[next.credit_notes.length - 1].number }));
  };
  return html`
    <button type="button" class="btn" onClick=${() => setOpen(true)}>
      <${Icon} name="undo-2" size=${15} />
      ${t('crd.act')}
    </button>
    <${Dialog} open=${open} onClose=${() => setOpen(false)} title=${t('crd.title', { no: i.number })}>
      <form onSubmit=${submit} novalidate>
        <p class="quiet">${t('crd.sub', { v: money(minus(i.total, i.credited), i.currency) })}</p>
        <${Field}
          label=${t('crd.why')}
          value=${reason}
          onInput=${setReason}
          rows=${2}
          error=${act.error?.field('reason')}
          required
        />
        <${Fault} error=${act.error} beside=${['reason']} />
        <div class="dialog-acts">
          <button type="button" class="btn" onClick=${() => setOpen(false)}>${t('cancel')}</button>
          <button type="submit" class="btn primary" disabled=${act.busy || !reason.trim()}>${t('crd.act')}</button>
        </div>
      </form>
    </${Dialog}>
  `;
}
