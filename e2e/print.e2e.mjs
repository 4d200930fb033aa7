// A price list to keep: a buyer's from the catalogue at its own prices, a supplier's at the prices of one of its clients.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { axe, base, settled, start, stop } from './browser.mjs';
import { signedIn } from './people.mjs';

before(start);
after(stop);

/** Makes a price list on the page that is open, and fetches it. @param {import('playwright-core').Page} page @param {string} form */
async function made(page, form) {
  await page.locator('.print-f select').last().selectOption(form);
  await page.locator('.print-f .btn.primary').click();
  const get = page.locator('tbody tr').first().getByRole('button');
  await get.waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), get.click()]);
  assert.ok(download.suggestedFilename().endsWith('.' + form), download.suggestedFilename());
  return readFile(await download.path());
}

test('a buyer takes the catalogue home at its own prices', async () => {
  const context = await signedIn('buyer');
  const page = await context.newPage();
  await page.goto(base + '/catalogue');
  await settled(page);
  await page.locator('a[href^="/price-list"]').click();
  await settled(page);
  assert.equal(String((await made(page, 'xlsx')).subarray(0, 2)), 'PK');
  assert.deepEqual(await axe(page), []);
  await context.close();
});

test('a supplier prints what one of its clients may buy', async () => {
  const context = await signedIn('supplier_manager');
  const page = await context.newPage();
  await page.goto(base + '/print');
  await settled(page);
  await page.locator('.print-f select').first().selectOption({ index: 1 });
  await settled(page);
  assert.equal(String((await made(page, 'pdf')).subarray(0, 4)), '%PDF');
  assert.deepEqual(await axe(page), []);
  await context.close();
});
