import { useComputed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, num, unitPrice } from '../../../i18n.js';
import { address } from '../../../api.js';
import { quantityOf, sayAdded, setLine } from '../../../cart.js';
import { can } from '../../../session.js';
import { density } from '../../../store.js';
import { Icon } from '../../../ui/icon.js';
import { Stepper } from '../../../ui/stepper.js';
import { ProductCell } from '../../../ui/product-cell.js';
import { useWindowRows } from '../../../ui/window-rows.js';
import { InStock, packOf, stockNote } from '../../../trade/goods.js';
import { WhyPrice } from './why-price.js';

/** @typedef {{ unit_price: string, currency: string, source: 'list' | 'contract', tiers: { from: string, unit_price: string }[], next_break: { from: string, unit_price: string } | null }} Price */
/** @typedef {import('../../../cart.js').Goods & { brand: string, category: { id: string, name: string }, supplier: { id: string, name: string }, availability: import('../../../trade/goods.js').Availability, price: Price | null, in_cart: string, part_number: string }} ProductCard */

/** A product's picture, small; undefined: it is shown by its icon. @param {{ id: string, picture?: string | null }} p */
export const pictureOf = (p) =>
  p.picture ? address(`/catalogue/${p.id}/pictures/${p.picture}`, { size: 'small' }) : undefined;

/** Buys a product: how much, and into the cart; once there, its quantity can be changed on the spot. @param {{ p: ProductCard }} props */
export function useBuy({ p }) {
  const inCart = useComputed(() => quantityOf(p.id));
  const [n, setN] = useState(p.minimum);
  const there = inCart.value !== '0';
  const add = () => {
    setLine(p.id, n);
    sayAdded(t('cat.toast', { q: num(n), name: p.name }));
  };
  return {
    there,
    add,
    quantity: there ? inCart.value : n,
    change: (/** @type {string} */ q) => (there ? setLine(p.id, q) : setN(q)),
  };
}

/** @param {{ price: Price | null, p: ProductCard, quantity: string }} props */
const PriceCell = ({ price, p, quantity }) =>
  price
    ? html`
        <span class="pr">
          <b>${unitPrice(price.unit_price, price.currency)}</b>
          <${WhyPrice} product=${p} quantity=${quantity} />
        </span>
        <small>
          ${
            price.next_break
              ? t('cat.from', {
                  q: num(price.next_break.from),
                  price: unitPrice(price.next_break.unit_price, price.currency),
                })
              : price.source === 'contract' &&
                html`
                  <span class="tag">${t('cat.contract')}</span>
                `
          }
        </small>
      `
    : html`
        <span class="quiet">${t('cat.noprice')}</span>
      `;

/** @param {{ p: ProductCard, i: number }} props */
function Row({ p, i }) {
  const { there, add, quantity, change } = useBuy({ p });
  const sold = can('cart:edit') && p.price;
  return html`
    <tr aria-rowindex=${i + 2} class=${there ? 'incart' : ''}>
      <td class="c-p">
        <${ProductCell}
          icon=${p.icon}
          src=${pictureOf(p)}
          name=${p.name}
          href=${'/catalogue/' + p.id}
          sub=${html`
            ${
              p.part_number &&
              html`
                <span class="sku own" title=${t('part.own')}>${p.part_number}</span>
                <span class="dotsep"></span>
              `
            }
            <span class="sku">${p.sku}</span>
            <span class="dotsep m">${p.brand || p.supplier.name}</span>
          `}
        />
      </td>
      <td class="c-b">${p.supplier.name}</td>
      <td class="c-s">
        <${InStock} a=${p.availability} />
        <small>${stockNote(p.availability)}</small>
      </td>
      <td class="c-k">${packOf(p)}</td>
      <td class="c-r num"><${PriceCell} price=${p.price} p=${p} quantity=${quantity} /></td>
      <td class="c-q">
        ${
          sold &&
          html`
            <${Stepper}
              value=${quantity}
              minimum=${p.minimum}
              multiple=${p.multiple}
              zero=${there}
              name=${p.name}
              onChange=${change}
            />
          `
        }
      </td>
      <td class="c-a">
        ${
          sold &&
          (there
            ? html`
                <span class="added">
                  <${Icon} name="check" />
                  ${t('cat.added')}
                </span>
              `
            : html`
                <button type="button" class="btn sm" aria-label=${t('cat.addOf', { name: p.name })} onClick=${add}>
                  <${Icon} name="plus" size=${14} />
                  ${t('cat.add')}
                </button>
              `)
        }
      </td>
    </tr>
  `;
}

const heads = /** @type {const} */ ([
  ['c-p', 'product'],
  ['c-b', 'supplier'],
  ['c-s', 'stock'],
  ['c-k', 'pack'],
  ['c-r num', 'net'],
  ['c-q', 'qty'],
]);
const Head = () => html`
  <thead>
    <tr aria-rowindex="1">
      ${heads.map(
        ([c, key]) => html`
          <th scope="col" class=${c}>${t(`cat.col.${key}`)}</th>
        `,
      )}
      <th scope="col" class="c-a"><span class="sr-only">${t('cat.col.add')}</span></th>
    </tr>
  </thead>
`;

const PHONE = '(max-width: 767px)';
/** The rows' one height, which the window of rows reckons with. */
function useRowHeight() {
  const [phone, setPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const m = matchMedia(PHONE);
    const change = () => setPhone(m.matches);
    m.addEventListener('change', change);
    return () => m.removeEventListener('change', change);
  }, []);
  return phone ? 124 : density.value === 'compact' ? 40 : 56;
}

/** Up and down move between the same control of neighbouring rows. @param {KeyboardEvent} e */
function betweenRows(e) {
  const el = /** @type {HTMLElement} */ (e.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  const row = el.closest('tr');
  if (!step || !row || el.tagName === 'INPUT' || el.closest('[popover]')) return;
  const other = /** @type {HTMLTableRowElement | null} */ (
    step > 0 ? row.nextElementSibling : row.previousElementSibling
  );
  const column = el.closest('td')?.cellIndex ?? 0;
  const next = /** @type {HTMLElement | null | undefined} */ (
    other?.cells[column]?.querySelector('a, button:not([tabindex="-1"]), input')
  );
  if (!next) return;
  e.preventDefault();
  next.focus();
  other?.scrollIntoView({ block: 'nearest' });
}

/** @param {{ rows: ProductCard[], total: number | undefined, stale: boolean }} p `total`: how many there are on the server */
export function ProductTable({ rows, total, stale }) {
  const height = useRowHeight();
  const { ref, start, end } = useWindowRows(rows.length, height);
  return html`
    <table
      class="tbl cat ${stale ? 'stale' : ''}"
      aria-rowcount=${total === undefined ? -1 : total + 1}
      aria-label=${t('nav.catalogue')}
      aria-busy=${stale}
      onKeyDown=${betweenRows}
    >
      <${Head} />
      <tbody class="pad" aria-hidden="true" ref=${ref}><tr style=${{ height: start * height + 'px' }}></tr></tbody>
      <tbody>
        ${rows.slice(start, end).map(
          (p, i) => html`
            <${Row} key=${p.id} p=${p} i=${start + i} />
          `,
        )}
      </tbody>
      <tbody class="pad" aria-hidden="true"><tr style=${{ height: (rows.length - end) * height + 'px' }}></tr></tbody>
    </table>
  `;
}

export const ProductSkeleton = () => html`
  <table class="tbl cat" aria-hidden="true">
    <${Head} />
    <tbody>
      ${Array.from(
        { length: 10 },
        () => html`
          <tr>
            <td class="c-p">
              <div class="prod">
                <span class="thumb sk"></span>
                <div class="grow">
                  <span class="sk w1"></span>
                  <span class="sk w2"></span>
                </div>
              </div>
            </td>
            <td class="c-b"></td>
            <td class="c-s"><span class="sk w3"></span></td>
            <td class="c-k"><span class="sk w3"></span></td>
            <td class="c-r"><span class="sk w3 r"></span></td>
            <td class="c-q"><span class="sk w3"></span></td>
            <td class="c-a"></td>
          </tr>
        `,
      )}
    </tbody>
  </table>
`;
