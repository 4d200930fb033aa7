// What was agreed about money, in words.
import { t, num, pct } from '../i18n.js';
import { minus } from '../lib/decimal.js';

/** @typedef {{ percent: string, from: 'advance' | 'invoice' | 'month_end', days: number }} Part */
/** @typedef {{ parts: Part[], discount?: { percent: string, days: number }, interest?: { percent: string, grace: number } }} Terms */

/** @param {string} p */
export const percent = (p) => pct(Number(p) / 100, 2);

/** @param {Part} p */
function partText(p) {
  const whole = Number(p.percent) === 100;
  const v = whole ? '' : percent(p.percent);
  if (p.from === 'advance') return whole ? t('agr.advance') : t('agr.advance.part', { v });
  if (p.from === 'month_end') {
    if (p.days === 0) return whole ? t('agr.month') : t('agr.month.part', { v });
    return whole ? t('agr.month.days', { n: p.days }) : t('agr.month.days.part', { v, n: p.days });
  }
  return whole ? t('agr.days', { n: p.days }) : t('agr.days.part', { v, n: p.days });
}

/** When what is to be paid, a line for each part. @param {Terms} terms */
export const partsText = (terms) => terms.parts.map(partText);

/** When reminders go out. @param {number[]} days */
export function dunningText(days) {
  if (!days.length) return t('agr.dun.none');
  const before = days.filter((d) => d < 0).map((d) => num(-d));
  const on = days.includes(0) ? t('agr.dun.on') : '';
  const after = days.filter((d) => d > 0).map((d) => num(d));
  return [
    before.length && t('agr.dun.before', { d: before.reverse().join(', ') }),
    on,
    after.length && t('agr.dun.after', { d: after.join(', ') }),
  ]
    .filter(Boolean)
    .join('; ');
}

/** By how much a sum goes beyond what is free; '' where it does not. @param {{ free: string | null }} credit @param {string} sum */
export function beyond(credit, sum) {
  if (credit.free === null) return '';
  const rest = minus(sum, credit.free);
  return Number(rest) > 0 ? rest : '';
}
