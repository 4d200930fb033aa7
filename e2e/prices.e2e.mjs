// A supplier changes prices by a rule, as previewed, takes it back, and hides goods from a client.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, base, settled, start, stop, watch } from './browser.mjs';
import { person, signedIn } from './people.mjs';

before(start);
after(stop);

/** @param {string} role */
async function at(role) {
  const context = await signedIn(role);
  await context.addInitScript(() => localStorage.setItem('prefs', JSON.stringify({ lang: 'en' })));
  const page = await context.newPage();
  return { context, page, errors: watch(page) };
}

test('a rule is previewed, applied exactly so and taken back; what a rule hides from a client is gone for it', async () => {
  const seller = await at('supplier_manager');
  const buyer = await at('buyer');
  const { page } = seller;
  const call = async (/** @type {any} */ who, /** @type {string} */ path) =>
    (await who.page.request.get(base + '/api/v1' + path)).json();

  await page.goto(base + '/prices');
  await settled(page);
  await page.getByRole('heading', { name: 'Prices', level: 1 }).waitFor();
  assert.deepEqual(await axe(page), []);
  const lists = await call(seller, '/price-lists?limit=100');
  const list = lists.items.find((/** @type {any} */ l) => l.kind === 'list');
  const name = (await person('buyer')).organisation;
  const clients = await call(seller, '/trade-clients?limit=100');
  const client =
    clients.items.find((/** @type {any} */ c) => c.name === name || name.includes(c.name)) ?? clients.items[0];
  assert.ok(client);

  await page.goto(base + '/prices/' + list.id);
  await settled(page);
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'Change by rule' }).click();
  const drawer = page.getByRole('dialog', { name: 'Change by rule' });
  await drawer.getByLabel('Add, %').fill('10');
  await drawer.getByLabel('Round').selectOption('0.01');
  await drawer.getByRole('button', { name: 'Preview' }).click();
  await drawer.getByText(/products? will change/).waitFor();
  await drawer.getByText('Largest rises').waitFor();
  assert.deepEqual(await axe(page), []);
  const goods = (await call(seller, `/price-lists/${list.id}/prices?limit=1`)).items[0];
  await drawer.getByRole('button', { name: 'Apply' }).click();
  await page.getByText(/products? changed/).waitFor();
  const after = (await call(seller, `/price-lists/${list.id}/prices?limit=1`)).items[0];
  assert.equal(
    Number(after.tiers[0].price).toFixed(2),
    (Math.round(Number(goods.tiers[0].price) * 110 + 1e-9) / 100).toFixed(2),
  );
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Prices are as they were').waitFor();
  const again = (await call(seller, `/price-lists/${list.id}/prices?limit=1`)).items[0];
  assert.deepEqual(again.tiers, goods.tiers);

  await page.goto(base + '/visibility');
  await settled(page);
  await page.getByRole('heading', { name: 'Who sees what' }).waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await dialog.getByLabel('Clients', { exact: true }).selectOption('client');
  await dialog.getByRole('searchbox', { name: 'One client' }).fill(client.name);
  const choice = dialog.getByRole('list', { name: 'One client' }).getByRole('button');
  await choice.nth(1).waitFor({ state: 'detached' });
  await choice.first().click();
  const called = await dialog.locator('.found b').innerText();
  await dialog.getByLabel('Goods', { exact: true }).selectOption('all');
  await dialog.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByText(`everything is hidden from ${called}`).first().waitFor();
  const seen = await call(seller, `/trade-clients/${client.id}/visibility`);
  assert.equal(seen.seen, 0);
  await page.getByRole('button', { name: `Delete everything is hidden from ${called}` }).click();
  await page.getByText(`everything is hidden from ${called}`).first().waitFor({ state: 'detached' });
  assert.deepEqual(seller.errors, []);
  assert.deepEqual(buyer.errors, []);
  await seller.context.close();
  await buyer.context.close();
});
