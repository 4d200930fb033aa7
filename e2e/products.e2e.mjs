// A supplier keeps its products: renames one on the spot, changes many and takes it back, is told when somebody was faster, and puts
// a draft on sale that a buyer then sees.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, base, settled, start, stop, watch } from './browser.mjs';
import { signedIn } from './people.mjs';

before(start);
after(stop);

/** @param {string} role */
async function at(role) {
  const context = await signedIn(role);
  await context.addInitScript(() => localStorage.setItem('prefs', JSON.stringify({ lang: 'en' })));
  const page = await context.newPage();
  return { context, page, errors: watch(page) };
}

/** Calls the API as the page does. @param {import('playwright-core').Page} page @param {string} method @param {string} path @param {unknown} body */
const call = (page, method, path, body) =>
  page.evaluate(
    async ([m, p, b]) => {
      const token =
        document.cookie
          .split('; ')
          .find((c) => c.startsWith('povtor_csrf='))
          ?.split('=')[1] ?? '';
      const r = await fetch('/api/v1' + p, {
        method: m,
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': decodeURIComponent(token) },
        body: b === '' ? undefined : b,
      });
      return { status: r.status, body: await r.json().catch(() => null) };
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)],
  );

test('products are changed on the spot, by the hundred, and back', async () => {
  const { context, page, errors } = await at('supplier_manager');
  await page.goto(base + '/products?q=DIN%20933');
  await settled(page);
  assert.deepEqual(await axe(page), []);
  const first = page.locator('tbody tr').first();
  await first.getByRole('button', { name: /^Rename/ }).click();
  await first.getByRole('textbox', { name: 'Name' }).fill('Hex bolt, renamed');
  await first.getByRole('button', { name: 'Save' }).click();
  await first.getByRole('link', { name: 'Hex bolt, renamed' }).waitFor();

  await first.getByRole('checkbox').check();
  await page.locator('tbody tr').nth(1).getByRole('checkbox').check();
  await page.getByText('2 chosen').waitFor();
  await page.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What to change').selectOption('brand');
  await dialog.getByLabel('To', { exact: true }).fill('Severmet');
  await dialog.getByRole('button', { name: 'Change 2' }).click();
  await page.getByText('2 products changed').waitFor();
  await page.locator('tbody tr', { hasText: 'Severmet' }).nth(1).waitFor();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Taken back').waitFor();
  await page.locator('tbody tr', { hasText: 'Severmet' }).first().waitFor({ state: 'detached' });
  assert.deepEqual(errors, []);
  await context.close();
});

test('the second of two editors is told, and loses nothing', async () => {
  const { context, page } = await at('supplier_manager');
  await page.goto(base + '/products');
  await settled(page);
  const list = await call(page, 'GET', '/products?limit=1&q=DIN%20934', undefined);
  const p = list.body.items[0];
  await page.goto(base + '/products/' + p.id);
  await settled(page);
  await page.locator('#part').getByLabel('Name').nth(1).fill('Typed by the second');
  const faster = await call(page, 'PATCH', '/products/' + p.id, { brand: 'Faster' });
  assert.equal(faster.status, 200);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page
    .getByRole('alert')
    .getByText(/changed this product meanwhile/)
    .waitFor();
  await page.getByRole('button', { name: 'Save mine on top' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const now = await call(page, 'GET', '/products/' + p.id, undefined);
  assert.equal(now.body.brand, 'Faster');
  assert.equal(now.body.name_en, 'Typed by the second');
  await context.close();
});

test('a draft is put on sale, and a buyer sees it', async () => {
  const { context, page, errors } = await at('supplier_manager');
  await page.goto(base + '/products');
  await settled(page);
  const { id } = (await call(page, 'GET', '/products?limit=1&status=active&q=DIN%20125', undefined)).body.items[0];
  await page.goto(base + '/products/' + id);
  await settled(page);
  const draft = await call(page, 'PATCH', '/products/' + id, { status: 'draft' });
  assert.equal(draft.status, 200);
  const { context: theirs, page: shop } = await at('buyer');
  await shop.goto(base + '/catalogue/' + id);
  await shop.getByText('Not to be found').waitFor();
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: 'Put on sale' }).click();
  await page.getByRole('heading', { level: 1 }).getByText('On sale').waitFor();
  await shop.reload();
  await shop.getByRole('heading', { level: 1 }).getByText(draft.body.name_en).waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.locator('.diff ins', { hasText: 'active' }).first().waitFor();
  assert.deepEqual(errors, []);
  await context.close();
  await theirs.close();
});
