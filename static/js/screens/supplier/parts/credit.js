// Takes an issued invoice back by a credit note.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, money, num } from '../../../i18n.js';
import { api } from '../../../api.js';
import { minus, plainSum } from '../../../lib/decimal.js';
import { useAction, invalidate } from '../../../query.js';
import { toast } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { unitName } from '../../../trade/goods.js';

/** @typedef {import('../../../trade/invoice-page.js').Invoice} Invoice */
/** What is taken back, as the server reads it. @param {Record<number, string>} taken by the line's position */
export const linesOf = (taken) =>
  Object.entries(taken)
    .map(([position, q]) => ({ position: Number(position), quantity: plainSum(q) }))
    .filter((l) => l.quantity !== '' && l.quantity !== '0');

/** How much of which line is taken back. @param {{ i: Invoice, taken: Record<number, string>, setTaken: (t: Record<number, string>) => void }} p */
export const CreditLines = ({ i, taken, setTaken }) => html`
  <ul class="rows wrap credit-lines" role="list">
    ${i.lines.map(
      (l) => html`
        <li key=${l.position}>
          <div>
            <span class="pname plain">${l.name}</span>
            <small>${t('crd.of', { n: num(l.quantity) })}${' '}${unitName(l.unit, l.quantity)}</small>
          </div>
          <${Field}
            label=${t('crd.qty', { name: l.name })}
            hideLabel
            placeholder="0"
            value=${taken[l.position] ?? ''}
            onInput=${(/** @type {string} */ v) => setTaken({ ...taken, [l.position]: v })}
          />
        </li>
      `,
    )}
  </ul>
`;

/** @param {{ i: Invoice, set: (i: Invoice) => void }} p */
export function Credit({ i, set }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [part, setPart] = useState('all');
  const [taken, setTaken] = useState(/** @type {Record<number, string>} */ ({}));
  const lines = part === 'all' ? undefined : linesOf(taken);
  const act = useAction((/** @type {object} */ input, key) => api.post(`/invoices/${i.id}/credit`, input, { key }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = /** @type {Invoice | undefined} */ (await act.act({ reason: reason.trim(), lines }));
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
        <${Field}
          label=${t('crd.lines')}
          value=${part}
          onInput=${setPart}
          options=${[
            ['all', t('crd.all')],
            ['some', t('crd.some')],
          ]}
        />
        ${
          part === 'some' &&
          html`
            <${CreditLines} i=${i} taken=${taken} setTaken=${setTaken} />
          `
        }
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
          <button type="submit" class="btn primary" disabled=${act.busy || !reason.trim() || lines?.length === 0}>
            ${t('crd.act')}
          </button>
        </div>
      </form>
    </${Dialog}>
  `;
}
