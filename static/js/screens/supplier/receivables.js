// What clients owe, by how late it is; what they have paid; and how far the books are closed.
import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, day, dayYear, money0, num } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction, useGet, usePages, invalidate } from '../../query.js';
import { can } from '../../session.js';
import { toast, toastFault } from '../../store.js';
import { useSearch } from '../../router.js';
import { DataTable } from '../../ui/data-table.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { ListBody } from '../../ui/list-page.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { StatCard } from '../../ui/stat-card.js';
import { Tabs } from '../../ui/tabs.js';
import { ageingColumns } from '../../trade/ageing.js';
import { paymentColumns } from '../../trade/payments.js';
import { RecordPayment } from './parts/record-payment.js';

/** @typedef {import('../../trade/ageing.js').Row} Row */
/** @typedef {{ items: Row[], totals: Row[] }} Ageing */
/** @typedef {{ closed_to: string | null, closed_by_name: string, closable: string | null, checked_at: string | null, differences: { document: string, id: string, number: string, figure: string, says: number, ledger: number }[] }} Books */

/** @param {{ totals: Row[] }} p */
const Sums = ({ totals }) =>
  totals.map(
    (s) => html`
      <div class="kpis" key=${s.currency}>
        <${StatCard} label=${t('rcv.open')} value=${money0(s.open, s.currency)} note=${s.currency} />
        <${StatCard}
          label=${t('rcv.overdue')}
          value=${money0(s.overdue, s.currency)}
          note=${t('rcv.over90.note', { v: money0(s.over_90, s.currency) })}
        />
        <${StatCard} label=${t('rcv.notdue')} value=${money0(s.not_due, s.currency)} note=${t('rcv.notdue.note')} />
        <${StatCard} label=${t('rcv.credit')} value=${money0(s.credit, s.currency)} note=${t('rcv.credit.note')} />
      </div>
    `,
  );

/** How far the books are closed, and whether the figures agree with the ledger. */
function BooksNote() {
  const q = useGet('/books');
  const close = useAction(
    (/** @type {string} */ month, key) => api.post('/books/close', { month }, { key }),
    toastFault,
  );
  const b = /** @type {Books | undefined} */ (q.data);
  if (!b) return null;
  const shut = async () => {
    const next = await close.act(b.closable ?? '');
    if (!next) return;
    q.set(next);
    toast(t('rcv.closed.done'));
  };
  return html`
    <section class="card panel" aria-labelledby="bk-h">
      <div class="panel-h">
        <h2 id="bk-h">${t('rcv.books')}</h2>
        ${
          b.closable &&
          can('ledger:close') &&
          html`
            <button type="button" class="btn sm" disabled=${close.busy} onClick=${shut}>
              ${t('rcv.close', { month: dayYear(b.closable) })}
            </button>
          `
        }
      </div>
      <p>
        ${b.closed_to ? t('rcv.closed', { date: dayYear(b.closed_to), name: b.closed_by_name }) : t('rcv.closed.none')}
      </p>
      ${
        b.differences.length > 0
          ? html`
              <p class="note warn" role="alert">
                <${Icon} name="info" />
                <span>
                  <b>${t('rcv.differ', { n: b.differences.length })}</b>
                  ${b.differences
                    .slice(0, 5)
                    .map((d) => d.number)
                    .join(', ')}
                </span>
              </p>
            `
          : html`
              <p class="quiet">${b.checked_at ? t('rcv.agree', { date: day(b.checked_at) }) : t('rcv.unchecked')}</p>
            `
      }
    </section>
  `;
}

/** @param {{ rows: Row[] }} p */
const Debts = ({ rows }) =>
  rows.length
    ? html`
        <${DataTable}
          label=${t('rcv.debts')}
          cols=${ageingColumns('client', (r) => '/receivables/' + r.client.id)}
          rows=${rows}
          id=${(/** @type {Row} */ r) => r.client.id + r.currency}
        />
      `
    : html`
        <${EmptyState} icon="receipt" title=${t('rcv.none')} text=${t('rcv.none.sub')} />
      `;

function Payments() {
  const list = usePages('/payments');
  return html`
    <${ListBody}
      list=${list}
      cols=${paymentColumns('client')}
      label=${t('rcv.payments')}
      id=${(/** @type {any} */ p) => p.id}
      empty=${html`
        <${EmptyState} icon="landmark" title=${t('rcv.payments.none')} text=${t('rcv.payments.sub')} />
      `}
    />
  `;
}

/** @param {{ a: Ageing }} p */
function Page({ a }) {
  const [search, set] = useSearch();
  const tab = search.tab ?? 'debts';
  const [recording, record] = useState(false);
  const [booked, count] = useState(0);
  const bank = useGet('/bank');
  const waiting = bank.data?.open ?? 0;
  return html`
    <div class="page rcv">
      <header class="ph">
        <div><h1 tabindex="-1">${t('nav.receivables')}</h1></div>
        <div class="ph-a">
          ${
            can('terms:edit') &&
            html`
              <a class="btn" href="/dunning">
                <${Icon} name="bell" size=${15} />
                ${t('dun.title')}
              </a>
            `
          }
          <a class="btn" href="/bank">
            <${Icon} name="landmark" size=${15} />
            ${t('rcv.bank')}${
              waiting > 0 &&
              html`
                <span class="count">${num(waiting)}</span>
              `
            }
          </a>
          <a class="btn" href="/card-account">${t('rcv.cards')}</a>
          <button type="button" class="btn primary" onClick=${() => record(true)}>
            <${Icon} name="plus" size=${15} />
            ${t('rcv.record')}
          </button>
        </div>
      </header>
      <${Sums} totals=${a.totals} />
      <section class="card clip" aria-label=${t('nav.receivables')}>
        <div class="card-tabs">
          <${Tabs}
            label=${t('nav.receivables')}
            panel="receivables"
            value=${tab}
            onChange=${(/** @type {string} */ v) => set({ tab: v === 'debts' ? '' : v })}
            tabs=${[
              { id: 'debts', label: t('rcv.debts'), n: a.items.length },
              { id: 'payments', label: t('rcv.payments') },
            ]}
          />
        </div>
        <div id="receivables" role="tabpanel" aria-labelledby=${'receivables-' + tab}>
          ${
            tab === 'payments'
              ? html`
                  <${Payments} key=${booked} />
                `
              : html`
                  <${Debts} rows=${a.items} />
                `
          }
        </div>
      </section>
      <${BooksNote} />
      <${RecordPayment}
        open=${recording}
        onClose=${() => record(false)}
        done=${() => (record(false), count(booked + 1), invalidate('/receivables', '/invoices', '/bank'))}
      />
    </div>
  `;
}

export default function Receivables() {
  const q = useGet('/receivables');
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Ageing} */ a) => html`
        <${Page} a=${a} />
      `}
    </${Loaded}>
  `;
}
