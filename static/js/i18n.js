// Messages, plurals, numbers, money, dates. Intl does the hard part; here is what the screens call.
import { batch, computed, signal } from '@preact/signals';
import en from '../locales/en.js';
import { rooms } from './words.js';

/** @typedef {import('./words.js').Room} Room */
/** @typedef {import('./words.js').Messages} Messages */
/** @typedef {keyof Messages} Key */
/** @typedef {Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }} Plural */
/** @typedef {Record<string, string | Plural>} Catalogue */

export const locales = /** @type {const} */ ({
  en: { name: 'English', tag: 'en-GB' },
  ru: { name: 'Русский', tag: 'ru-RU' },
});
/** @typedef {keyof typeof locales} Lang */

export const lang = signal(/** @type {Lang} */ ('en'));
/** The time zone that instants are read in: the signed-in company's, a stranger's own. */
export const timeZone = signal(Intl.DateTimeFormat().resolvedOptions().timeZone);
const messages = signal(/** @type {Catalogue} */ (en));
const tag = computed(() => locales[lang.value].tag);
const rules = computed(() => new Intl.PluralRules(tag.value));
/** @type {Set<Room>} */
const wanted = new Set(/** @type {const} */ (['shared']));

/** @type {Lang} */
let target = 'en';
/** @type {Promise<void>} */
let latest = Promise.resolve();
let turns = 0;
/** Puts the words together and shows them. Asked again meanwhile, for another language or side, the last to ask decides. */
function compose() {
  const turn = ++turns;
  const run = async () => {
    const parts = await Promise.all([...wanted].map((room) => rooms[room][target]()));
    if (turn !== turns) return latest;
    batch(() => {
      messages.value = Object.assign({}, ...parts.map((p) => p.default));
      lang.value = target;
    });
    document.documentElement.lang = target;
  };
  return (latest = run());
}
/** Switches the language of everything shown. @param {string} to */
export function setLang(to) {
  target = /** @type {Lang} */ (Object.hasOwn(locales, to) ? to : 'en');
  return compose();
}
/** Fetches the words of rooms, before a screen that speaks them is shown. @param {...Room} asked */
export function need(...asked) {
  if (asked.every((room) => wanted.has(room))) return latest;
  asked.forEach((room) => wanted.add(room));
  return compose();
}

/**
 * @param {Key} key
 * @param {Record<string, string | number>} [vars] `n` picks the plural form
 */
export function t(key, vars) {
  const m = messages.value[key] ?? key;
  const s = typeof m === 'string' ? m : (m[rules.value.select(Number(vars?.n))] ?? m.other);
  if (!vars) return s;
  return s.replace(/\{(\w+)\}/g, (_, k) => (typeof vars[k] === 'number' ? num(vars[k]) : String(vars[k] ?? '')));
}

/** @type {Map<string, Intl.NumberFormat | Intl.DateTimeFormat>} */
const made = new Map();
/**
 * The server says what a reader's language knows of prices and quantities; its other faults are English, for people who
 * write clients. Those are said here, by code, in words that are fetched when first needed.
 * @type {Partial<Record<Lang, { spoken: RegExp, words: () => Promise<{ default: Record<string, string> }> }>>}
 */
const foreign = { ru: { spoken: /[а-яё]/i, words: () => import('../locales/ru-faults.js') } };
/** A fault in the reader's language. @param {string | undefined} code @param {string | undefined} theirs the server's own words */
export async function inWords(code, theirs) {
  const mine = foreign[/** @type {'ru'} */ (lang.peek())];
  if (!mine || mine.spoken.test(theirs ?? '')) return theirs;
  const words = await mine.words().catch(() => null);
  return words?.default[code ?? ''] ?? theirs;
}

/** @template {Intl.NumberFormat | Intl.DateTimeFormat} T @param {string} k @param {() => T} make @returns {T} */
function memo(k, make) {
  const id = tag.value + k;
  const f = made.get(id) ?? make();
  made.set(id, f);
  return /** @type {T} */ (f);
}

/** @typedef {string | number} Decimal an exact decimal as the API writes it ("1642.20"), or a plain count */
/** @param {string} k @param {Intl.NumberFormatOptions} o @param {Decimal} v */
const number = (k, o, v) =>
  memo(k, () => new Intl.NumberFormat(tag.value, o)).format(/** @type {Intl.StringNumericLiteral} */ (v));

/** @param {Decimal} v */
export const num = (v) => number('n', { maximumFractionDigits: 3 }, v);
/** @param {Decimal} v @param {string} currency */
export const money = (v, currency) =>
  number('m' + currency, { style: 'currency', currencyDisplay: 'narrowSymbol', currency }, v);
/** Whole units, for estimates. @param {Decimal} v @param {string} currency */
export const money0 = (v, currency) =>
  number(
    'm0' + currency,
    { style: 'currency', currencyDisplay: 'narrowSymbol', currency, maximumFractionDigits: 0 },
    v,
  );
/** Up to four places, as unit prices have. @param {Decimal} v @param {string} currency */
export const unitPrice = (v, currency) =>
  number(
    'mu' + currency,
    { style: 'currency', currencyDisplay: 'narrowSymbol', currency, maximumFractionDigits: 4 },
    v,
  );
/** @param {Decimal} v @param {string} currency */
export const moneyShort = (v, currency) =>
  number(
    'ms' + currency,
    { style: 'currency', currencyDisplay: 'narrowSymbol', currency, notation: 'compact', maximumFractionDigits: 1 },
    v,
  );
/** @param {Decimal} v a share: 0.2 is 20 % */
export const pct = (v, digits = 1) => number('p' + digits, { style: 'percent', maximumFractionDigits: digits }, v);
/** @param {Decimal} v a share, with its sign */
export const signedPct = (v) =>
  number('sp', { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }, v);

/** @typedef {string | number | Date} When a day ("2026-11-21"), an instant ("2026-11-21T08:00:00Z"), or milliseconds of a day in UTC */
const isInstant = (/** @type {When} */ d) => d instanceof Date || (typeof d === 'string' && d.length > 10);
/** @param {string} k @param {Intl.DateTimeFormatOptions} o @param {When} d */
function date(k, o, d) {
  const zone = isInstant(d) ? timeZone.value : 'UTC';
  return memo(k + zone, () => new Intl.DateTimeFormat(tag.value, { ...o, timeZone: zone })).format(new Date(d));
}
/** Milliseconds of a civil day, for arithmetic. @param {string} d */
export const civil = (d) => Date.parse(d.slice(0, 10));
/** The civil day now, in the company's time zone: "2026-11-21". @param {Date} now */
export const today = (now) => new Intl.DateTimeFormat('en-CA', { timeZone: timeZone.value }).format(now);

/** @param {When} d */
export const day = (d) => date('d', { day: 'numeric', month: 'short' }, d);
/** @param {When} d */
export const month = (d) => date('mo', { month: 'short' }, d);
/** Without the Russian "г.", which only says that 2026 is a year. @param {When} d */
export const monthYear = (d) => date('my', { month: 'short', year: 'numeric' }, d).replace(/\s*г\.$/, '');
/** @param {When} d */
export const dayLong = (d) => date('dl', { weekday: 'long', day: 'numeric', month: 'long' }, d);
/** @param {When} d */
export const dayWeek = (d) => date('dw', { weekday: 'short', day: 'numeric', month: 'short' }, d);
/** @param {When} d */
export const dayYear = (d) => date('dy', { day: 'numeric', month: 'short', year: 'numeric' }, d);
/** @param {When} d */
export const dateTime = (d) => date('dt', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }, d);
