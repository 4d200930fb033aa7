// A purchase order as every side reads it: how far it is, its lines, papers and story. What can be done with it is the
// side's own.
import { html } from '../h.js';
import { t, day, dayYear, money, num, pct, unitPrice } from '../i18n.js';
import { Icon } from '../ui/icon.js';
import { DataTable } from '../ui/data-table.js';
import { Panel } from '../ui/panel.js';
import { ProductCell } from '../ui/product-cell.js';
import { Timeline, Track } from '../ui/timeline.js';
import { entryOf } from './events.js';
import { unitName, priceOrigin } from './goods.js';
import { InvoiceState } from './invoice-state.js';
import { OrderState } from './order-state.js';
import { PdfButton } from './pdf-button.js';
import { invoicePlace, productPlace } from './places.js';
import { Totals } from './totals.js';

/** @typedef {{ position: number, product_id: string, sku: string, name: string, unit: string, quantity: string, unit_price: string, vat_rate: string, net: string, price_from: string }} OrderLine */
/** @typedef {{ id: string, number: string, client: { id: string, name: string }, supplier: { id: string, name: string }, status: string, currency: string, total: string, lines_count: number, client_number: string, placed_at: string, placed_by_name: string, promised_on: string | null, wanted_on: string | null, held: '' | 'limit' | 'hand' }} OrderSummary */
/** @typedef {OrderSummary & { net: string, tax: string, version: number, lines: OrderLine[], taxes: { rate: string, base: string, tax: string }[], location: { name: string, address: string, city: string } | null, note: string, source: string, events: import('./events.js').Event[], actions: string[], invoices: { id: string, number: string, total: string, due_on: string, state: string, days_overdue?: number }[] }} Order */

const over = new Set(['cancelled', 'refused', 'rejected']);
/** How far it has come; an order that ended early has only what happened. @param {{ o: Order }} p */
function Progress({ o }) {
  if (over.has(o.status)) return null;
  const confirmed = o.events.find((e) => e.kind === 'order.confirmed');
  const delivered = o.events.find((e) => e.kind === 'order.delivered');
  const steps = [
    { label: t('order.s.placed'), note: day(o.placed_at) },
    { label: confirmed ? t('order.s.confirmed') : t('ord.t.confirm'), note: confirmed && day(confirmed.at) },
    {
      label: t('ord.t.delivery'),
      note: delivered
        ? day(delivered.at)
        : o.promised_on
          ? '≈ ' + day(o.promised_on)
          : o.wanted_on
            ? t('ord.wanted', { date: day(o.wanted_on) })
            : '',
    },
  ];
  const at = o.status === 'placed' ? 1 : ['delivered', 'closed'].includes(o.status) ? 3 : 2;
  return html`
    <section class="card pad-c" aria-label=${t('ord.track')}>
      <${Track} label=${t('ord.track')} steps=${steps} at=${at} />
    </section>
  `;
}

/** @param {string} currency @returns {import('../ui/data-table.js').Col[]} */
const columns = (currency) => [
  {
    key: 'p',
    label: t('cat.col.product'),
    m: 'lead',
    cell: (l) => html`
      <${ProductCell}
        icon="package"
        name=${l.name}
        href=${productPlace(l.product_id)}
        sub=${html`
          <span class="sku">${l.sku}</span>
          ${
            l.price_from &&
            html`
              <span class="dotsep">${priceOrigin(l.price_from)}</span>
            `
          }
        `}
      />
    `,
  },
  {
    key: 'q',
    label: t('ord.qty'),
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

/** @param {{ i: Order['invoices'][number] }} p */
const InvoiceName = ({ i }) => {
  const to = invoicePlace(i.id);
  const name = t('inv.title', { no: i.number });
  return to
    ? html`
        <a class="pname" href=${to}>${name}</a>
      `
    : html`
        <span class="pname plain">${name}</span>
      `;
};
/** @param {{ o: Order }} p */
const Documents = ({ o }) => html`
  <${Panel} id="dc-h" title=${t('ord.docs')}>
    ${
      o.invoices.length
        ? html`
            <ul class="rows docs" role="list">
              ${o.invoices.map(
                (i) => html`
                  <li key=${i.id}>
                    <span class="thumb"><${Icon} name="file-text" size=${17} /></span>
                    <div>
                      <${InvoiceName} i=${i} />
                      <small>${t('ord.due', { date: day(i.due_on) })}</small>
                    </div>
                    <${InvoiceState} invoice=${i} />
                    <${PdfButton} invoice=${i} small />
                  </li>
                `,
              )}
            </ul>
          `
        : html`
            <p class="quiet">${t('ord.docs.none')}</p>
          `
    }
  </${Panel}>
`;

/** @param {{ o: Order }} p */
const Terms = ({ o }) =>
  (o.location || o.note) &&
  html`
    <${Panel} id="dl-h" title=${t('ord.terms')}>
      <dl class="kv stackd">
        ${
          o.location &&
          html`
            <div>
              <dt>${t('del.to')}</dt>
              <dd>${[o.location.name, o.location.address, o.location.city].filter(Boolean).join(', ')}</dd>
            </div>
          `
        }
        ${
          o.note &&
          html`
            <div>
              <dt>${t('ord.note')}</dt>
              <dd>${o.note}</dd>
            </div>
          `
        }
      </dl>
    </${Panel}>
  `;

/**
 * @param {{ o: Order, above?: any, crumbs: { to: string, label: string }[], across: any, own?: any, buttons?: any, children?: any }} p
 * `across` names the other party, `own` says the client's own number
 */
export const OrderView = ({ o, above, crumbs, across, own, buttons, children }) => html`
  <div class="page">
    <nav class="crumbs" aria-label=${t('crumbs')}>
      ${crumbs.map(
        (c) => html`
          <a href=${c.to}>${c.label}</a>
          <${Icon} name="chevron-right" size=${13} />
        `,
      )}
      <span aria-current="page">${o.number}</span>
    </nav>
    <header class="ph">
      <div>
        <h1 tabindex="-1">
          ${o.number}${' '}
          <${OrderState} status=${o.status} />
        </h1>
        <p>
          ${across}${
            own &&
            html`
              <span class="dotsep">${own}</span>
            `
          }
          <span class="dotsep">${dayYear(o.placed_at)}</span>
          <span class="dotsep">${o.placed_by_name}</span>
        </p>
      </div>
      <div class="ph-a">${buttons}</div>
    </header>
    ${above}
    <${Progress} o=${o} />
    <div class="two">
      <section class="card clip" aria-labelledby="ol-h">
        <div class="card-h">
          <h2 id="ol-h">
            ${t('ord.lines')}
            <span class="count">${num(o.lines.length)}</span>
          </h2>
          <b class="num tot-h">${money(o.total, o.currency)}</b>
        </div>
        <${DataTable}
          label=${t('ord.lines')}
          cols=${columns(o.currency)}
          rows=${o.lines}
          id=${(/** @type {OrderLine} */ l) => l.position}
        />
        <${Totals} net=${o.net} total=${o.total} taxes=${o.taxes} currency=${o.currency} />
      </section>
      <div class="stack">
        <${Documents} o=${o} />
        <${Panel} id="ev-h" title=${t('ord.events')}>
          <${Timeline} events=${o.events.toReversed().map((e) => entryOf(e))} />
        </${Panel}>
        <${Terms} o=${o} />
      </div>
    </div>
    ${children}
  </div>
`;
