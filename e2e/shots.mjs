// Pictures of every page: node e2e/run.mjs e2e/shots.mjs [names, comma-separated]. SIZES, THEMES and LANGS narrow it down.
import { mkdirSync } from 'node:fs';
import { start, stop } from './browser.mjs';
import { goTo, signedIn, tours } from './people.mjs';

const out = new URL('./shots/', import.meta.url).pathname;
const only = process.argv[2]?.split(',');
const list = (/** @type {string} */ name, /** @type {string} */ usual) => (process.env[name] ?? usual).split(',');
/** @type {Record<string, import('playwright-core').BrowserContextOptions>} */
const sizes = {
  1440: { viewport: { width: 1440, height: 900 } },
  390: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true },
};

mkdirSync(out, { recursive: true });
await start();
for (const size of list('SIZES', '1440,390'))
  for (const theme of list('THEMES', 'light,dark'))
    for (const lang of list('LANGS', 'en,ru'))
      for (const [role, stops] of Object.entries(tours)) {
        const context = await signedIn(role, sizes[size]);
        await context.addInitScript((p) => localStorage.setItem('prefs', JSON.stringify(p)), { theme, lang });
        for (const s of stops) {
          if (only && !only.includes(s.name)) continue;
          const page = await context.newPage();
          await goTo(page, s);
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          await page.screenshot({ path: `${out}${s.name}-${size}-${theme}-${lang}.png` });
          await page.close();
        }
        await context.close();
      }
await stop();
