// One payment: what of it went to which invoices, and what is left to give.
import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, day, dayYear, money } from '../../i18n.js';
import { api } from '../../api.js';
import { compare, minus, plainSum, sum } from '../../lib/decimal.js';
import { useAction, useGet, invalidate } from '../../query.js';
import { toast, toastFault } from '../../store.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';
import { StatCard } from '../../ui/stat-card.js';
import { Acts } from '../../ui/dialog-acts.js';
import { invoicePlace } from '../../trade/places.js';

/** @typedef {import('../../trade/payments.js').Payment & { payer: string, recorded_by_name: string, reversed_why: string, allocations: { invoice_id: string, number: string, due_on: string, total: string, balance: string, amount: string }[] }} Payment */
/** @typedef {{ p: Payment, set: (p: Payment) => void }} Editing */

/** What everything else shows of payments is asked again. */
const moved = () => invalidate('/receivables', '/invoices', '/payments', '/accounts');

/** Where what is left goes: sums beside the client's open invoices, the first due first. @param {Editing} x */
function Allocate({ p, set }) {
  const q = useGet('/invoices', { client: p.client.id, state: 'open', limit: 100 });
  const [sums, setSums] = useState(/** @type {Record<string, string>} */ ({}));
  const act = useAction((/** @type {object} */ input, key) => api.post(`/payments/${p.id}/allocate`, input, { key }));
  const rows = (q.data?.items ?? [])
    .filter((/** @type {any} */ i) => i.currency === p.currency)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => (a.next_due_on < b.next_due_on ? -1 : 1));
  const given = rows.filter((/** @type {any} */ i) => plainSum(sums[i.id] ?? '') !== '');
  const plain = given.map((/** @type {any} */ i) => plainSum(sums[i.id]));
  const readable = plain.every((/** @type {string} */ s) => /^\d+(\.\d+)?$/.test(s));
  const rest = readable ? minus(p.rest, sum(plain)) : p.rest;
  const fill = () => {
    let left = p.rest;
    /** @type {Record<string, string>} */
    const next = {};
    for (const i of rows) {
      if (compare(left, '0') <= 0) break;
      const take = compare(left, i.balance) < 0 ? left : i.balance;
      next[i.id] = take;
      left = minus(left, take);
    }
    setSums(next);
  };
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = await act.act({
      allocations: given.map((/** @type {any} */ i) => ({ invoice_id: i.id, amount: plainSum(sums[i.id]) })),
    });
    if (!next) return;
    set(next);
    setSums({});
    moved();
    q.reload();
    toast(t('pmt.allocated', { v: money(minus(next.allocated, p.allocated), p.currency) }));
  };
  return html`
    <${Panel} id="al-h" title=${t('pmt.give')}>
      ${
        rows.length === 0
          ? html`
              <p class="quiet">${t('rec.invoices.none')}</p>
            `
          : html`
              <form onSubmit=${submit} novalidate>
                <ul class="rows wrap" role="list">
                  ${rows.map(
                    (/** @type {any} */ i) => html`
                      <li key=${i.id}>
                        <div>
                          <a class="pname" href=${invoicePlace(i.id)}>${i.number}</a>
                          <small class=${i.state === 'overdue' ? 'out-bad' : ''}>
                            ${t('rec.due', { date: day(i.next_due_on) })}
                            <span class="dotsep">${money(i.balance, i.currency)}</span>
                          </small>
                        </div>
                        <${Field}
                          label=${t('pmt.sum', { no: i.number })}
                          hideLabel
                          placeholder="0"
                          value=${sums[i.id] ?? ''}
                          onInput=${(/** @type {string} */ v) => setSums({ ...sums, [i.id]: v })}
                        />
                      </li>
                    `,
                  )}
                </ul>
                <p class=${compare(rest, '0') < 0 ? 'out-bad' : 'quiet'}>
                  ${t('pmt.left', { v: money(rest, p.currency) })}
                </p>
                <${Fault} error=${act.error} />
                <div class="dialog-acts">
                  <button type="button" class="btn" onClick=${fill}>${t('pmt.fill')}</button>
                  <button
                    type="submit"
                    class="btn primary"
                    disabled=${act.busy || !given.length || !readable || compare(rest, '0') < 0}
                  >
                    ${t('pmt.give.act')}
                  </button>
                </div>
              </form>
            `
      }
    </${Panel}>
  `;
}

/** @param {Editing} x */
function Went({ p, set }) {
  const act = useAction(
    (/** @type {string} */ invoice, key) => api.post(`/payments/${p.id}/release`, { invoice_id: invoice }, { key }),
    toastFault,
  );
  const back = async (/** @type {string} */ id) => {
    const next = await act.act(id);
    if (!next) return;
    set(next);
    moved();
    toast(t('pmt.released'));
  };
  return html`
    <${Panel} id="wt-h" title=${t('pmt.went')} n=${p.allocations.length || undefined}>
      ${
        p.allocations.length
          ? html`
              <ul class="rows wrap" role="list">
                ${p.allocations.map(
                  (a) => html`
                    <li key=${a.invoice_id}>
                      <div>
                        <a class="pname" href=${invoicePlace(a.invoice_id)}>${a.number}</a>
                        <small>
                          ${Number(a.balance) > 0 ? t('pmt.asks', { v: money(a.balance, p.currency) }) : t('pmt.settled')}
                        </small>
                      </div>
                      <b class="num">${money(a.amount, p.currency)}</b>
                      <button
                        type="button"
                        class="btn link sm"
                        disabled=${act.busy}
                        onClick=${() => back(a.invoice_id)}
                      >
                        ${t('pmt.release')}
                        <span class="sr-only">${' '}· ${a.number}</span>
                      </button>
                    </li>
                  `,
                )}
              </ul>
            `
          : html`
              <p class="quiet">${t('pmt.went.none')}</p>
            `
      }
    </${Panel}>
  `;
}

/** @param {Editing} x */
function Reverse({ p, set }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const act = useAction((/** @type {object} */ input, key) => api.post(`/payments/${p.id}/reverse`, input, { key }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = await act.act({ reason: reason.trim() });
    if (!next) return;
    setOpen(false);
    set(next);
    moved();
    toast(t('pmt.reversed'));
  };
  return html`
    <button type="button" class="btn" onClick=${() => setOpen(true)}>
      <${Icon} name="undo-2" size=${15} />
      ${t('pmt.reverse')}
    </button>
    <${Dialog} open=${open} onClose=${() => setOpen(false)} title=${t('pmt.reverse.title')}>
      <form onSubmit=${submit} novalidate>
        <p class="quiet">${t('pmt.reverse.sub')}</p>
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
          onClose=${() => setOpen(false)}
          busy=${act.busy}
          ready=${reason.trim() !== ''}
          label=${t('pmt.reverse')}
        />
      </form>
    </${Dialog}>
  `;
}

/** @param {Editing} x */
const Page = ({ p, set }) => html`
  <div class="page rcv">
    <nav class="crumbs" aria-label=${t('crumbs')}>
      <a href="/receivables?tab=payments">${t('rcv.payments')}</a>
      <${Icon} name="chevron-right" size=${13} />
      <span aria-current="page">${p.reference || day(p.received_on)}</span>
    </nav>
    <header class="ph">
      <div>
        <h1 tabindex="-1">${t('pmt.title', { v: money(p.amount, p.currency) })}</h1>
        <p>
          <a class="inl" href=${'/receivables/' + p.client.id}>${p.client.name}</a>
          <span class="dotsep">${t('inv.received', { date: dayYear(p.received_on) })}</span>
          ${
            p.reference &&
            html`
              <span class="dotsep">${p.reference}</span>
            `
          }
        </p>
      </div>
      <div class="ph-a">
        ${
          !p.reversed_on &&
          html`
            <${Reverse} p=${p} set=${set} />
          `
        }
      </div>
    </header>
    ${
      p.reversed_on &&
      html`
        <p class="note warn">
          <${Icon} name="undo-2" />
          <span>${t('pmt.was.reversed', { date: dayYear(p.reversed_on), why: p.reversed_why })}</span>
        </p>
      `
    }
    <div class="kpis">
      <${StatCard}
        label=${t('pmt.amount')}
        value=${money(p.amount, p.currency)}
        note=${p.payer || p.purpose || t(`pmt.src.${/** @type {'manual'} */ (p.source)}`)}
      />
      <${StatCard}
        label=${t('pmt.allocated.k')}
        value=${money(p.allocated, p.currency)}
        note=${t('pmt.allocated.note', { n: p.allocations.length })}
      />
      <${StatCard} label=${t('pmt.rest')} value=${money(p.rest, p.currency)} note=${t('pmt.rest.note')} />
    </div>
    <div class="stack">
      <${Went} p=${p} set=${set} />
      ${
        Number(p.rest) > 0 &&
        html`
          <${Allocate} p=${p} set=${set} />
        `
      }
    </div>
  </div>
`;

/** @param {{ params: { id: string } }} p */
export default function PaymentPage({ params }) {
  const q = useGet('/payments/' + params.id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Payment} */ p) => html`
        <${Page} p=${p} set=${q.set} />
      `}
    </${Loaded}>
  `;
}
