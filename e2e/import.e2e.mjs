// A supplier's price list with faults in it: columns told, the dry run read, a jump of price said yes to, written, seen by a
// buyer, and taken back.
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

test('a price list is read, compared, written, seen by a buyer and taken back', async () => {
  const { context, page, errors } = await at('supplier_admin');
  const { context: theirs, page: shop } = await at('buyer');
  // a product of this supplier that the buyer sees with its price
  const own = await (await page.request.get(base + '/api/v1/products?status=active&limit=50')).json();
  const product = own.items.find((/** @type {any} */ p) => p.list_price);
  const was = Number(product.list_price);
  const list = [
    'SKU;What it is;Price;Stock',
    `${product.sku};${product.name};${(was * 2).toFixed(2)};50`,
    'E2E-1;A brand new thing;12,50;5',
    ';No code at all;9;1',
    'E2E-2;Priced by telephone;on request;1',
  ].join('\r\n');

  await page.goto(base + '/imports');
  await settled(page);
  assert.deepEqual(await axe(page), []);
  await page
    .getByLabel('Choose files')
    .setInputFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.waitForURL(/\/imports\/./);
  await page.getByRole('button', { name: 'Check the file' }).waitFor();
  await settled(page);
  assert.deepEqual(await axe(page), []);
  await page.getByLabel('Means: SKU').selectOption('sku');
  await page.getByLabel('Means: What it is').selectOption('name_ru');
  await page.getByLabel('Means: Price').selectOption('price');
  await page.getByLabel('Means: Stock').selectOption('stock');
  await page.getByRole('button', { name: 'Check the file' }).click();

  await page.getByRole('heading', { name: 'Look at this first' }).waitFor();
  await settled(page);
  assert.deepEqual(await axe(page), []);
  const apply = page.getByRole('button', { name: /^Apply/ });
  assert.ok(await apply.isDisabled(), 'a jump of price waits for a yes');
  await page.getByRole('tab', { name: /Faults/ }).click();
  await page
    .getByRole('row', { name: /row left out/ })
    .first()
    .waitFor();
  for (const yes of await page.getByRole('checkbox', { name: 'Yes, that is meant' }).all()) await yes.check();
  await apply.click();
  await page.getByRole('button', { name: 'Take the import back' }).waitFor();

  const price = async () => {
    const seen = await (await shop.request.get(`${base}/api/v1/products/${product.id}`)).json().catch(() => ({}));
    const own = await (await page.request.get(`${base}/api/v1/products/${product.id}`)).json();
    return { seen, list: Number(own.list_price) };
  };
  assert.equal((await price()).list, was * 2);
  await shop.goto(base + '/catalogue?q=E2E-1');
  await shop.getByText('A brand new thing').first().waitFor();

  await page.getByRole('button', { name: 'Take the import back' }).click();
  const sure = page.getByRole('dialog');
  assert.deepEqual(await axe(page), []);
  await sure.getByRole('button', { name: 'Take the import back' }).click();
  await page.getByText('Taken back', { exact: false }).first().waitFor();
  assert.equal((await price()).list, was);
  await shop.reload();
  await settled(shop);
  assert.equal(await shop.getByText('A brand new thing').count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
  await theirs.close();
});
