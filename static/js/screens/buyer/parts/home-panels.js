import { html } from '../../../h.js';
import { t, day, money, money0 } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { Loaded, SkeletonRows } from '../../../ui/loaded.js';
import { Panel } from '../../../ui/panel.js';
import { Money } from '../../../ui/money.js';
import { OrderState } from '../../../trade/order-state.js';
import { InvoiceState } from '../../../trade/invoice-state.js';

const SHOWN = 5;
const wait = html`
  <${SkeletonRows} n=${3} />
`;

/** @param {{ o: any }} p */
const OrderRow = ({ o }) => html`
  <li>
    <div>
      <a class="pname" href=${'/orders/' + o.id}>${o.number}</a>
      <small>
        ${o.supplier.name}
        <span class="dotsep">${day(o.placed_at)}</span>
      </small>
    </div>
    <div class="end">
      <${OrderState} status=${o.status} />
      <small class="num">${money(o.total, o.currency)}</small>
    </div>
  </li>
`;
export function RecentOrders() {
  const q = useGet('/orders', { limit: SHOWN });
  return html`
    <${Panel} id="ro-h" title=${t('home.orders')} href="/orders" more=${t('all')}>
      <${Loaded} q=${q} wait=${wait} level=${3}>
        ${(/** @type {any} */ page) =>
          page.items.length
            ? html`
                <ul class="rows" role="list">
                  ${page.items.map(
                    (/** @type {any} */ o) => html`
                      <${OrderRow} key=${o.id} o=${o} />
                    `,
                  )}
                </ul>
              `
            : html`
                <p class="quiet">${t('home.orders.none')}</p>
              `}
      </${Loaded}>
    </${Panel}>
  `;
}

/** @param {{ i: any }} p */
const InvoiceRow = ({ i }) => html`
  <li>
    <div>
      <a class="pname" href=${'/invoices/' + i.id}>${i.number}</a>
      <small>
        ${i.supplier.name}
        <span class="dotsep">${t('home.due', { date: day(i.due_on) })}</span>
      </small>
    </div>
    <div class="end">
      <${Money} v=${i.balance} currency=${i.currency} />
      ${
        i.state !== 'issued' &&
        html`
          <${InvoiceState} invoice=${i} />
        `
      }
    </div>
  </li>
`;
export function OpenInvoices() {
  const q = useGet('/invoices', { state: 'open', limit: SHOWN });
  return html`
    <${Panel} id="in-h" title=${t('home.invoices')} href="/invoices" more=${t('all')}>
      <${Loaded} q=${q} wait=${wait} level=${3}>
        ${(/** @type {any} */ page) =>
          page.items.length
            ? html`
                ${(page.totals ?? []).map(
                  (/** @type {any} */ s) => html`
                    <p class="owed">
                      <b class="big">${money0(s.open, s.currency)}</b>
                      ${
                        Number(s.overdue) > 0 &&
                        html`
                          <small class="out-bad">${t('home.overdue', { v: money0(s.overdue, s.currency) })}</small>
                        `
                      }
                    </p>
                  `,
                )}
                <ul class="rows" role="list">
                  ${page.items.map(
                    (/** @type {any} */ i) => html`
                      <${InvoiceRow} key=${i.id} i=${i} />
                    `,
                  )}
                </ul>
              `
            : html`
                <p class="quiet">${t('home.invoices.none')}</p>
              `}
      </${Loaded}>
    </${Panel}>
  `;
}
