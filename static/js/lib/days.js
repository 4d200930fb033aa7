// Civil days as the API writes them ("2026-11-21"): no clock, no zone.
const DAY = 864e5;
const SATURDAY = 6;
const SUNDAY = 0;

/** @param {string} day @param {number} n */
export const daysAfter = (day, n) => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);
/** The first working day at least n days on: nobody is rung up on a Sunday. @param {string} day @param {number} n */
export function workingDayAfter(day, n) {
  let at = Date.parse(day) + n * DAY;
  while ([SATURDAY, SUNDAY].includes(new Date(at).getUTCDay())) at += DAY;
  return new Date(at).toISOString().slice(0, 10);
}
/** Whole days from one to the other. @param {string} from @param {string} to */
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
/**
 * Neighbours of one day together, in the order they came in.
 * @template T
 * @param {T[]} items @param {(x: T) => string} dayOf @returns {[string, T[]][]}
 */
export function byDay(items, dayOf) {
  /** @type {[string, T[]][]} */
  const days = [];
  for (const x of items) {
    const day = dayOf(x);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(x);
    else days.push([day, [x]]);
  }
  return days;
}
