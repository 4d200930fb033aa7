// The pages' rules that need no browser: words, decimals, windows of rows, addresses.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { byDay, daysAfter, daysBetween, workingDayAfter } from '../static/js/lib/days.js';
import * as decimal from '../static/js/lib/decimal.js';
import { firstName, initials, isMail } from '../static/js/lib/words.js';
import { range } from '../static/js/ui/window-rows.js';
import { find, screens } from '../static/js/routes.js';
import { rooms } from '../static/js/words.js';

const root = new URL('../static/', import.meta.url).pathname;
/** @typedef {import('../static/js/words.js').Room} Room */
const everyRoom = /** @type {Room[]} */ (Object.keys(rooms));
/** @param {Room} room @param {'en' | 'ru'} [lang] @returns {Promise<Record<string, any>>} */
const words = async (room, lang = 'en') => (await rooms[room][lang]()).default;
const holes = (/** @type {string} */ s) => [...s.matchAll(/\{\w+\}/g)].map(String).sort().join();

test('every locale has every key, every placeholder and every plural form', async () => {
  for (const room of everyRoom) {
    const en = await words(room);
    for (const lang of /** @type {const} */ (['en', 'ru'])) {
      const m = await words(room, lang);
      const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
      assert.deepEqual(Object.keys(m).sort(), Object.keys(en).sort(), `${lang} ${room}`);
      for (const [key, v] of Object.entries(m)) {
        const said = `${lang} ${room} ${key}`;
        const wanted = holes(typeof en[key] === 'string' ? en[key] : en[key].other);
        if (typeof v !== 'string') for (const form of forms) assert.ok(v[form], `${said} has no "${form}"`);
        for (const text of typeof v === 'string' ? [v] : Object.values(v)) assert.equal(holes(text), wanted, said);
      }
    }
  }
});

test('no key is told twice', async () => {
  const seen = new Set();
  for (const room of everyRoom)
    for (const key of Object.keys(await words(room))) {
      assert.ok(!seen.has(key), key);
      seen.add(key);
    }
});

/** The modules that one draws on, itself among them. @param {string} file @param {Set<string>} [known] @returns {Set<string>} */
function drawnOn(file, known = new Set()) {
  if (known.has(file) || file.endsWith('/routes.js')) return known;
  known.add(file);
  for (const [, to] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.js)'/g))
    if (!to.includes('/locales/')) drawnOn(join(dirname(file), to), known);
  return known;
}

test('a screen says only words that are fetched with it', async () => {
  const shared = Object.keys(await words('shared'));
  for (const s of screens) {
    const module = /import\('\.\/([^']+)'\)/.exec(String(s.load))?.[1] ?? assert.fail(s.path);
    const fetched = await Promise.all([s.side, ...(s.words ?? [])].map((room) => words(room)));
    const mine = new Set([...shared, ...fetched.flatMap(Object.keys)]);
    for (const file of drawnOn(join(root, 'js', module)))
      for (const [, key] of readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([^']+)'/g))
        assert.ok(mine.has(key), `${s.path}: ${file.slice(root.length)} says ${key}`);
  }
});

test('every fault that the server names has Russian words', async () => {
  const said = (await import('../static/locales/ru-faults.js')).default;
  const named = [/Faulty\(\s*(?:models\.)?\w+,\s*"([a-z-]+)"/g, /\.(?:Check|Add|At)\(.*"([a-z-]+)",\s*"[^"]+"\)/g];
  const home = new URL('..', import.meta.url).pathname;
  const sources = ['api', 'models', 'portal'].flatMap((floor) =>
    readdirSync(join(home, floor), { recursive: true, encoding: 'utf8' }).map((f) => join(floor, f)),
  );
  for (const f of sources.filter((name) => /(?<!_test)\.go$/.test(name) && !/importing|demo/.test(name)))
    for (const re of named)
      for (const [, code] of readFileSync(join(home, f), 'utf8').matchAll(re))
        assert.ok(code in said, `${f} names ${code}; locales/ru-faults.js does not`);
});

test('every sign that the pages name is there, and none is carried for nothing', async () => {
  const { default: data } = await import('../static/js/ui/icon-data.js');
  const { signs } = await import('../tools/vendor.config.mjs');
  const sources = readdirSync(join(root, 'js'), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith('.js') && e.name !== 'icon-data.js')
    .map((e) => readFileSync(join(e.parentPath, e.name), 'utf8'))
    .join('\n');
  for (const [, name] of sources.matchAll(/(?:<\$\{Icon\} name=|\bicon[=:] ?)['"]([a-z0-9-]+)['"]/g))
    assert.ok(name in data, `no icon ${name}`);
  for (const name of signs) assert.match(sources, new RegExp(`['"]${name}['"]`), `${name} is not used`);
});

test('decimals are exact', () => {
  assert.equal(decimal.sum(['0.1', '0.2']), '0.3');
  assert.equal(decimal.sum(['9007199254740993.01', '0.99']), '9007199254740994.00');
  assert.equal(decimal.sum([], 2), '0.00');
  assert.equal(decimal.minus('5', '7.25'), '-2.25');
  assert.equal(decimal.minus('5', '-7.25'), '12.25');
  assert.equal(decimal.compare('10', '9.999'), 1);
  assert.equal(decimal.compare('1.50', '1.5'), 0);
  assert.throws(() => decimal.sum(['1e3']), RangeError);
});

test('a line is rounded once, half away from zero', () => {
  assert.equal(decimal.times('3', '15.6125'), '46.84');
  assert.equal(decimal.times('1', '0.005'), '0.01');
  assert.equal(decimal.times('1', '-0.005'), '-0.01');
  assert.equal(decimal.times('1', '0.0049'), '0.00');
  assert.equal(decimal.times('0.5', '1642.20'), '821.10');
  assert.equal(decimal.times('2', '15', 0), '30');
  assert.deepEqual(['RUB', 'JPY', 'KWD'].map(decimal.placesOf), [2, 0, 3]);
});

test('multiples count from the minimum', () => {
  assert.deepEqual(['1', '3', '4', '5', '6'].map((q) => decimal.onMultiple(q, '3', '2')), ['3', '3', '5', '5', '7']); // prettier-ignore
  assert.equal(decimal.onMultiple('0.7', '0.5', '0.25'), '0.75');
  assert.equal(decimal.onMultiple('12', '1', '1'), '12');
});

test('quantities: blank is not zero, thousands are read, words are not', () => {
  assert.deepEqual(['6', '1 200', '1,200', ' 14 ', '0,5', '2.50', '007'].map(decimal.readQuantity), ['6', '1200', '1200', '14', '0.5', '2.5', '7']); // prettier-ignore
  for (const bad of ['', 'two', '-3', '0', '0x10', '1.2345', '1,2,3'])
    assert.equal(decimal.readQuantity(bad), null, bad);
});

test('the price is that of the highest tier reached', () => {
  const tiers = [
    { from: '1', unit_price: '20.00' },
    { from: '10', unit_price: '18.00' },
    { from: '100', unit_price: '15.6125' },
  ];
  assert.deepEqual(['0.5', '1', '9', '10', '250'].map((q) => decimal.priceAt(tiers, q)), [null, '20.00', '20.00', '18.00', '15.6125']); // prettier-ignore
});

test('initials and first names', () => {
  assert.equal(initials('ООО «Тверьбумага Плюс»'), 'ТП');
  assert.equal(initials('Anna Keller'), 'AK');
  assert.equal(initials('Крона'), 'КР');
  assert.equal(firstName('Анна Ковалёва'), 'Анна');
});

test('an address is checked for slips of the fingers only', () => {
  for (const good of ['anna@company.example', ' anna.k+po@mail.company.рф ']) assert.ok(isMail(good), good);
  for (const bad of ['', 'anna', 'anna@company', 'an na@company.example', 'anna@@company.example'])
    assert.ok(!isMail(bad), bad);
});

test('working days: a Saturday and a Sunday go on to Monday', () => {
  assert.equal(workingDayAfter('2026-11-18', 1), '2026-11-19');
  assert.equal(workingDayAfter('2026-11-20', 1), '2026-11-23');
  assert.equal(workingDayAfter('2026-12-30', 3), '2027-01-04');
  assert.equal(daysAfter('2026-12-31', 1), '2027-01-01');
  assert.equal(daysBetween('2026-02-27', '2026-03-02'), 3);
});

test('neighbours of one day stand together', () => {
  const at = ['2026-11-21T09', '2026-11-21T08', '2026-11-20T10'];
  assert.deepEqual(byDay(at, (x) => x.slice(0, 10)), [['2026-11-21', at.slice(0, 2)], ['2026-11-20', at.slice(2)]]); // prettier-ignore
  assert.deepEqual(byDay([], String), []);
});

test('window of rows', () => {
  assert.deepEqual(range(10000, 56, 300, 900), [0, 17]);
  assert.deepEqual(range(10000, 56, -5600, 900), [94, 123]);
  assert.deepEqual(range(5, 56, 300, 900), [0, 5]);
  assert.deepEqual(range(5, 56, -90000, 900), [5, 5]);
});

test('addresses are told once, and find their screen', () => {
  assert.equal(new Set(screens.map((s) => s.path)).size, screens.length);
  for (const s of screens) assert.equal(find(s.path.replaceAll(/:\w+/g, '0190')), s, s.path);
  assert.equal(find('/no/such/page'), undefined);
});
