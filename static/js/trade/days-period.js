// The days that an account or a register is of.
import { html } from '../h.js';
import { t, dayYear, monthYear, today } from '../i18n.js';
import { daysAfter } from '../lib/days.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { Choices, Popover } from '../ui/popover.js';

/** @typedef {{ from: string, to: string }} Period civil days, both counted */

const isDay = (/** @type {string | undefined} */ s) => /^\d{4}-\d{2}-\d{2}$/.test(s ?? '');

/** What the address asks for; this year up to today where it asks for nothing that there is. @param {Record<string, string>} search @returns {Period} */
export function periodOf(search) {
  const now = today(new Date());
  const to = isDay(search.to) ? search.to : now;
  const from = isDay(search.from) ? search.from : to.slice(0, 4) + '-01-01';
  return from <= to ? { from, to } : { from: to, to: from };
}

const MONTHS = 12;
/** The first day of the n-th month from a day's own. @param {string} day @param {number} n */
function monthFrom(day, n) {
  const [y, m] = day.split('-').map(Number);
  const at = y * MONTHS + m - 1 + n;
  return `${Math.floor(at / MONTHS)}-${String((at % MONTHS) + 1).padStart(2, '0')}-01`;
}

/** @param {string} now @returns {{ label: string, period: Period }[]} */
function usual(now) {
  const month = monthFrom(now, 0);
  const last = monthFrom(now, -1);
  const quarter = monthFrom(now, -((Number(now.slice(5, 7)) - 1) % 3));
  const year = now.slice(0, 4);
  const before = String(Number(year) - 1);
  return [
    { label: monthYear(month), period: { from: month, to: now } },
    { label: monthYear(last), period: { from: last, to: daysAfter(month, -1) } },
    { label: t('per.quarter'), period: { from: quarter, to: now } },
    { label: t('per.quarter.last'), period: { from: monthFrom(quarter, -3), to: daysAfter(quarter, -1) } },
    { label: t('per.year', { y: year }), period: { from: year + '-01-01', to: now } },
    { label: t('per.year', { y: before }), period: { from: before + '-01-01', to: before + '-12-31' } },
  ];
}

/** @param {{ period: Period, set: (p: Period) => void }} p */
export function DaysPeriod({ period, set }) {
  const now = today(new Date());
  const button = html`
    <${Icon} name="calendar" size=${15} />
    ${dayYear(period.from)} – ${dayYear(period.to)}
    <${Icon} name="chevron-down" size=${14} />
  `;
  return html`
    <${Popover} class="btn" align="end" name=${t('per.title')} button=${button}>
      ${(/** @type {() => void} */ close) => html`
        <${Choices}
          close=${close}
          items=${usual(now).map((u) => ({
            label: u.label,
            on: u.period.from === period.from && u.period.to === period.to,
            run: () => set(u.period),
          }))}
        />
        <div class="own-days">
          <${Field}
            label=${t('acc.from')}
            type="date"
            value=${period.from}
            onInput=${(/** @type {string} */ v) => isDay(v) && set({ from: v, to: v > period.to ? v : period.to })}
          />
          <${Field}
            label=${t('acc.to')}
            type="date"
            value=${period.to}
            onInput=${(/** @type {string} */ v) => isDay(v) && set({ from: v < period.from ? v : period.from, to: v })}
          />
        </div>
      `}
    </${Popover}>
  `;
}
