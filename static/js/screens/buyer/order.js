import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, day, dayYear, money, num, pct, unitPrice } from '../../i18n.js';
import { api } from '../../api.js';
import { cart, cartOpen } from '../../cart.js';
import { invalidate, useAction, useGet } from '../../query.js';
import { opens } from '../../menus.js';
import { can } from '../../session.js';
import { toast } from '../../store.js';
import { Icon } from '../../ui/icon.js';
import { DataTable } from '../../ui/data-table.js';
import { Dialog } from '../../ui/dialog.js';
import { Field } from '../../ui/field.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';
import { ProductCell } from '../../ui/product-cell.js';
import { Timeline, Track } from '../../ui/timeline.js';
import { entryOf } from '../../trade/events.js';
import { unitName } from '../../trade/goods.js';
import { InvoiceState } from '../../trade/invoice-state.js';
import { OrderState } from '../../trade/order-state.js';
import { PdfButton } from './parts/pdf-button.js';
import { Totals } from './parts/totals.js';

/** @typedef {{ position: number, product_id: string, sku: string, name: string, unit: string, quantity: string, unit_price: string, vat_rate: string, net: string, price_from: string }} OrderLine */
/** @typedef {import('./orders.js').OrderSummary & { net: string, tax: string, version: number, lines: OrderLine[], taxes: { rate: string, base: string, tax: string }[], location: { name: string, address: string, city: string } | null, note: string, source: string, events: import('../../trade/events.js').Event[], actions: string[], invoices: { id: string, number: string, total: string, due_on: string, state: string, days_overdue?: number }[] }} Order */

const over = new Set(['cancelled', 'refused', 'rejected']);
/** How far it has come; an order that ended early has only what happened. @param {{ o: Order }} p */
function Progress({ o }) {
  if (over.has(o.status)) return null;
  const confirmed = o.events.find((e) => e.kind === 'order.confirmed');
  const steps = [
    { label: t('order.s.placed'), note: day(o.placed_at) },
    { label: confirmed ? t('order.s.confirmed') : t('ord.t.confirm'), note: confirmed && day(confirmed.at) },
    {
      label: t('ord.t.delivery'),
      note: o.promised_on ? '≈ ' + day(o.promised_on) : o.wanted_on ? t('ord.wanted', { date: day(o.wanted_on) }) : '',
    },
  ];
  const at = o.status === 'placed' ? 1 : ['delivered', 'closed'].includes(o.status) ? 3 : 2;
  return html`<section class="card pad-c" aria-label=${t('ord.track')}><${Track} label=${t('ord.track')} steps=${steps} at=${at} /></section>`;
}

/** @param {string} currency @returns {import('../../ui/data-table.js').Col[]} */
const columns = (currency) => [
  {
    key: 'p',
    label: t('cat.col.product'),
    m: 'lead',
    cell: (l) =>
      html`<${ProductCell} icon="package" name=${l.name} href=${opens('/catalogue/' + l.product_id)} sub=${html`<span class="sku">${l.sku}</span>${l.price_from && html`<span class="dotsep">${l.price_from}</span>`}`} />`,
  },
  {
    key: 'q',
    label: t('ord.qty'),
    num: true,
    w: '110px',
    m: 'sub',
    cell: (l) => html`${num(l.quantity)} ${unitName(l.unit)}`,
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
    cell: (l) => html`<b>${money(l.net, currency)}</b>`,
  },
];

/** Takes an order back while the supplier has not confirmed it; the reason is said to both. @param {{ o: Order, open: boolean, onClose: () => void, done: (o: Order) => void, stale: () => void }} p */
function CancelDialog({ o, open, onClose, done, stale }) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const cancel = useAction((/** @type {object} */ input, key) =>
    api.post(`/orders/${o.id}/cancel`, input, { key, version: o.version }),
  );
  const send = async () => {
    setTried(true);
    if (!reason.trim()) return;
    const answer = await cancel.act({ reason: reason.trim() });
    if (!answer) return;
    onClose();
    done(answer);
    toast(t('ord.cancel.done', { no: o.number }));
  };
  const isStale = cancel.error?.status === 412;
  const footer = html`<button type="button" class="btn" onClick=${onClose}>${t('ord.keep')}</button>
    ${isStale ? html`<button type="button" class="btn primary" onClick=${() => (onClose(), stale())}>${t('reload')}</button>` : html`<button type="button" class="btn primary" disabled=${cancel.busy} onClick=${send}>${t('ord.cancel')}</button>`}`;
  return html`<${Dialog} open=${open} onClose=${onClose} title=${t('ord.cancel.title', { no: o.number })} footer=${footer}>
    <${Field} label=${t('ord.cancel.why')} rows=${3} required value=${reason} onInput=${setReason} hint=${t('ord.cancel.hint')} error=${tried && !reason.trim() ? t('ord.cancel.err') : cancel.error?.field('reason')} />
    ${cancel.error && html`<p class="note bad" role="alert"><${Icon} name="circle-alert" /><span>${isStale ? t('ord.stale') : cancel.error.message}</span></p>`}
  <//>`;
}

/** Everything of it that can still be had goes into the cart; what cannot is named. @param {{ o: Order }} p */
function Again({ o }) {
  const again = useAction((/** @type {{}} */ _, key) => api.post(`/orders/${o.id}/reorder`, undefined, { key }));
  const run = async () => {
    const answer = await again.act({});
    if (!answer) return;
    cart.value = answer.cart;
    cartOpen.value = true;
    toast(t('ord.again.done', { n: answer.added }));
    const lost = answer.skipped.filter((/** @type {any} */ s) => s.code !== 'rounded');
    if (lost.length) toast(t('ord.again.skipped', { n: lost.length, what: lost[0].message }), undefined, 'bad');
  };
  if (again.error) toast(again.error.message, undefined, 'bad');
  return html`<button type="button" class="btn primary" disabled=${again.busy} onClick=${run}><${Icon} name="repeat-2" />${t('ord.again')}</button>`;
}

/** @param {{ o: Order }} p */
const Documents = ({ o }) =>
  html`<${Panel} id="dc-h" title=${t('ord.docs')}>
    ${
      o.invoices.length
        ? html`<ul class="rows docs" role="list">${o.invoices.map((i) => html`<li key=${i.id}><span class="thumb"><${Icon} name="file-text" size=${17} /></span><div><a class="pname" href=${'/invoices/' + i.id}>${t('inv.title', { no: i.number })}</a><small>${t('ord.due', { date: day(i.due_on) })}</small></div><${InvoiceState} invoice=${i} /><${PdfButton} invoice=${i} small /></li>`)}</ul>`
        : html`<p class="quiet">${t('ord.docs.none')}</p>`
    }
  <//>`;

/** @param {{ o: Order, set: (o: Order) => void, reload: () => void }} p */
function Page({ o, set, reload }) {
  const [cancelling, setCancelling] = useState(false);
  const done = (/** @type {Order} */ next) => {
    set(next);
    invalidate('/orders', '/reorder');
  };
  return html`<div class="page">
    <nav class="crumbs" aria-label=${t('crumbs')}><a href="/orders">${t('nav.orders')}</a><${Icon} name="chevron-right" size=${13} /><span aria-current="page">${o.number}</span></nav>
    <header class="ph">
      <div><h1 tabindex="-1">${o.number} <${OrderState} status=${o.status} /></h1><p>${o.supplier.name}${o.client_number && html`<span class="dotsep">${t('ord.own', { no: o.client_number })}</span>`}<span class="dotsep">${dayYear(o.placed_at)}</span><span class="dotsep">${o.placed_by_name}</span></p></div>
      <div class="ph-a">
        ${o.actions.includes('cancel') && html`<button type="button" class="btn" onClick=${() => setCancelling(true)}><${Icon} name="circle-x" />${t('ord.cancel')}</button>`}
        ${o.actions.includes('reorder') && can('cart:edit') && html`<${Again} o=${o} />`}
      </div>
    </header>
    <${Progress} o=${o} />
    <div class="two">
      <section class="card clip" aria-labelledby="ol-h">
        <div class="card-h"><h2 id="ol-h">${t('ord.lines')}<span class="count">${num(o.lines.length)}</span></h2><b class="num tot-h">${money(o.total, o.currency)}</b></div>
        <${DataTable} label=${t('ord.lines')} cols=${columns(o.currency)} rows=${o.lines} id=${(/** @type {OrderLine} */ l) => l.position} />
        <${Totals} net=${o.net} total=${o.total} taxes=${o.taxes} currency=${o.currency} />
      </section>
      <div class="stack">
        <${Documents} o=${o} />
        <${Panel} id="ev-h" title=${t('ord.events')}><${Timeline} events=${[...o.events].sort((a, b) => b.at.localeCompare(a.at)).map((e) => entryOf(e))} /><//>
        ${
          (o.location || o.note) &&
          html`<${Panel} id="dl-h" title=${t('ord.terms')}><dl class="kv stackd">
          ${o.location && html`<div><dt>${t('del.to')}</dt><dd>${[o.location.name, o.location.address, o.location.city].filter(Boolean).join(', ')}</dd></div>`}
          ${o.note && html`<div><dt>${t('ord.note')}</dt><dd>${o.note}</dd></div>`}
        </dl><//>`
        }
      </div>
    </div>
    <${CancelDialog} o=${o} open=${cancelling} onClose=${() => setCancelling(false)} done=${done} stale=${reload} />
  </div>`;
}

/** @param {{ params: { id: string } }} p */
export default function OrderPage({ params }) {
  const q = useGet('/orders/' + params.id);
  return html`<${Loaded} q=${q} wait=${html`<${SkeletonPage} />`} level=${1}>${(/** @type {Order} */ o) => html`<${Page} o=${o} set=${q.set} reload=${q.reload} />`}<//>`;
}
