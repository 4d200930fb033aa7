// An invoice as either side reads it.
import { useState } from 'preact/hooks';
import { html } from '../h.js';
import { t, day, dayYear, money, num, pct, unitPrice } from '../i18n.js';
import { useGet } from '../query.js';
import { can } from '../session.js';
import { Icon } from '../ui/icon.js';
import { DataTable } from '../ui/data-table.js';
import { Loaded, SkeletonPage } from '../ui/loaded.js';
import { Panel } from '../ui/panel.js';
import { Files } from './files.js';
import { Disputes, DisputeButton } from './disputes.js';
import { DueCard } from './due-card.js';
import { unitName } from './goods.js';
import { InvoiceState } from './invoice-state.js';
import { PdfButton } from './pdf-button.js';
import { orderPlace } from './places.js';
import { Totals } from './totals.js';

/** @typedef {{ name: string, tax_id?: string, address?: string }} Party */
/** @typedef {import('./invoice-list.js').InvoiceSummary & { net: string, lines: { position: number, sku: string, name: string, unit: string, quantity: string, unit_price: string, vat_rate: string, net: string }[], taxes: { rate: string, base: string, tax: string }[], parties: { supplier: Party, client: Party }, payments: { id: string, amount: string, received_on: string, reference: string }[], credit_notes: { id: string, number: string, issued_on: string, total: string, reason: string }[], credited: string } & import('./due-card.js').Due} Invoice */

/** @param {string} currency @returns {import('../ui/data-table.js').Col[]} */
const columns = (currency) => [
  {
    key: 'p',
    label: t('cat.col.product'),
    m: 'lead',
    cell: (l) => html`
      <span class="pname plain">${l.name}</span>
      <small class="sku">${l.sku}</small>
    `,
  },
  {
    key: 'q',
    label: t('cat.col.qty'),
    num: true,
    w: '110px',
    m: 'sub',
    cell: (l) => html`
      ${num(l.quantity)}${' '}${unitName(l.unit, l.quantity)}
    `,
  },
  {
    key: 'r',
    label: t('cat.col.price'),
    num: true,
    w: '124px',
    m: 'act',
    cell: (l) => unitPrice(l.unit_price, currency),
  },
  { key: 'v', label: t('cart.vat'), num: true, w: '76px', m: 'hide', cell: (l) => pct(Number(l.vat_rate) / 100, 0) },
  {
    key: 't',
    label: t('ro.sum'),
    num: true,
    w: '130px',
    m: 'side',
    cell: (l) => html`
      <b>${money(l.net, currency)}</b>
    `,
  },
];

/** A company as it stood on the paper that day. @param {{ label: string, p: Party | undefined }} props */
const PartyBlock = ({ label, p }) =>
  p &&
  html`
    <div>
      <dt>${label}</dt>
      <dd>
        ${p.name}${
          p.tax_id &&
          html`
            <small>${t('inv.taxid', { no: p.tax_id })}</small>
          `
        }${
          p.address &&
          html`
            <small>${p.address}</small>
          `
        }
      </dd>
    </div>
  `;

/** @param {{ order: { id: string, number: string } }} p */
const OrderLink = ({ order }) => {
  const to = orderPlace(order);
  return to
    ? html`
        <a class="inl" href=${to}>${order.number}</a>
      `
    : order.number;
};

/** @param {{ i: Invoice }} p */
const Payments = ({ i }) => html`
  <${Panel} id="py-h" title=${t('inv.payments')}>
    ${
      i.payments.length
        ? html`
            <ul class="rows" role="list">
              ${i.payments.map(
                (p) => html`
                  <li key=${p.id}>
                    <div>
                      ${t('inv.received', { date: day(p.received_on) })}
                      <small>${p.reference}</small>
                    </div>
                    <b class="num">${money(p.amount, i.currency)}</b>
                  </li>
                `,
              )}
            </ul>
          `
        : html`
            <p class="quiet">${t('inv.payments.none')}</p>
          `
    }
    ${
      i.state !== 'paid' &&
      i.state !== 'credited' &&
      html`
        <dl class="kv rest">
          <div class="tot">
            <dt>${t('inv.rest')}</dt>
            <dd>${money(i.balance, i.currency)}</dd>
          </div>
        </dl>
      `
    }
  </${Panel}>
`;

/** @param {{ i: Invoice }} p */
const Notes = ({ i }) =>
  i.credit_notes.length > 0 &&
  html`
    <${Panel} id="cn-h" title=${t('inv.notes')}>
      <ul class="rows wrap" role="list">
        ${i.credit_notes.map(
          (n) => html`
            <li key=${n.id}>
              <div>
                ${n.number}
                <small>${day(n.issued_on)} · ${n.reason}</small>
              </div>
              <b class="num">${money(n.total, i.currency)}</b>
              <${PdfButton} invoice=${n} of="credit-notes" small />
            </li>
          `,
        )}
      </ul>
    </${Panel}>
  `;

/** The invoice in other forms: to be reckoned with, and for programs of the European Union. @param {Invoice} i @returns {import('./files.js').File[]} */
const files = (i) => [
  { label: t('inv.file.xlsx'), sub: 'XLSX', path: `/invoices/${i.id}/xlsx`, name: i.number + '.xlsx' },
  ...(i.currency === 'RUB'
    ? []
    : [{ label: t('inv.file.ubl'), sub: 'UBL 2.1, EN 16931', path: `/invoices/${i.id}/ubl`, name: i.number + '.xml' }]),
];

/** @param {{ i: Invoice, home: string, actions?: any, aside?: any, across: import('./invoice-list.js').Across, resolve?: (d: import('./disputes.js').Dispute, changed: () => void) => any, fresh: number }} p */
const Page = ({ i, home, across, actions, aside, resolve, fresh }) => html`
  <div class="page">
    <nav class="crumbs" aria-label=${t('crumbs')}>
      <a href=${home}>${t('nav.invoices')}</a>
      <${Icon} name="chevron-right" size=${13} />
      <span aria-current="page">${i.number}</span>
    </nav>
    <header class="ph">
      <div>
        <h1 tabindex="-1">
          ${t('inv.title', { no: i.number })}${' '}
          <${InvoiceState} invoice=${i} />
        </h1>
        <p>
          ${i[across].name}
          <span class="dotsep">${dayYear(i.issued_on)}</span>
          <span class="dotsep">${t('ord.due', { date: dayYear(i.due_on) })}</span>
        </p>
      </div>
      <div class="ph-a">
        ${actions}
        <${Files} files=${files(i)} label=${t('inv.files')} />
        <${PdfButton} invoice=${i} />
      </div>
    </header>
    <div class="two">
      <section class="card clip" aria-labelledby="il-h">
        <div class="card-h">
          <h2 id="il-h">
            ${t('ord.lines')}
            <span class="count">${num(i.lines.length)}</span>
          </h2>
          <b class="num tot-h">${money(i.total, i.currency)}</b>
        </div>
        <${DataTable}
          label=${t('ord.lines')}
          cols=${columns(i.currency)}
          rows=${i.lines}
          id=${(/** @type {any} */ l) => l.position}
        />
        <${Totals} net=${i.net} total=${i.total} taxes=${i.taxes} currency=${i.currency} />
      </section>
      <div class="stack">
        ${aside}
        <${DueCard} i=${i} />
        <${Disputes} query=${{ invoice: i.id }} resolve=${resolve} quiet fresh=${fresh} />
        <${Payments} i=${i} />
        <${Notes} i=${i} />
        <${Panel} id="pa-h" title=${t('inv.parties')}>
          <dl class="kv stackd parties">
            <${PartyBlock} label=${t('inv.seller')} p=${i.parties.supplier} />
            <${PartyBlock} label=${t('inv.buyer')} p=${i.parties.client} />
            <div>
              <dt>${t('inv.order')}</dt>
              <dd><${OrderLink} order=${i.order} /></dd>
            </div>
          </dl>
        </${Panel}>
      </div>
    </div>
  </div>
`;

/** @param {{ id: string, home: string, across: import('./invoice-list.js').Across, actions?: (i: Invoice, set: (i: Invoice) => void) => any, aside?: (i: Invoice) => any, resolve?: (i: Invoice, reload: () => void) => (d: import('./disputes.js').Dispute, changed: () => void) => any }} p `home` is the list it is one of, `aside` stands above its payments, `resolve` answers a dispute */
export function InvoicePage({ id, home, across, actions, aside, resolve }) {
  const [fresh, disputed] = useState(0);
  const q = useGet('/invoices/' + id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Invoice} */ i) => html`
        <${Page}
          i=${i}
          home=${home}
          across=${across}
          actions=${html`
            ${
              can('dispute:open') &&
              i.state !== 'credited' &&
              html`
                <${DisputeButton} i=${i} done=${() => disputed(fresh + 1)} />
              `
            }
            ${actions?.(i, q.set)}
          `}
          aside=${aside?.(i)}
          resolve=${resolve?.(i, q.reload)}
          fresh=${fresh}
        />
      `}
    </${Loaded}>
  `;
}
