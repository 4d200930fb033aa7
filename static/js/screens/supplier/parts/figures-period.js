// The months that the figures are of: whole ones, compared with as many before them.
import { html } from '../../../h.js';
import { t, monthYear, today } from '../../../i18n.js';
import { Icon } from '../../../ui/icon.js';
import { Choices, Popover } from '../../../ui/popover.js';

/** @typedef {{ from: string, to: string }} Months such as "2026-01" */
/** @typedef {{ from: string, to: string, before: string, open: boolean, currency: string }} Span the period as the server read it */

const LONGEST = 60;

/** @param {string} month @param {number} n */
export function moved(month, n) {
  const [y, m] = month.split('-').map(Number);
  return new Date(Date.UTC(y, m - 1 + n, 1)).toISOString().slice(0, 7);
}
/** How many months, both ends counted. @param {Months} m */
export function lengthOf({ from, to }) {
  const [a, b] = [from, to].map((s) => s.split('-').map(Number));
  return (b[0] - a[0]) * 12 + b[1] - a[1] + 1;
}
const isMonth = (/** @type {string | undefined} */ s) => /^\d{4}-(0[1-9]|1[0-2])$/.test(s ?? '');

/** What the address asks for; the year that ends with this month where it asks for nothing that there is. @param {Record<string, string>} search @returns {Months} */
export function monthsOf(search) {
  const now = today(new Date()).slice(0, 7);
  const to = isMonth(search.to) ? search.to : now;
  const from = isMonth(search.from) ? search.from : moved(to, -11);
  const n = lengthOf({ from, to });
  return n >= 1 && n <= LONGEST ? { from, to } : { from: moved(now, -11), to: now };
}

/** @param {Months} m */
const said = ({ from, to }) => (from === to ? monthYear(from) : `${monthYear(from)} – ${monthYear(to)}`);

/** @param {string} now @returns {{ label: string, months: Months }[]} */
const usual = (now) => [
  ...[3, 6, 12, 24].map((n) => ({ label: t('fg.last', { n }), months: { from: moved(now, 1 - n), to: now } })),
  { label: t('fg.year', { y: now.slice(0, 4) }), months: { from: now.slice(0, 4) + '-01', to: now } },
  {
    label: t('fg.year', { y: moved(now, -12).slice(0, 4) }),
    months: { from: moved(now, -12).slice(0, 4) + '-01', to: moved(now, -12).slice(0, 4) + '-12' },
  },
];

/** @param {{ label: string, value: string, all: string[], choose: (m: string) => void }} p */
const Month = ({ label, value, all, choose }) => html`
  <label class="field">
    <span>${label}</span>
    <span class="sel">
      <select onChange=${(/** @type {any} */ e) => choose(e.target.value)}>
        ${all.map(
          (m) => html`
            <option key=${m} value=${m} selected=${m === value}>${monthYear(m)}</option>
          `,
        )}
      </select>
    </span>
  </label>
`;

/** @param {{ months: Months, set: (m: Months) => void }} p */
export function Period({ months, set }) {
  const now = today(new Date()).slice(0, 7);
  const all = Array.from({ length: LONGEST }, (_, i) => moved(now, -i));
  const first = (/** @type {string} */ from) => set({ from, to: from > months.to ? from : months.to });
  const last = (/** @type {string} */ to) => set({ from: months.from > to ? to : months.from, to });
  const button = html`
    <${Icon} name="calendar" />
    ${said(months)}
    <${Icon} name="chevron-down" size=${14} />
  `;
  return html`
    <${Popover} class="btn" align="end" name=${t('fg.period')} button=${button}>
      ${(/** @type {() => void} */ close) => html`
        <${Choices}
          close=${close}
          items=${usual(now).map((u) => ({
            label: u.label,
            on: u.months.from === months.from && u.months.to === months.to,
            run: () => set(u.months),
          }))}
        />
        <div class="fg-own">
          <${Month} label=${t('fg.from')} value=${months.from} all=${all} choose=${first} />
          <${Month} label=${t('fg.to')} value=${months.to} all=${all} choose=${last} />
        </div>
      `}
    </${Popover}>
  `;
}

/** With what the period is compared. @param {{ span: Span }} p */
export const Against = ({ span }) => html`
  <p class="fg-say quiet">
    ${t('fg.against', { months: said({ from: span.before, to: moved(span.from, -1) }) })}
    ${
      span.open &&
      html`
        ${' '}${t('fg.open')}
      `
    }
  </p>
`;
