// Exact decimals as the API writes them ("1642.20", "0.5"): integers with a scale, never floats.
/** @typedef {{ units: bigint, places: number }} Scaled */

/** @param {string} s @returns {Scaled} */
function scaled(s) {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(s) ?? bad(s);
  return { units: BigInt(sign + whole + part), places: part.length };
}
/** @param {string} s @returns {never} */
function bad(s) {
  throw new RangeError(`not a decimal: ${s}`);
}
/** @param {bigint} units @param {number} places */
function write(units, places) {
  const neg = units < 0n;
  const digits = String(neg ? -units : units).padStart(places + 1, '0');
  const at = digits.length - places;
  return (neg ? '-' : '') + digits.slice(0, at) + (places ? '.' + digits.slice(at) : '');
}
/** @param {Scaled} a @param {number} places */
const lift = (a, places) => a.units * 10n ** BigInt(places - a.places);
/** Half away from zero. @param {Scaled} a @param {number} places */
function round(a, places) {
  if (a.places <= places) return write(lift(a, places), places);
  const step = 10n ** BigInt(a.places - places);
  const half = a.units < 0n ? -step / 2n : step / 2n;
  return write((a.units + half) / step, places);
}

/** @param {string} a @param {string} b */
export function compare(a, b) {
  const x = scaled(a);
  const y = scaled(b);
  const places = Math.max(x.places, y.places);
  const d = lift(x, places) - lift(y, places);
  return d < 0n ? -1 : d > 0n ? 1 : 0;
}
/** @param {string[]} all @param {number} [places] of the sum when there is nothing to add */
export function sum(all, places = 0) {
  const xs = all.map(scaled);
  const widest = Math.max(places, ...xs.map((x) => x.places));
  return write(xs.reduce((s, x) => s + lift(x, widest), 0n), widest); // prettier-ignore
}
/** @param {string} a @param {string} b */
export const minus = (a, b) => sum([a, b.startsWith('-') ? b.slice(1) : '-' + b]);
/** A line's amount: quantity times unit price, rounded once. @param {string} a @param {string} b @param {number} [places] */
export function times(a, b, places = 2) {
  const x = scaled(a);
  const y = scaled(b);
  return round({ units: x.units * y.units, places: x.places + y.places }, places);
}
/** How many places amounts of a currency have: 2 for RUB, 0 for JPY, 3 for KWD. @param {string} currency */
export const placesOf = (currency) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/**
 * The nearest quantity that may be ordered, upwards. Multiples count from the minimum: from 3 by 2 are 3, 5, 7.
 * @param {string} quantity @param {string} minimum @param {string} multiple
 */
export function onMultiple(quantity, minimum, multiple) {
  const q = scaled(quantity);
  const m = scaled(minimum);
  const s = scaled(multiple);
  const places = Math.max(q.places, m.places, s.places);
  const over = lift(q, places) - lift(m, places);
  const step = lift(s, places) || 1n;
  const steps = over <= 0n ? 0n : (over + step - 1n) / step;
  return trim(write(lift(m, places) + steps * step, places));
}
/** What a person types for money, as the server reads it. @param {string} s */
export const plainSum = (s) => s.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');

/** Without trailing zeros, as quantities are written. @param {string} s */
export const trim = (s) => (s.includes('.') ? s.replace(/\.?0+$/, '') : s);

/**
 * What somebody typed as a quantity, in either language's habit: "1 200", "1,200" and "1200" are one; "0,5" is a half.
 * @param {string} text @returns {string | null} null when it is not a quantity above zero
 */
export function readQuantity(text) {
  const s = text
    .trim()
    .replace(/[\s\u00a0\u202f](?=\d{3}(?!\d))/g, '')
    .replace(/,(?=\d{3}(?!\d))/g, '')
    .replace(',', '.');
  return /^\d{1,9}(\.\d{1,3})?$/.test(s) && Number(s) > 0 ? trim(s.replace(/^0+(?=\d)/, '')) : null;
}
/**
 * The unit price for a quantity: the highest tier it reaches.
 * @param {{ from: string, unit_price: string }[]} tiers @param {string} quantity @returns {string | null} below the smallest tier there is no price
 */
export function priceAt(tiers, quantity) {
  let price = null;
  for (const tier of tiers) if (compare(tier.from, quantity) <= 0) price = tier.unit_price;
  return price;
}
