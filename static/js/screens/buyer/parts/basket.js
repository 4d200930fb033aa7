// What the buyer makes of a proposed basket: quantities, lines left out, substitutes taken. Prices shown are those of
// the tier reached; the server resolves them again.
import { useState } from 'preact/hooks';
import { compare, minus, onMultiple, placesOf, priceAt, sum, times } from '../../../lib/decimal.js';
import { orderable } from './change.js';

/** @typedef {import('./change.js').BasketLine} BasketLine */
/** @typedef {{ key: string, line: BasketLine, swapped: boolean, on: boolean, quantity: string, price: string | null, net: string }} Row */

/** @param {BasketLine} l @param {string} quantity */
const priceOf = (l, quantity) => (l.tiers?.length ? priceAt(l.tiers, quantity) : null) ?? l.unit_price;

/** The tax of a document: each rate's lines are added up and taxed once. @param {Row[]} rows @param {number} places */
function taxOn(rows, places) {
  const rates = [...new Set(rows.map((r) => r.line.product.vat_rate))];
  const of = (/** @type {string} */ rate) => {
    const base = sum(rows.filter((r) => r.line.product.vat_rate === rate).map((r) => r.net), places); // prettier-ignore
    return times(base, (Number(rate) / 100).toFixed(4), places);
  };
  return sum(rates.map(of), places);
}

/** @param {BasketLine[]} lines @param {string} [currency] */
export function useBasket(lines, currency = 'RUB') {
  const [quantities, setQuantities] = useState(/** @type {Record<string, string>} */ ({}));
  const [choice, setChoice] = useState(/** @type {Record<string, boolean>} */ ({}));
  const [swaps, setSwaps] = useState(/** @type {Record<string, boolean>} */ ({}));
  const places = placesOf(currency);

  /** @type {Row[]} */
  const rows = lines.map((original) => {
    const key = original.product.id;
    const swapped = Boolean(swaps[key] && original.substitute);
    const line = swapped ? /** @type {BasketLine} */ (original.substitute) : original;
    const asked = quantities[key] ?? (swapped ? original.quantity : line.quantity);
    const quantity = swapped ? onMultiple(asked, line.product.minimum, line.product.multiple) : asked;
    const price = priceOf(line, quantity);
    const on = orderable(line) && (choice[key] ?? (swapped || original.selected));
    return {
      key,
      line: swapped ? { ...line, substitute: null } : line,
      swapped,
      on,
      quantity,
      price,
      net: price ? times(quantity, price, places) : '0',
    };
  });
  const taken = rows.filter((r) => r.on && r.price);
  const net = sum(taken.map((r) => r.net), places); // prettier-ignore
  const vat = taxOn(taken, places);
  const known = taken.filter((r) => r.line.last_unit_price);
  const before = sum(known.map((r) => times(r.quantity, r.line.last_unit_price ?? '0', places)), places); // prettier-ignore
  const now = sum(known.map((r) => r.net), places); // prettier-ignore
  return {
    rows,
    taken,
    net,
    vat,
    total: sum([net, vat], places),
    /** The taken lines against what they cost last time, as a share. */
    change: Number(before) ? Number(minus(now, before)) / Number(before) : 0,
    /** @param {string} minimum */
    short: (minimum) => Boolean(minimum) && compare(net, minimum) < 0,
    /** @param {string} key @param {string} q */
    setQuantity: (key, q) => setQuantities((s) => ({ ...s, [key]: q })),
    /** @param {string} key @param {boolean} on */
    choose: (key, on) => setChoice((s) => ({ ...s, [key]: on })),
    /** Takes the substitute instead, or the original again. @param {string} key @param {boolean} on */
    swap: (key, on) => setSwaps((s) => ({ ...s, [key]: on })),
    /** As the API takes it: the price is only what was seen. */
    input: () => taken.map((r) => ({ product_id: r.line.product.id, quantity: r.quantity, seen_price: r.price })),
    /** @param {string} productId */
    nameOf: (productId) => rows.find((r) => r.line.product.id === productId)?.line.product.name ?? '',
  };
}
