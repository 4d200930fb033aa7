// A supplier's figures: what sold, month by month; who has gone quiet; what a client never bought; all of it to take away.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { axe, base, phone, settled, start, stop, watch } from './browser.mjs';
import { signedIn } from './people.mjs';

before(start);
after(stop);

/** Opens a kind of figures. @param {import('playwright-core').Page} page @param {string} tab */
async function look(page, tab) {
  await page.locator('#figures-' + tab).click();
  await settled(page);
}

test('a supplier reads what sold, compares two spans and takes a table away', async () => {
  const context = await signedIn('supplier_manager');
  const page = await context.newPage();
  const errors = watch(page);
  await page.goto(base + '/today');
  await settled(page);
  await page.locator('main a[href="/figures"]').first().click();
  await settled(page);
  await page.locator('.chart svg').waitFor();
  const year = await page.locator('.kpi-v b').first().textContent();

  await page.locator('.figures .ph-a [popovertarget]').first().click();
  await page.locator('.figures .pop:popover-open .choices button').first().click();
  await page.waitForURL((u) => u.searchParams.has('from'));
  await page.waitForFunction((was) => document.querySelector('.kpi-v b')?.textContent !== was, year);
  await page.reload();
  await settled(page);
  assert.notEqual(await page.locator('.kpi-v b').first().textContent(), year, 'the address keeps the months');

  await page.locator('.chart-c .btn.icon').click();
  const months = page.locator('.figures table').first().locator('tbody tr');
  await months.first().waitFor();
  assert.equal(await months.count(), 3);
  await page.locator('.figures .ph-a [popovertarget]').last().click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.figures .pop:popover-open button', { hasText: 'CSV' }).first().click(),
  ]);
  assert.match(file.suggestedFilename(), /^months-.*\.csv$/);
  assert.equal((await readFile(await file.path(), 'utf8')).trim().split('\n').length, 4, 'a head and three months');
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(errors, []);
  await context.close();
});

test('clients, products and the quiet are told; on a phone, too', async () => {
  const context = await signedIn('supplier_manager', phone);
  const page = await context.newPage();
  const errors = watch(page);
  await page.goto(base + '/figures');
  await settled(page);
  for (const tab of ['clients', 'products', 'quiet', 'unsold', 'health', 'reminders']) {
    await look(page, tab);
    await page.locator('#figures :is(table, .panel)').first().waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${tab} is ${over} px too wide`);
    assert.deepEqual(await axe(page), [], tab);
  }
  await look(page, 'unsold');
  const all = await page.locator('#figures tbody .pname').first().textContent();
  await page.locator('#figures select').selectOption({ index: 1 });
  await page.waitForFunction((was) => document.querySelector('#figures tbody .pname')?.textContent !== was, all);
  assert.ok(new URL(page.url()).searchParams.get('client'));
  assert.deepEqual(errors, []);
  await context.close();
});

test('a buyer has no figures', async () => {
  const context = await signedIn('buyer');
  const page = await context.newPage();
  await page.goto(base + '/figures');
  await settled(page);
  assert.equal(await page.locator('.kpis').count(), 0);
  await context.close();
});
