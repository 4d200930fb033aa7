// The account manager's word with a client: taken down from the queue, told on the client's page, and to nobody else.
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

test('a talk with a client is two clicks from the queue', async () => {
  const { context, page, errors } = await at('account_manager');
  const said = 'Waits for the budget, asked to ring on Monday';
  await page.goto(base + '/queue');
  await settled(page);
  const row = page.locator('.q-item').last(); // others read the first
  const name = await row.locator('.pname').innerText();
  await row.getByRole('button', { name: /^Problem/ }).click();
  const sheet = page.locator('.pop:popover-open');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await sheet.getByText('Say in a few words what it is.').waitFor();
  await sheet.getByLabel('What was said').fill(said);
  await sheet.getByRole('button', { name: 'Save' }).click();
  const done = page.locator('.q-done', { hasText: name });
  await done.getByText('Problem').waitFor();
  assert.deepEqual(await axe(page), []);

  await done.getByRole('button').click();
  await page.getByRole('dialog').getByRole('link', { name: 'Open client' }).click();
  await page.waitForURL(/\/clients\/./);
  await settled(page);
  const story = page.getByRole('region', { name: 'Timeline' });
  await story.getByText(said).waitFor();
  await story.getByText('Spoke with the client: Problem').waitFor();
  assert.deepEqual(errors, []);
  await context.close();

  const { context: theirs, page: home } = await at('supplier_manager');
  const seen = await home.request.get(base + '/api/v1/orders?limit=100');
  for (const o of (await seen.json()).items.slice(0, 10)) {
    const order = await (await home.request.get(base + '/api/v1/orders/' + o.id)).text();
    assert.ok(!order.includes(said), 'a note of the desk is the desk’s own');
  }
  await theirs.close();
});
