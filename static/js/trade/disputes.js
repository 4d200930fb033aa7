// Lines of invoices that a client objects to, and what came of it.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../h.js';
import { t, day, money } from '../i18n.js';
import { api } from '../api.js';
import { useAction, useGet, invalidate } from '../query.js';
import { can, side } from '../session.js';
import { toast, toastFault } from '../store.js';
import { Dialog } from '../ui/dialog.js';
import { Fault } from '../ui/fault.js';
import { Field } from '../ui/field.js';
import { Panel } from '../ui/panel.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Acts } from '../ui/dialog-acts.js';
import { plainSum } from '../lib/decimal.js';
import { invoicePlace } from './places.js';

/** @typedef {{ id: string, client: { id: string }, supplier: { id: string }, invoice: { id: string, name: string }, position: number | null, line: string, currency: string, amount: string, reason: string, opened_by_name: string, opened_at: string, resolved_at: string | null, resolved_by_name: string, resolution: string, outcome: '' | 'credited' | 'rejected' | 'withdrawn', credit_note: { name: string } | null }} Dispute */
/** @type {Record<Dispute['outcome'], ['warn' | 'ok' | 'mute', string]>} */
const looks = {
  '': ['warn', 'triangle-alert'],
  'credited': ['ok', 'check'],
  'rejected': ['mute', 'ban'],
  'withdrawn': ['mute', 'undo-2'],
};

/** @param {{ d: Dispute, changed: () => void, resolve?: (d: Dispute) => any }} p */
function Row({ d, changed, resolve }) {
  const back = useAction((_, key) => api.post(`/disputes/${d.id}/withdraw`, {}, { key }), toastFault);
  const to = invoicePlace(d.invoice.id);
  const name = t('inv.title', { no: d.invoice.name });
  return html`
    <li>
      <div>
        ${
          to
            ? html`
                <a class="pname" href=${to}>${name}</a>
              `
            : html`
                <span class="pname plain">${name}</span>
              `
        }
        <small>
          ${[d.line, money(d.amount, d.currency), d.reason, d.opened_by_name, day(d.opened_at)].filter(Boolean).join(' · ')}
        </small>
        ${
          d.resolution &&
          html`
            <small>${[d.resolved_by_name, d.resolution, d.credit_note?.name].filter(Boolean).join(' · ')}</small>
          `
        }
      </div>
      <${StatusBadge} tone=${looks[d.outcome][0]} icon=${looks[d.outcome][1]}>
        ${t(d.outcome === '' ? 'dsp.s.open' : `dsp.s.${d.outcome}`)}
      </${StatusBadge}>
      ${d.outcome === '' && resolve?.(d)}
      ${
        d.outcome === '' &&
        can('dispute:open') &&
        html`
          <button
            type="button"
            class="btn link sm"
            disabled=${back.busy}
            onClick=${async () => (await back.act(undefined)) && changed()}
          >
            ${t('dsp.withdraw')}
            <span class="sr-only">${' '}· ${d.invoice.name}</span>
          </button>
        `
      }
    </li>
  `;
}

/** @param {{ query: Record<string, string>, other?: string, resolve?: (d: Dispute, changed: () => void) => any, quiet?: boolean, fresh?: number }} p `other` narrows to one supplier; `quiet` shows nothing where there is none */
export function Disputes({ query, other, resolve, quiet, fresh }) {
  const q = useGet('/disputes', { ...query, limit: 50 });
  useEffect(() => {
    if (fresh) q.reload();
  }, [fresh]);
  const rows = /** @type {Dispute[]} */ (q.data?.items ?? []).filter((d) => !other || d.supplier.id === other);
  const changed = () => (q.reload(), invalidate('/invoices'));
  if (quiet && !rows.length) return null;
  return html`
    <${Panel} id="dsp-h" title=${t('dsp.title')} n=${rows.length || undefined}>
      ${
        rows.length
          ? html`
              <ul class="rows wrap dsp" role="list">
                ${rows.map(
                  (d) => html`
                    <${Row}
                      key=${d.id}
                      d=${d}
                      changed=${changed}
                      resolve=${resolve && ((/** @type {Dispute} */ x) => resolve(x, changed))}
                    />
                  `,
                )}
              </ul>
            `
          : html`
              <p class="quiet">${side.value === 'buyer' ? t('dsp.none.buyer') : t('dsp.none')}</p>
            `
      }
    </${Panel}>
  `;
}

/** @typedef {{ id: string, number: string, currency: string, lines: { position: number, name: string }[] }} Invoice */
/** Objects to a line, or to all of an invoice. @param {{ i: Invoice, done: () => void }} p */
export function DisputeButton({ i, done }) {
  const [open, setOpen] = useState(false);
  return html`
    <button type="button" class="btn" onClick=${() => setOpen(true)}>${t('dsp.act')}</button>
    <${Dialog} open=${open} onClose=${() => setOpen(false)} title=${t('dsp.act.title', { no: i.number })}>
      <${Form} i=${i} onClose=${() => setOpen(false)} done=${() => (setOpen(false), done())} />
    </${Dialog}>
  `;
}

/** @param {{ i: Invoice, onClose: () => void, done: () => void }} p */
function Form({ i, onClose, done }) {
  const [line, setLine] = useState('');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const act = useAction((/** @type {object} */ input, key) => api.post(`/invoices/${i.id}/disputes`, input, { key }));
  useEffect(() => act.clear(), []);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const d = await act.act({
      position: line ? Number(line) : undefined,
      amount: plainSum(amount),
      reason: reason.trim(),
    });
    if (!d) return;
    toast(t('dsp.done'));
    done();
  };
  return html`
    <form onSubmit=${submit} novalidate>
      <${Field}
        label=${t('dsp.line')}
        value=${line}
        onInput=${setLine}
        options=${[
          ['', t('dsp.line.all')],
          ...i.lines.map((l) => /** @type {[string, string]} */ ([String(l.position), l.position + '. ' + l.name])),
        ]}
        error=${act.error?.field('position')}
      />
      <${Field}
        label=${t('dsp.amount', { currency: i.currency })}
        value=${amount}
        onInput=${setAmount}
        hint=${t('dsp.amount.hint')}
        error=${act.error?.field('amount')}
        required
      />
      <${Field}
        label=${t('dsp.reason')}
        value=${reason}
        onInput=${setReason}
        rows=${3}
        error=${act.error?.field('reason')}
        required
      />
      <${Fault} error=${act.error} beside=${['position', 'amount', 'reason']} />
      <${Acts} onClose=${onClose} busy=${act.busy} ready=${Boolean(amount && reason.trim())} label=${t('dsp.send')} />
    </form>
  `;
}
