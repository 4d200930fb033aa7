// "Why this price": where it comes from, step by step, as the server resolved it for this quantity.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, day, num, unitPrice } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { Icon } from '../../../ui/icon.js';
import { Loaded } from '../../../ui/loaded.js';
import { Popover } from '../../../ui/popover.js';

/** @typedef {{ quantity: string, unit_price: string, currency: string, net: string, source: string, list_name: string, agreement_number: string, tier: { from: string } | null, valid_to: string | null, list_price: string | null, tiers: { from: string, unit_price: string }[], next_break: { from: string, unit_price: string, saves: string } | null, steps: { list_name: string, kind: string, hit: boolean, why: string }[] }} PriceAnswer */

/** @param {{ a: PriceAnswer }} p */
function Answer({ a }) {
  const price = (/** @type {string} */ v) => unitPrice(v, a.currency);
  const source = a.source === 'contract' ? t('why.contract', { no: a.agreement_number }) : t('why.list');
  return html`
    <dl class="kv">
      ${
        a.list_price &&
        a.list_price !== a.unit_price &&
        html`
          <div>
            <dt>${t('why.listprice')}</dt>
            <dd>${price(a.list_price)}</dd>
          </div>
        `
      }
      ${
        a.tiers.length > 1 &&
        a.tiers.map(
          (tier) => html`
            <div class=${tier.from === a.tier?.from ? 'here' : ''}>
              <dt>${t('why.tier', { q: num(tier.from) })}</dt>
              <dd>${price(tier.unit_price)}</dd>
            </div>
          `,
        )
      }
      <div class="tot">
        <dt>${t('why.yours', { q: num(a.quantity) })}</dt>
        <dd>${price(a.unit_price)}</dd>
      </div>
    </dl>
    <p>
      ${source}${
        a.valid_to &&
        html`
          <span class="dotsep">${t('why.until', { date: day(a.valid_to) })}</span>
        `
      }
    </p>
    ${
      a.next_break &&
      html`
        <p>${t('why.next', { q: num(a.next_break.from), price: price(a.next_break.unit_price) })}</p>
      `
    }
    ${
      a.steps?.length > 1 &&
      html`
        <ol class="steps" role="list">
          ${a.steps.map(
            (s) => html`
              <li class=${s.hit ? 'hit' : ''}>
                <${Icon} name=${s.hit ? 'check' : 'minus'} size=${12} />
                <span>
                  ${s.list_name}${
                    s.why &&
                    html`
                      <small>${s.why}</small>
                    `
                  }
                </span>
              </li>
            `,
          )}
        </ol>
      `
    }
    <p class="foot-n">${t('why.net')}</p>
  `;
}

/** @param {{ id: string, quantity: string }} p */
function Asked({ id, quantity }) {
  const q = useGet(`/catalogue/${id}/price`, { quantity });
  const wait = html`
    <span class="sk w1"></span>
    <span class="sk w2"></span>
  `;
  return html`
    <${Loaded} q=${q} wait=${wait} level=${3}>
      ${(/** @type {PriceAnswer} */ a) => html`
        <${Answer} a=${a} />
      `}
    </${Loaded}>
  `;
}

/** @param {{ product: { id: string, name: string }, quantity: string }} p */
export function WhyPrice({ product, quantity }) {
  const [asked, ask] = useState(false);
  return html`
    <${Popover}
      class="why"
      align="end"
      label=${t('why.of', { name: product.name })}
      title=${t('why')}
      onOpen=${() => ask(true)}
      onClose=${() => ask(false)}
      button=${html`
        <${Icon} name="info" size=${14} />
      `}
    >
      <div class="why-b">
        <p class="pop-t">${t('why')}</p>
        ${
          asked &&
          html`
            <${Asked} id=${product.id} quantity=${quantity} />
          `
        }
      </div>
    </${Popover}>
  `;
}
