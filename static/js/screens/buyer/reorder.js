import { useMemo, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, money, num } from '../../i18n.js';
import { api, newKey } from '../../api.js';
import { loadCart, cartOpen } from '../../cart.js';
import { invalidate, useAction, useGet } from '../../query.js';
import { go, useSearch } from '../../router.js';
import { can } from '../../session.js';
import { toast } from '../../store.js';
import { Icon } from '../../ui/icon.js';
import { Delta } from '../../ui/delta.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { reasonOf, Rhythm, RhythmBadge } from '../../trade/rhythm.js';
import { RhythmKey } from '../../ui/rhythm-strip.js';
import { useBasket } from './parts/basket.js';
import { BasketTable } from './parts/basket-table.js';
import { asInput, DeliveryFields, useDelivery } from './parts/delivery.js';
import { MinimumBar } from './parts/minimum-bar.js';
import { termsOf } from './parts/terms.js';
import { isPriceRise, PriceRise } from './parts/price-rise.js';

/** @typedef {import('./parts/change.js').BasketLine} BasketLine */
/** @typedef {{ suggestion: import('./parts/due-card.js').Suggestion | null, hidden: number, supplier: { id: string, name: string, trade: string, minimum_order: string, net_days: number, lead_days: number, delivery_note: string, agreement_number: string }, lines: BasketLine[], from_orders: number, currency: string }} Basket */

/** @param {{ b: Basket, basket: ReturnType<typeof useBasket>, nudge?: string }} p */
function Summary({ b, basket, nudge }) {
  const s = b.supplier;
  const d = useDelivery();
  const checkout = useMemo(newKey, [s.id]); // one basket, one order: however often it is sent
  const place = useAction((/** @type {object} */ input, key) => api.post('/orders', input, { key }));
  const toCart = useAction((/** @type {object} */ input, key) => api.post('/cart/lines', input, { key }));
  const from = nudge ? { source: 'nudge', nudge_token: nudge } : { source: 'reorder' };
  const send = async (/** @type {boolean} */ accept) => {
    const order = await place.act({
      supplier_id: s.id,
      checkout_id: checkout,
      lines: basket.input(),
      ...asInput(d.value),
      accept_prices: accept,
      ...from,
    });
    if (!order) return;
    invalidate('/orders', '/reorder');
    toast(t('ro.placed', { name: s.name, number: order.number }));
    go('/orders/' + order.id);
  };
  const keep = async () => {
    const lines = basket.input().map(({ product_id, quantity }) => ({ product_id, quantity }));
    if (!(await toCart.act({ lines, ...from }))) return;
    await loadCart();
    cartOpen.value = true;
  };
  const fault = [place.error, toCart.error].find((e) => e && !isPriceRise(e)) ?? null;
  const n = basket.taken.length;
  const cannot = !n || basket.short(s.minimum_order) || place.busy;
  return html`
    <aside class="card summary" aria-label=${t('ro.summary')}>
      <div class="sum-s">
        <h2>${s.name}</h2>
        <small>${termsOf(s)}</small>
        <${MinimumBar} net=${basket.net} minimum=${s.minimum_order} currency=${b.currency} />
        ${
          s.delivery_note &&
          html`
            <small>${s.delivery_note}</small>
          `
        }
      </div>
      <div class="sum-s"><${DeliveryFields} d=${d} error=${fault} /></div>
      <div class="sum-s">
        <dl class="sum">
          <div>
            <dt>${t('ro.lines.n', { n })}</dt>
            <dd>${money(basket.net, b.currency)}</dd>
          </div>
          <div>
            <dt>${t('cart.vat')}</dt>
            <dd>${money(basket.vat, b.currency)}</dd>
          </div>
          ${
            basket.change !== 0 &&
            html`
              <div>
                <dt>${t('ro.vs')}</dt>
                <dd><${Delta} v=${basket.change} good="down" /></dd>
              </div>
            `
          }
          <div class="tot">
            <dt>${t('cart.total')}</dt>
            <dd>${money(basket.total, b.currency)}</dd>
          </div>
        </dl>
        ${
          fault &&
          html`
            <p class="note bad" role="alert">
              <${Icon} name="circle-alert" />
              <span>${fault.message}</span>
            </p>
          `
        }
        ${
          can('order:place') &&
          html`
            <button type="button" class="btn primary wide" disabled=${cannot} onClick=${() => send(false)}>
              ${t('ro.place')}
              <${Icon} name="arrow-right" size=${15} />
            </button>
          `
        }
        ${
          can('cart:edit') &&
          html`
            <button type="button" class="btn wide below" disabled=${!n || toCart.busy} onClick=${keep}>
              <${Icon} name="shopping-cart" size=${15} />
              ${t('ro.cart')}
            </button>
          `
        }
        <p class="foot-n">${t('ro.foot')}</p>
      </div>
      <${PriceRise}
        error=${place.error}
        busy=${place.busy}
        currency=${b.currency}
        nameOf=${basket.nameOf}
        onClose=${place.clear}
        onAccept=${() => send(true)}
      />
    </aside>
  `;
}

/** Why now, and how the last orders lay. @param {{ s: NonNullable<Basket['suggestion']>, from: number }} p */
const RhythmCard = ({ s, from }) => html`
  <section class="card pad-c strip-c" aria-label=${t('rs.title')}>
    <${Rhythm} r=${s} />
    <${RhythmKey} />
    <p class="note info">
      <${Icon} name="info" />
      <span>${t('ro.prepared', { n: from })}</span>
    </p>
  </section>
`;

/** @param {{ b: Basket, nudge?: string }} p */
function Page({ b, nudge }) {
  const s = b.suggestion;
  const basket = useBasket(b.lines, b.currency);
  const open = s?.open_order;
  return html`
    <div class="page">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/home">${t('nav.home')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${t('ro.crumb')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">
            ${t('ro.title', { name: b.supplier.name })}${' '}${
              s &&
              html`
                <${RhythmBadge} r=${s} />
              `
            }
          </h1>
          ${
            s &&
            html`
              <p>${reasonOf(s, 'you')}</p>
            `
          }
        </div>
      </header>
      <div class="two">
        <div class="stack">
          ${
            open &&
            html`
              <p class="note warn">
                <${Icon} name="info" />
                <span>
                  ${t('ro.open')}${' '}
                  <a class="inl" href=${'/orders/' + open.id}>${open.number}</a>
                </span>
              </p>
            `
          }
          ${
            s &&
            html`
              <${RhythmCard} s=${s} from=${b.from_orders} />
            `
          }
          <section class="card clip" aria-labelledby="ro-h">
            <div class="card-h">
              <h2 id="ro-h">
                ${t('ro.lines')}
                <span class="count">${num(b.lines.length)}</span>
              </h2>
              <a class="btn sm" href=${'/catalogue?supplier=' + b.supplier.id}>
                <${Icon} name="plus" size=${14} />
                ${t('ro.add')}
              </a>
            </div>
            <${BasketTable} basket=${basket} currency=${b.currency} />
            ${
              b.hidden > 0 &&
              html`
                <p class="note hidden-n">
                  <${Icon} name="info" />
                  <span>${t('ro.hidden', { n: b.hidden })}</span>
                </p>
              `
            }
          </section>
        </div>
        <${Summary} b=${b} basket=${basket} nudge=${nudge} />
      </div>
    </div>
  `;
}

/** The basket behind a reminder: what is usually bought from a supplier, what changed, and one button to order it. @param {{ params: { id: string } }} p */
export default function Reorder({ params }) {
  const [search] = useSearch();
  const [first] = useState(search.nudge); // the token is the page's, not the filter's
  const q = useGet('/reorder/' + params.id, { nudge: first });
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Basket} */ b) =>
        b.lines.length
          ? html`
              <${Page} b=${b} nudge=${first} />
            `
          : html`
              <div class="page">
                <section class="card">
                  <${EmptyState}
                    icon="package"
                    level=${1}
                    title=${t('ro.title', { name: b.supplier.name })}
                    text=${t('ro.empty')}
                  >
                    <a class="btn" href=${'/catalogue?supplier=' + b.supplier.id}>${t('home.browse')}</a>
                  </${EmptyState}>
                </section>
              </div>
            `}
    </${Loaded}>
  `;
}
