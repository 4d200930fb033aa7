// Two invoices paid by card: chosen, paid in part after a card was declined, seen as paid by both sides, and some of it sent back. The
// card is the demo's own trial in the place of Stripe's page.
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
  const read = async (/** @type {string} */ path) => (await context.request.get(base + '/api/v1' + path)).json();
  return { context, page, read, errors: watch(page) };
}

/** Two open invoices of the accountant's company that this supplier issued. @param {(path: string) => Promise<any>} buyer @param {(path: string) => Promise<any>} seller */
async function two(buyer, seller) {
  const issued = new Set((await seller('/invoices?state=open&limit=100')).items.map((/** @type {any} */ i) => i.id));
  const shared = (await buyer('/invoices?state=open&limit=100')).items.filter((/** @type {any} */ i) =>
    issued.has(i.id),
  );
  const pair = shared.filter((/** @type {any} */ i) => i.currency === shared[0].currency).slice(0, 2);
  assert.equal(pair.length, 2);
  return pair;
}

test('two invoices are paid by card, and some of it goes back', async () => {
  const seller = await at('supplier_manager');
  const { context, page, read, errors } = await at('accountant');
  const [one, other] = await two(read, seller.read);

  await page.goto(base + '/invoices');
  for (const i of [one, other]) await page.getByRole('checkbox', { name: `Choose invoice ${i.number} to pay` }).check();
  await page.getByText('2 invoices').waitFor();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight)); // where the bar lies over no row
  assert.deepEqual(await axe(page), []);
  await page.getByRole('link', { name: 'Pay', exact: true }).click();
  await page.waitForURL(/\/pay\?/);
  await settled(page);
  assert.deepEqual(await axe(page), []);

  const part = page.getByLabel(`Pay of ${other.number}, ${other.currency}`);
  await part.fill('9999999.00');
  await page.getByText(/^At most/).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Pay / }).isDisabled(), true);
  await part.fill('100.50');
  await page.getByRole('tab', { name: 'By bank transfer' }).click();
  await page.getByText(`Payment of invoices`).waitFor();
  await page.getByRole('tab', { name: 'By card' }).click();
  await page.getByRole('button', { name: /^Pay / }).click();

  await page.waitForURL(/\/test-card\//);
  await page.getByText('no money moves').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'A card without enough money' }).click();
  await page.getByText('The card was declined').waitFor();
  await page.getByRole('button', { name: 'A card that works' }).click();
  await page.waitForURL(/\/card-payments\//);
  await page.getByRole('heading', { name: 'Paid', exact: true }).waitFor();
  await settled(page);
  assert.deepEqual(await axe(page), []);
  const id = new URL(page.url()).pathname.split('/').pop();
  assert.equal((await read('/invoices/' + one.id)).state, 'paid');
  const rest = await read('/invoices/' + other.id);
  assert.equal(Number(rest.balance).toFixed(2), (Number(other.balance) - 100.5).toFixed(2));
  assert.deepEqual(errors, []);
  await context.close();

  const { page: desk } = seller;
  await desk.goto(base + '/card-account');
  await settled(desk);
  await desk.getByText('Stripe and the books agree.').waitFor();
  assert.deepEqual(await axe(desk), []);
  await desk.goto(base + '/card-account/' + id);
  await desk.getByRole('button', { name: 'Refund' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel(/^Amount/).fill('100.50');
  await dialog.getByLabel(/^Why/).fill('Delivered twice');
  assert.deepEqual(await axe(desk), []);
  await dialog.getByRole('button', { name: 'Refund', exact: true }).click();
  await desk.getByText('Delivered twice').waitFor();
  await desk.getByRole('listitem').filter({ hasText: 'Delivered twice' }).getByText('Refunded').waitFor();
  assert.deepEqual(await axe(desk), []);
  assert.deepEqual(seller.errors, []);
  await seller.context.close();
});
