// Every page, by everyone who may open it: nothing for axe to find, no line too long for a phone, a clean console.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, desktop, start, stop, watch } from './browser.mjs';
import { goTo, signedIn, tours } from './people.mjs';

before(start);
after(stop);

const narrow = { viewport: { width: 320, height: 640 } };
const looks = [
  { name: 'desktop, light, English', options: desktop, prefs: { theme: 'light', lang: 'en' } },
  { name: 'phone, dark, Russian', options: narrow, prefs: { theme: 'dark', lang: 'ru' } },
];
/** What hangs out of the window on the right. @param {import('playwright-core').Page} page */
const overflow = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > width + 1);
    return wide.slice(0, 3).map((e) => `${e.tagName} ${e.getAttribute('class')}`);
  });
/** The spacing that WCAG 1.4.12 lets a reader set. @param {import('playwright-core').Page} page */
const spread = (page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}');
    document.adoptedStyleSheets = [sheet];
  });

for (const [role, stops] of Object.entries(tours))
  for (const look of looks)
    describe(`${role}: ${look.name}`, { concurrency: 2 }, async () => {
      /** @type {import('playwright-core').BrowserContext} */
      let context;
      before(async () => {
        context = await signedIn(role, look.options);
        await context.addInitScript((p) => {
          if (self === top) localStorage.setItem('prefs', JSON.stringify(p)); // a letter's frame has no storage
        }, look.prefs);
      });
      after(() => context.close());
      for (const stop of stops)
        test(stop.name, async () => {
          const page = await context.newPage();
          const errors = watch(page);
          await goTo(page, stop);
          assert.deepEqual(await axe(page), [], 'axe');
          assert.deepEqual(await overflow(page), [], 'fits');
          await spread(page);
          assert.deepEqual(await overflow(page), [], 'fits with wide spacing');
          assert.deepEqual(errors, [], 'console');
          await page.close();
        });
    });
