// A supplier sees what a client looked for and did not find, teaches the search, and the client finds it; the keyboard is enough.
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

test('what is not found becomes a synonym, and is found', async () => {
  const buyer = await at('buyer');
  await buyer.page.goto(base + '/catalogue');
  await settled(buyer.page);
  const box = buyer.page.getByRole('combobox', { name: 'Search by name, SKU or brand' });
  await box.fill('штуковина');
  await buyer.page.getByText('No products match').waitFor();

  const supplier = await at('supplier_manager');
  await supplier.page.goto(base + '/search-words');
  await settled(supplier.page);
  await supplier.page.getByRole('button', { name: 'Add synonym for “штуковина”' }).click();
  await supplier.page.getByLabel('Products are called').fill('гайка');
  await supplier.page.getByRole('button', { name: 'Add', exact: true }).click();
  await supplier.page.getByRole('button', { name: 'Remove “штуковина”' }).waitFor();
  assert.deepEqual(await axe(supplier.page), []);

  await buyer.page.reload();
  await settled(buyer.page);
  await buyer.page
    .getByRole('link', { name: /^Hex nut|^Гайка/ })
    .first()
    .waitFor();
  assert.deepEqual([...buyer.errors, ...supplier.errors], []);
  await buyer.context.close();
  await supplier.context.close();
});

test('suggestions are walked with the keyboard, one’s own number leads to the product', async () => {
  const { context, page, errors } = await at('buyer');
  await page.goto(base + '/catalogue');
  await settled(page);
  const box = page.getByRole('combobox', { name: 'Search by name, SKU or brand' });
  await box.pressSequentially(',jkn', { delay: 30 }); // болт on the other keyboard
  await page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first().waitFor();
  assert.deepEqual(await axe(page), []);
  await box.press('ArrowDown');
  assert.ok(await box.getAttribute('aria-activedescendant'));
  await box.press('Enter');
  await page.waitForURL(/\/catalogue\/[0-9a-f-]+$/);
  await settled(page);
  await page.getByLabel('Your own number').fill('E2E-777/1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Number saved').waitFor();
  const name = await page.locator('h1').innerText();
  await page.goto(base + '/catalogue?q=e2e7771');
  await settled(page);
  await page.getByRole('link', { name }).first().waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});
