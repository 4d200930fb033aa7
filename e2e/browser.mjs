// One browser for a test file, clean pages for its tests, and axe under the strict policy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const base = process.env.BASE ?? 'http://127.0.0.1:8080';
const axeSource = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
export const desktop = { viewport: { width: 1440, height: 900 } };
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** @type {import('playwright-core').Browser} */
let browser;
export async function start() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
export const stop = () => browser.close();

/** A browser of one's own, with nobody signed in; where the program has a clock of its own, it goes by that. @param {import('playwright-core').BrowserContextOptions} [options] */
export async function newContext(options) {
  const context = await browser.newContext({ ...desktop, reducedMotion: 'reduce', locale: 'en-GB', ...options });
  if (process.env.POVTOR_CLOCK) await context.addInitScript(startAt, Date.parse(process.env.POVTOR_CLOCK));
  return context;
}
/** Makes a page's dates run on from an instant. @param {number} instant */
function startAt(instant) {
  const ahead = instant - Date.now();
  const now = () => Math.floor(performance.timeOrigin + performance.now() + ahead);
  globalThis.Date = /** @type {any} */ (
    new Proxy(Date, {
      construct: (D, args) => Reflect.construct(D, args.length ? args : [now()]),
      get: (D, name) => (name === 'now' ? now : Reflect.get(D, name)),
    })
  );
}

/** The page has drawn its first screen, and nothing is loading. @param {import('playwright-core').Page} page */
export async function settled(page) {
  await page.waitForFunction(
    () => performance.getEntriesByName('app-rendered').length && !document.querySelector('[aria-busy=true]'),
  );
}

/** What the console of a page complains about, the policy included. @param {import('playwright-core').Page} page */
export function watch(page) {
  /** @type {string[]} */
  const errors = [];
  page.on('console', (m) => {
    if (m.type() === 'error') errors.push(m.text());
  });
  page.on('pageerror', (e) => errors.push(e.message));
  return errors;
}

/**
 * Opens an address. Closing it fails on anything the console complained about, the policy included.
 * @param {string} url @param {import('playwright-core').BrowserContext} [context]
 */
export async function open(url, context) {
  const ctx = context ?? (await newContext());
  const page = await ctx.newPage();
  const errors = watch(page);
  await page.goto(base + url);
  await settled(page);
  const close = async () => {
    await (context ? page : ctx).close();
    assert.deepEqual(errors, [], 'the console is clean');
  };
  return { page, errors, close };
}

/** What axe finds wrong, in a line each. It is evaluated through the debugger: no script tag, the policy stays. @param {import('playwright-core').Page} page */
export async function axe(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() =>
    /** @type {any} */ (globalThis).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'target-size': { enabled: true } },
    }),
  );
  return found.violations.map((/** @type {any} */ v) => {
    const where = v.nodes.slice(0, 3).map((/** @type {any} */ n) => n.target.join(' '));
    return `${v.id} (${v.impact}) ×${v.nodes.length}: ${where.join(' | ')}`;
  });
}
