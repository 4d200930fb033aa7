import { useEffect, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, money } from '../../i18n.js';
import { api } from '../../api.js';
import { cart, cartFault, lineCount, loadCart, settling } from '../../cart.js';
import { sum } from '../../lib/decimal.js';
import { invalidate, useAction } from '../../query.js';
import { go } from '../../router.js';
import { can } from '../../session.js';
import { toast } from '../../store.js';
import { Icon } from '../../ui/icon.js';
import { EmptyState } from '../../ui/empty-state.js';
import { SkeletonPage, Trouble } from '../../ui/loaded.js';
import { Lines } from './parts/cart-part.js';
import { CreditNote } from './parts/credit-note.js';
import { MinimumBar, hasMinimum } from './parts/minimum-bar.js';
import { asInput, DeliveryFields, useDelivery } from './parts/delivery.js';
import { termsOf } from './parts/terms.js';
import { isPriceRise, PriceRise } from './parts/price-rise.js';

/** @typedef {import('../../cart.js').CartPart} CartPart */

/** @param {{ part: CartPart, on: boolean, toggle: () => void }} p */
const Part = ({ part, on, toggle }) => html`
  <section class="card panel c-part" aria-labelledby=${'cp-' + part.supplier.id}>
    <div class="panel-h">
      <h2 id=${'cp-' + part.supplier.id}>
        <label class="chk big-chk">
          <input type="checkbox" checked=${on && part.placeable} disabled=${!part.placeable} onChange=${toggle} />
          <span>${part.supplier.name}</span>
        </label>
      </h2>
      <b class="num big ${settling.value ? 'stale' : ''}">${money(part.net, part.currency)}</b>
    </div>
    <p class="quiet">${termsOf(part)}</p>
    <${CreditNote} supplier=${part.supplier.id} total=${part.total} currency=${part.currency} />
    <${MinimumBar} net=${part.net} minimum=${part.minimum_order} currency=${part.currency} />
    ${part.problems
      .filter((p) => p.code !== 'below-minimum-order' || !hasMinimum(part.minimum_order)) // the bar tells it
      .map(
        (p) => html`
          <p class="note warn" key=${p.code}>
            <${Icon} name="triangle-alert" size=${14} />
            <span>${p.message}</span>
          </p>
        `,
      )}
    <${Lines} part=${part} />
  </section>
`;

/** Sums per currency: different currencies never add. @param {CartPart[]} parts */
function totals(parts) {
  const currencies = [...new Set(parts.map((p) => p.currency))];
  return currencies.map((currency) => {
    const mine = parts.filter((p) => p.currency === currency);
    const add = (/** @type {'net' | 'tax' | 'total'} */ k) => money(sum(mine.map((p) => p[k])), currency);
    return { currency, net: add('net'), tax: add('tax'), total: add('total') };
  });
}

/** @param {{ parts: CartPart[], version: number }} p what is to be placed */
function Summary({ parts, version }) {
  const d = useDelivery();
  const place = useAction((/** @type {object} */ input, key) => api.post('/cart/place', input, { key, version }));
  const send = async (/** @type {boolean} */ accept) => {
    const answer = await place.act({
      supplier_ids: parts.map((p) => p.supplier.id),
      ...asInput(d.value),
      accept_prices: accept,
    });
    if (!answer) return loadCart();
    cart.value = answer.cart;
    invalidate('/orders', '/reorder');
    toast(t('cart.placed', { n: answer.orders.length, number: answer.orders[0].number }));
    go(answer.orders.length === 1 ? '/orders/' + answer.orders[0].id : '/orders');
  };
  const names = new Map(parts.flatMap((p) => p.lines.map((l) => [l.product.id, l.product.name])));
  const fault = place.error && !isPriceRise(place.error) ? place.error : null;
  return html`
    <aside class="card summary" aria-label=${t('cart.summary')}>
      <div class="sum-s"><h2>${t('cart.summary')}</h2></div>
      <div class="sum-s"><${DeliveryFields} d=${d} error=${fault} /></div>
      <div class="sum-s">
        ${totals(parts).map(
          (s) => html`
            <dl class="sum" key=${s.currency}>
              <div>
                <dt>${t('cart.net')}</dt>
                <dd>${s.net}</dd>
              </div>
              <div>
                <dt>${t('cart.vat')}</dt>
                <dd>${s.tax}</dd>
              </div>
              <div class="tot">
                <dt>${t('cart.total')}</dt>
                <dd>${s.total}</dd>
              </div>
            </dl>
          `,
        )}
        ${
          fault &&
          html`
            <p class="note bad" role="alert">
              <${Icon} name="circle-alert" />
              <span>${fault.message}</span>
            </p>
          `
        }
        <button
          type="button"
          class="btn primary wide"
          disabled=${!parts.length || place.busy || settling.value}
          onClick=${() => send(false)}
        >
          ${parts.length ? t('cart.place', { n: parts.length }) : t('cart.none')}
          <${Icon} name="arrow-right" size=${15} />
        </button>
        <p class="foot-n">${t('cart.foot')}</p>
      </div>
      <${PriceRise}
        error=${place.error}
        busy=${place.busy}
        currency=${parts[0]?.currency ?? 'RUB'}
        nameOf=${(/** @type {string} */ id) => names.get(id) ?? ''}
        onClose=${place.clear}
        onAccept=${() => send(true)}
      />
    </aside>
  `;
}

export default function CartPage() {
  const [off, setOff] = useState(/** @type {string[]} */ ([]));
  useEffect(() => {
    loadCart();
  }, []);
  const c = cart.value;
  if (!c)
    return cartFault.value
      ? html`
          <div class="page"><${Trouble} error=${cartFault.value} retry=${loadCart} level=${1} /></div>
        `
      : html`
          <div class="wait" aria-busy="true"><${SkeletonPage} /></div>
        `;
  const head = html`
    <header class="ph">
      <div>
        <h1 tabindex="-1">${t('cart.title')}</h1>
        <p>${t('cart.sub', { n: c.suppliers.length })}</p>
      </div>
    </header>
  `;
  if (!lineCount.value)
    return html`
      <div class="page">
        <header class="ph">
          <div><h1 tabindex="-1">${t('cart.title')}</h1></div>
        </header>
        <div class="card">
          <${EmptyState} icon="shopping-cart" title=${t('cart.empty')} text=${t('cart.empty.sub')}>
            <a class="btn" href="/catalogue">${t('cart.browse')}</a>
          </${EmptyState}>
        </div>
      </div>
    `;
  const toggle = (/** @type {string} */ id) => setOff(off.includes(id) ? off.filter((x) => x !== id) : [...off, id]);
  const chosen = c.suppliers.filter((p) => p.placeable && !off.includes(p.supplier.id));
  return html`
    <div class="page">
      ${head}
      <div class="two">
        <div class="stack">
          ${c.suppliers.map(
            (p) => html`
              <${Part}
                key=${p.supplier.id}
                part=${p}
                on=${!off.includes(p.supplier.id)}
                toggle=${() => toggle(p.supplier.id)}
              />
            `,
          )}
        </div>
        ${
          can('order:place')
            ? html`
                <${Summary} parts=${chosen} version=${c.version} />
              `
            : html`
                <aside class="card panel"><p class="quiet">${t('cart.mayNot')}</p></aside>
              `
        }
      </div>
    </div>
  `;
}
