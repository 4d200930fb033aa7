// Paying invoices of one supplier: which, how much of each, by card or by bank.
import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { lang, t, day, money } from '../../i18n.js';
import { api } from '../../api.js';
import { compare, minus, placesOf, plainSum, sum } from '../../lib/decimal.js';
import { useAction, useGet } from '../../query.js';
import { useSearch } from '../../router.js';
import { CopyAll, Fields, TransferPanel } from '../../trade/transfer.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';
import { Tabs } from '../../ui/tabs.js';

/** @typedef {{ id: string, number: string, due_on: string, total: string, balance: string, early: string, held: string }} Line */
/** @typedef {{ supplier: { id: string, name: string }, currency: string, total: string, invoices: Line[], card: 'ready' | 'none' | 'supplier', limit: string, bank: { name?: string, bic?: string, account?: string, correspondent?: string } | null, payee: { name: string, tax_id: string, tax_code: string } }} Payable */

/** What settles an invoice today. @param {Line} l */
const due = (l) => minus(minus(l.balance, l.early), l.held);

/** A sum as people here write it. @param {string} s */
const written = (s) => (lang.value === 'ru' ? s.replace('.', ',') : s);

/** What is wrong with a sum; nothing: ''. @param {string} text @param {Line} l @param {string} currency */
function wrong(text, l, currency) {
  const s = plainSum(text);
  const places = placesOf(currency);
  if (!new RegExp(places ? `^\\d{1,15}(\\.\\d{1,${places}})?$` : '^\\d{1,15}$').test(s) || Number(s) <= 0)
    return t('pay.wrong');
  if (compare(s, minus(l.balance, l.held)) > 0) return t('pay.above', { v: money(minus(l.balance, l.held), currency) });
  return '';
}

/** @param {{ p: Payable, sums: Record<string, string>, set: (id: string, v: string) => void }} x */
const Lines = ({ p, sums, set }) => html`
  <ul class="rows pay-lines" role="list">
    ${p.invoices.map(
      (l) => html`
        <li key=${l.id}>
          <div>
            <a class="pname" href=${'/invoices/' + l.id}>${l.number}</a>
            <small>
              ${t('pay.due', { date: day(l.due_on) })} · ${t('pay.open', { v: money(l.balance, p.currency) })}
              ${Number(l.early) > 0 ? ` · ${t('pay.early', { v: money(l.early, p.currency) })}` : ''}
              ${Number(l.held) > 0 ? ` · ${t('pay.held', { v: money(l.held, p.currency) })}` : ''}
            </small>
          </div>
          <${Field}
            label=${t('pay.amount', { no: l.number, currency: p.currency })}
            hideLabel
            value=${sums[l.id]}
            onInput=${(/** @type {string} */ v) => set(l.id, v)}
            error=${wrong(sums[l.id], l, p.currency)}
          />
        </li>
      `,
    )}
  </ul>
`;

/** @param {{ p: Payable, total: string, sums: Record<string, string>, good: boolean }} x */
function ByCard({ p, total, sums, good }) {
  const start = useAction((/** @type {object} */ input, key) => api.post('/card-payments', input, { key }));
  const pay = async () => {
    const made = await start.act({
      parts: p.invoices.map((l) => ({ invoice_id: l.id, amount: plainSum(sums[l.id]) })),
    });
    if (made?.url) location.assign(made.url);
  };
  return html`
    <p>${t('pay.card.text', { supplier: p.supplier.name })}</p>
    <${Fault} error=${start.error} />
    <button type="button" class="btn primary" disabled=${!good || start.busy} onClick=${pay}>
      ${t('pay.card.go', { v: money(total, p.currency) })}
    </button>
  `;
}

/** @param {{ p: Payable, total: string }} x */
function ByBank({ p, total }) {
  if (p.invoices.length === 1)
    return html`
      <${TransferPanel} id=${p.invoices[0].id} />
    `;
  if (!p.bank?.account)
    return html`
      <p class="quiet">${t('tr.none')}</p>
    `;
  const d = {
    recipient: p.payee.name,
    tax_id: p.payee.tax_id,
    tax_code: p.payee.tax_code,
    bank: p.bank.name ?? '',
    bic: p.bank.bic ?? '',
    account: p.bank.account,
    correspondent: p.bank.correspondent ?? '',
    amount: total,
    currency: p.currency,
    purpose: t('pay.purpose', { list: p.invoices.map((l) => l.number).join(', ') }),
  };
  return html`
    <${Fields} d=${d} />
    <${CopyAll} d=${d} />
  `;
}

/** @param {{ p: Payable }} x */
const NoCard = ({ p }) => html`
  <p class="note">
    <${Icon} name="info" />
    <span>${t(p.card === 'none' ? 'pay.card.none' : 'pay.card.supplier', { supplier: p.supplier.name })}</span>
  </p>
`;

/** @param {{ p: Payable }} x */
function Page({ p }) {
  const [sums, setSums] = useState(() => Object.fromEntries(p.invoices.map((l) => [l.id, written(due(l))])));
  const [way, go] = useState(p.card === 'ready' ? 'card' : 'bank');
  const good = p.invoices.every((l) => !wrong(sums[l.id], l, p.currency));
  const total = good ? sum(Object.values(sums).map(plainSum), placesOf(p.currency)) : '0';
  return html`
    <div class="page pay">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/invoices">${t('nav.invoices')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${t('pay.title')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('pay.title')}</h1>
          <p>${p.supplier.name}</p>
        </div>
      </header>
      <div class="two">
        <${Panel} id="pl-h" title=${t('pay.lines')} n=${p.invoices.length}>
          <${Lines}
            p=${p}
            sums=${sums}
            set=${(/** @type {string} */ id, /** @type {string} */ v) => setSums({ ...sums, [id]: v })}
          />
          <dl class="kv rest">
            <div class="tot">
              <dt>${t('pay.total')}</dt>
              <dd>${good ? money(total, p.currency) : '—'}</dd>
            </div>
          </dl>
        </${Panel}>
        <${Panel} id="pw-h" title=${t('pay.how')}>
          ${
            p.card === 'ready'
              ? html`
                  <${Tabs}
                    label=${t('pay.how')}
                    panel="way"
                    value=${way}
                    onChange=${go}
                    tabs=${[
                      { id: 'card', label: t('pay.card') },
                      { id: 'bank', label: t('pay.bank') },
                    ]}
                  />
                `
              : html`
                  <${NoCard} p=${p} />
                `
          }
          <div
            id="way"
            class="pay-way"
            role=${p.card === 'ready' ? 'tabpanel' : undefined}
            aria-labelledby=${p.card === 'ready' ? 'way-' + way : undefined}
          >
            ${
              way === 'card'
                ? html`
                    <${ByCard} p=${p} total=${total} sums=${sums} good=${good} />
                  `
                : html`
                    <${ByBank} p=${p} total=${total} />
                  `
            }
          </div>
        </${Panel}>
      </div>
    </div>
  `;
}

export default function Pay() {
  const [search] = useSearch();
  const q = useGet('/payable', { invoices: search.invoices ?? '' });
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Payable} */ p) => html`
        <${Page} key=${search.invoices} p=${p} />
      `}
    </${Loaded}>
  `;
}
