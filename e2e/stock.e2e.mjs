// A supplier's stock: counted by hand in one warehouse, announced, received, and seen by a buyer.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, base, settled, start, stop, watch } from './browser.mjs';
import { signedIn } from './people.mjs';

before(start);
after(stop);

test('a count by hand is what the list says, and the sum of its warehouses', async () => {
  const context = await signedIn('supplier_manager');
  const page = await context.newPage();
  const errors = watch(page);
  await page.goto(base + '/stock?q=FA-010170');
  await settled(page);
  await page.locator('td button.linklike').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  assert.deepEqual(await axe(page), []);
  const fields = dialog.locator('input[inputmode=decimal], input[type=text], input:not([type])');
  await fields.first().fill('777');
  await dialog.locator('.primary').click();
  await dialog.waitFor({ state: 'hidden' });
  await page.waitForFunction(() => /777/.test(document.querySelector('tbody tr')?.textContent ?? ''));
  await page.reload();
  await settled(page);
  assert.match((await page.locator('tbody tr').first().textContent()) ?? '', /777/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a delivery under way is received once, and lies on the shelf', async () => {
  const context = await signedIn('supplier_manager');
  const page = await context.newPage();
  await page.goto(base + '/stock?tab=incoming');
  await settled(page);
  assert.deepEqual(await axe(page), []);
  const before = await page.locator('tbody tr').count();
  const sku = (await page.locator('tbody tr small').first().textContent())?.trim() ?? '';
  await page.locator('tbody tr button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.primary').click();
  await dialog.waitFor({ state: 'hidden' });
  await page.waitForFunction((n) => document.querySelectorAll('tbody tr').length < n, before);
  await page.goto(base + '/stock?q=' + sku);
  await settled(page);
  assert.doesNotMatch((await page.locator('tbody tr td.num').first().textContent()) ?? '', /^\s*0 /);
  await context.close();
});
