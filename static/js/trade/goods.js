// How goods are sold and whether they are there, in words.
import { html } from '../h.js';
import { t, day, num } from '../i18n.js';
import en from '../../locales/en.js';

/** @typedef {{ state: 'in_stock' | 'low' | 'out' | 'on_order', on_hand?: string | null, restock_on?: string | null }} Availability */

/** A unit of measure, of so many; a supplier's own word stays as it is. @param {string} code @param {string | number} [n] */
export const unitName = (code, n = 1) =>
  'unit.' + code in en ? t(/** @type {import('../i18n.js').Key} */ ('unit.' + code), { n: Number(n) }) : code;
/** "box of 500" without the words: 500 / box. @param {{ unit: string, pack_size: string }} p */
export const packOf = (p) => (Number(p.pack_size) > 1 ? `${num(p.pack_size)} / ${unitName(p.unit)}` : unitName(p.unit));

const signs = { in_stock: 'in', low: 'low', out: 'out', on_order: 'out' };
/** @param {{ a: Availability }} p */
export const InStock = ({ a }) => html`
  <span class="st ${signs[a.state]}">
    <i aria-hidden="true"></i>
    ${t(`stock.${a.state}`)}
  </span>
`;
/** How many, or when again. @param {Availability} a */
export function stockNote(a) {
  if (a.restock_on) return t('stock.back', { date: day(a.restock_on) });
  return a.on_hand && a.state !== 'out' ? t('stock.n', { n: num(a.on_hand) }) : '';
}

/** Where a line's price came from: the kind of list and its name, as the order keeps it ("contract: Wholesale 2"). @param {string} origin */
export function priceOrigin(origin) {
  const [, kind, name] = /^(list|contract): (.*)$/.exec(origin) ?? [];
  return kind ? `${t(kind === 'list' ? 'origin.list' : 'origin.contract')}: ${name}` : origin;
}
