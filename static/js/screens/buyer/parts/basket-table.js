import { html } from '../../../h.js';
import { t, money, num, unitPrice } from '../../../i18n.js';
import { Icon } from '../../../ui/icon.js';
import { DataTable } from '../../../ui/data-table.js';
import { Delta } from '../../../ui/delta.js';
import { Stepper } from '../../../ui/stepper.js';
import { ProductCell } from '../../../ui/product-cell.js';
import { InStock, packOf, stockNote, unitName } from '../../../trade/goods.js';
import { orderable } from './change.js';
import { WhyPrice } from './why-price.js';

/** @typedef {import('./basket.js').Row} Row */
/** @typedef {ReturnType<typeof import('./basket.js').useBasket>} Basket */
/** @typedef {import('../../../ui/data-table.js').Col} Col */

/** How its quantities go, where they do not go by one. @param {{ minimum: string, multiple: string }} p */
function stepsOf({ minimum, multiple }) {
  if (minimum === '1' && multiple === '1') return '';
  return minimum === multiple
    ? t('ro.by', { step: num(multiple) })
    : t('ro.mult', { min: num(minimum), step: num(multiple) });
}

/** @param {{ r: Row, currency: string }} p */
const Price = ({ r, currency }) =>
  r.price
    ? html`
        <span class="pr">
          ${unitPrice(r.price, currency)}
          <${WhyPrice} product=${r.line.product} quantity=${r.quantity} />
        </span>
        ${
          r.line.price_delta &&
          Number(r.line.price_delta) !== 0 &&
          html`
            <small><${Delta} v=${Number(r.line.price_delta)} good="down" /></small>
          `
        }
      `
    : html`
        <span class="quiet">${t('chg.noprice')}</span>
      `;

/** @param {Row} r @param {Basket} basket */
function quantityCell(r, basket) {
  const p = r.line.product;
  const last = r.line.last_quantity && !r.swapped && t('ro.last', { q: num(r.line.last_quantity) });
  const said = [last, stepsOf(p)].filter(Boolean);
  const change = (/** @type {string} */ q) => basket.setQuantity(r.key, q);
  return html`
    <${Stepper}
      value=${r.quantity}
      minimum=${p.minimum}
      multiple=${p.multiple}
      name=${p.name}
      disabled=${!orderable(r.line)}
      onChange=${change}
    />
    ${
      said.length > 0 &&
      html`
        <small>${said.join(' · ')}</small>
      `
    }
  `;
}
/** @param {Row} r */
function productCell(r) {
  const p = r.line.product;
  const sub = html`
    <span class="sku">${p.sku}</span>
    <span class="dotsep">${packOf(p)}</span>
    ${
      r.swapped &&
      html`
        ${' '}
        <span class="tag">${t('ro.sub')}</span>
      `
    }
  `;
  return html`
    <${ProductCell} icon=${p.icon} name=${p.name} href=${'/catalogue/' + p.id} sub=${sub} />
  `;
}
/** @param {Row} r */
const stockCell = (r) =>
  r.line.status === 'discontinued'
    ? html`
        <span class="st out-bad">
          <i aria-hidden="true"></i>
          ${t('chg.gone')}
        </span>
      `
    : html`
        <${InStock} a=${r.line.availability} />
        <small>${stockNote(r.line.availability)}</small>
      `;

/** @param {Basket} basket @param {string} currency @returns {Col[]} */
const columns = (basket, currency) => [
  {
    key: 'x',
    label: t('ro.take'),
    quiet: true,
    w: '40px',
    m: 'act',
    cell: (r) => html`
      <input
        type="checkbox"
        aria-label=${t('ro.takeOf', { name: r.line.product.name })}
        checked=${r.on}
        disabled=${!orderable(r.line)}
        onChange=${() => basket.choose(r.key, !r.on)}
      />
    `,
  },
  { key: 'p', label: t('cat.col.product'), m: 'lead', cell: productCell },
  { key: 's', label: t('cat.col.stock'), w: '122px', m: 'sub', cell: stockCell },
  {
    key: 'r',
    label: t('cat.col.price'),
    num: true,
    w: '124px',
    m: 'act',
    cell: (r) => html`
      <${Price} r=${r} currency=${currency} />
    `,
  },
  { key: 'q', label: t('cat.col.qty'), w: '140px', m: 'sub', cell: (r) => quantityCell(r, basket) },
  {
    key: 't',
    label: t('ro.sum'),
    num: true,
    w: '112px',
    m: 'side',
    cell: (r) => html`
      <b>${r.on ? money(r.net, currency) : '—'}</b>
    `,
  },
];

/** What can be had instead of a line that cannot be had. @param {{ r: Row, basket: Basket, currency: string }} p */
function Swap({ r, basket, currency }) {
  const s = r.line.substitute;
  if (r.swapped)
    return html`
      <div class="swap">
        <${Icon} name="corner-down-right" />
        <span>${t('ro.swapped')}</span>
        <button type="button" class="btn sm" onClick=${() => basket.swap(r.key, false)}>
          <${Icon} name="undo-2" size=${14} />
          ${t('undo')}
        </button>
      </div>
    `;
  if (!s || orderable(r.line)) return null;
  const price = s.unit_price && `${unitPrice(s.unit_price, currency)} / ${unitName(s.product.unit)}`;
  return html`
    <div class="swap">
      <${Icon} name="corner-down-right" />
      <span>
        ${t('ro.swap', { name: s.product.name })}
        ${
          price &&
          html`
            <span class="dotsep num">${price}</span>
          `
        }
      </span>
      <button type="button" class="btn sm" onClick=${() => basket.swap(r.key, true)}>
        <${Icon} name="replace" size=${14} />
        ${t('ro.use')}
      </button>
    </div>
  `;
}

/** @param {{ basket: Basket, currency: string }} p */
export const BasketTable = ({ basket, currency }) => html`
  <${DataTable}
    label=${t('ro.lines')}
    cols=${columns(basket, currency)}
    rows=${basket.rows}
    id=${(/** @type {Row} */ r) => r.key}
    rowClass=${(/** @type {Row} */ r) => (r.on ? '' : 'off')}
    after=${(/** @type {Row} */ r) =>
      r.swapped || (r.line.substitute && !orderable(r.line))
        ? html`
            <${Swap} r=${r} basket=${basket} currency=${currency} />
          `
        : null}
  />
`;
