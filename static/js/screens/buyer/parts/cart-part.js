// One supplier's share of the cart: its lines with what is wrong with them, its sum and its minimum.
import { html } from '../../../h.js';
import { t, money, num, unitPrice } from '../../../i18n.js';
import { quantityOf, removeLine, setLine } from '../../../cart.js';
import { onMultiple } from '../../../lib/decimal.js';
import { Icon } from '../../../ui/icon.js';
import { Stepper } from '../../../ui/stepper.js';
import { Thumb } from '../../../ui/product-cell.js';
import { packOf } from '../../../trade/goods.js';

/** @typedef {import('../../../cart.js').CartLine} CartLine */
/** @typedef {import('../../../cart.js').CartPart} CartPart */

/** The substitute takes the line's place and, as near as its own multiples allow, its quantity. @param {CartLine} l */
function swap(l) {
  const s = l.substitute.product ?? l.substitute;
  setLine(l.product.id, '0');
  setLine(s.id, onMultiple(l.quantity, s.minimum ?? '1', s.multiple ?? '1'));
}
/** What is wrong with a line, each with its remedy. @param {{ l: CartLine }} p */
const Problems = ({ l }) => html`
  ${l.problems.map(
    (p) => html`
      <p class="note warn" key=${p.code}>
        <${Icon} name="triangle-alert" size=${14} />
        <span>${p.message}</span>
        ${
          p.suggested_quantity &&
          html`
            <button
              type="button"
              class="btn link sm"
              onClick=${() => setLine(l.product.id, p.suggested_quantity ?? '0')}
            >
              ${t('cart.fix', { q: num(p.suggested_quantity) })}
            </button>
          `
        }
      </p>
    `,
  )}
  ${
    l.substitute &&
    html`
      <p class="note info">
        <${Icon} name="replace" size=${14} />
        <span>${t('cart.instead', { name: (l.substitute.product ?? l.substitute).name })}</span>
        <button type="button" class="btn link sm" onClick=${() => swap(l)}>${t('cart.use')}</button>
      </p>
    `
  }
`;

/** @param {{ l: CartLine, currency: string }} p */
export function Line({ l, currency }) {
  const p = l.product;
  return html`
    <li>
      <${Thumb} icon=${p.icon} />
      <div class="ln-t">
        <a class="pname" href=${'/catalogue/' + p.id}>${p.name}</a>
        <small>
          <span class="sku">${p.sku}</span>
          <span class="dotsep">${packOf(p)}</span>
        </small>
        <div class="ln-q">
          <${Stepper}
            value=${quantityOf(p.id)}
            name=${p.name}
            minimum=${p.minimum}
            multiple=${p.multiple}
            onChange=${(/** @type {string} */ q) => setLine(p.id, q)}
          />
          ${
            l.unit_price &&
            html`
              <span class="x">× ${unitPrice(l.unit_price, currency)}</span>
            `
          }
        </div>
        <${Problems} l=${l} />
      </div>
      <div class="ln-r">
        <b class="num">${l.unit_price ? money(l.net, currency) : '—'}</b>
        <button
          type="button"
          class="btn ghost icon sm"
          aria-label=${t('cart.remove', { name: p.name })}
          onClick=${() => removeLine(p)}
        >
          <${Icon} name="trash-2" />
        </button>
      </div>
    </li>
  `;
}
/** Lines that were just taken out are not drawn while the server hears of it. @param {{ part: CartPart }} p */
export const Lines = ({ part }) => html`
  <ul class="lines" role="list">
    ${part.lines
      .filter((l) => quantityOf(l.product.id) !== '0')
      .map(
        (l) => html`
          <${Line} key=${l.product.id} l=${l} currency=${part.currency} />
        `,
      )}
  </ul>
`;
