// The whole circle, with everybody at a screen of their own: a client that has not bought from its supplier is reminded,
// orders in a click, the supplier confirms, an invoice comes out, the account manager sees it all.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { extractText } from 'unpdf';
import { base, newContext, settled, start, stop, watch } from './browser.mjs';
import { person, signedIn } from './people.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** Opens a page by its address, on the host that this window knows. @param {Page} page @param {string} path */
async function visit(page, path) {
  await page.goto(new URL(path, page.url().startsWith('http') ? page.url() : base).href);
  await settled(page);
}
/** Goes where something leads. @param {Locator} what @param {RegExp} to */
async function follow(what, to) {
  const page = what.page();
  await what.click();
  await page.waitForURL(to);
  await settled(page);
}
/** The first sweep goes on after the start: waits until somebody has been reminded. @param {string} email */
async function reminded(email) {
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(200)) {
    const { items } = await (await fetch(base + '/api/v1/outbox?limit=100')).json();
    if (items.some((/** @type {any} */ m) => m.kind === 'nudge' && m.recipient === email)) return;
  }
  throw new Error(`no reminder went to ${email}`);
}
/** @param {Page} page @param {string} email @param {string} password */
async function signIn(page, email, password) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
/** What stands beside a word in a list, such as its sum. @param {Locator} where @param {string} word */
async function beside(where, word) {
  const term = where.page().getByRole('term').getByText(word, { exact: true });
  return where.locator('dl > div').filter({ has: term }).getByRole('definition').innerText();
}
/** An amount as Russian papers write it, without the spaces. @param {string} shown as the English pages write it */
const inRussian = (shown) => shown.replace(/[^\d.]/g, '').replace('.', ',');

describe('the circle, once', () => {
  const client = 'Severkron'; // ООО «Северкрон»
  const supplier = 'Rezbovit'; // ООО «Резьбовит»
  /** @type {{ buyer: Page, supplier: Page, manager: Page }} */
  let desk;
  /** @type {string[]} */
  const complaints = [];
  /** What one step leaves to the next. */
  const order = { number: '', path: '', net: '', total: '', invoice: '' };
  let waiting = 0;
  let letter = '';

  /** Somebody's window, in English whatever their language is, with its console watched but for what is `expected` there. @param {string} role @param {RegExp} [expected] */
  async function window(role, expected) {
    const context = await signedIn(role);
    await context.addInitScript(() => {
      if (origin !== 'null') localStorage.setItem('prefs', JSON.stringify({ lang: 'en' })); // a letter has no storage
    });
    context.on('page', (page) => {
      const errors = watch(page);
      page.on('close', () => complaints.push(...errors.filter((e) => !expected?.test(e)).map((e) => `${role}: ${e}`)));
    });
    context.setDefaultTimeout(15_000);
    return context.newPage();
  }
  const ofClient = (/** @type {Page} */ page) => page.getByRole('listitem').filter({ hasText: client });
  const incoming = () => desk.supplier.getByRole('row').filter({ hasText: client });

  before(async () => {
    await reminded((await person('buyer')).email);
    await start();
    desk = {
      buyer: await window('nobody'),
      supplier: await window('supplier_manager'),
      manager: await window('account_manager'),
    };
  });
  after(async () => {
    for (const page of Object.values(desk)) await page.context().close();
    await stop();
    assert.deepEqual(complaints, [], 'every console is clean');
  });

  test('the account manager sees a client that is late and has been reminded', async () => {
    await visit(desk.manager, '/queue');
    const late = ofClient(desk.manager).first();
    await late.getByText(supplier).first().waitFor();
    await late.getByText('Reminder sent on 6 Oct').waitFor();
    await visit(desk.supplier, '/incoming');
    waiting = await incoming().count();
  });

  test('the reminder opens the basket, and one order is placed by an impatient click', async () => {
    const { email, password } = await person('buyer');
    await visit(desk.buyer, '/outbox');
    await follow(
      desk.buyer.getByRole('row').filter({ hasText: email }).filter({ hasText: 'Reorder reminder' }).getByRole('link'),
      /\/outbox\/./,
    );
    letter = new URL(desk.buyer.url()).pathname;
    const [page] = await Promise.all([
      desk.buyer.waitForEvent('popup'), // as from a mail program
      desk.buyer.frameLocator('iframe').getByRole('link', { name: 'Проверить и заказать' }).first().click(),
    ]);
    desk.buyer = page;
    await settled(page);
    await page.getByRole('heading', { name: `Time to reorder from ${supplier}` }).waitFor();
    assert.ok((await page.getByRole('table', { name: 'Your usual basket' }).getByRole('row').count()) > 2);
    await follow(page.getByRole('link', { name: 'Sign in to order' }), /\/sign-in/);
    await signIn(page, email, password);
    await page.waitForURL(/\/reorder\/[^?]+\?nudge=/);
    await settled(page);

    const summary = page.getByRole('complementary', { name: 'Order summary' });
    await summary.getByRole('button', { name: 'Place order' }).waitFor();
    const shown = await beside(summary, 'Total');
    await summary.getByRole('button', { name: 'Place order' }).dblclick();
    await page.waitForURL(/\/orders\/./);
    await settled(page);
    order.path = new URL(page.url()).pathname;
    const said = await page.getByRole('status').filter({ hasText: 'placed with' }).innerText();
    order.number = /** @type {string} */ (/Order (\S+) placed/.exec(said)?.[1]);
    await page.getByRole('heading', { level: 1, name: order.number }).getByText('Placed').waitFor();
    const lines = page.getByRole('region', { name: /^Lines/ });
    order.net = await beside(lines, 'Without VAT');
    order.total = await beside(lines, 'Total');
    assert.equal(order.total, shown, 'the order is for what was shown');
    assert.ok(Number(inRussian(order.total).replace(',', '.')) > Number(inRussian(order.net).replace(',', '.')));
  });

  test('the supplier finds it among its orders and promises a day', async () => {
    const page = desk.supplier;
    await visit(page, '/incoming');
    assert.equal(await incoming().count(), waiting + 1, 'two clicks, one order');
    await follow(page.getByRole('link', { name: order.number }), /\/incoming\/./);
    assert.equal(await beside(page.getByRole('region', { name: /^Lines/ }), 'Total'), order.total);
    await page.getByRole('button', { name: 'Confirm' }).click();
    const dialog = page.getByRole('dialog', { name: `Confirm order ${order.number}` });
    await dialog.getByLabel('Delivery on').fill('2026-10-13');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    const said = await page.getByRole('status').filter({ hasText: 'is confirmed' }).innerText();
    order.invoice = /** @type {string} */ (/invoice (\S+) is out/.exec(said)?.[1]);
    await page.getByRole('heading', { level: 1, name: order.number }).getByText('Confirmed').waitFor();
  });

  test('the buyer reads the promise and the invoice, on paper in Russian', async () => {
    const page = desk.buyer;
    await visit(page, '/orders');
    const row = page.getByRole('row').filter({ hasText: order.number });
    assert.match(await row.innerText(), /promised 13 Oct\s+Confirmed/);
    await follow(row.getByRole('link', { name: order.number }), /\/orders\/./);
    await page.getByText('Delivery promised for 13 Oct').waitFor();
    await follow(page.getByRole('link', { name: `Invoice ${order.invoice}` }), /\/invoices\/./);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Download ${order.invoice}` }).click(),
    ]);
    assert.equal(file.suggestedFilename(), `invoice-${order.invoice}.pdf`);
    const { text } = await extractText(new Uint8Array(await readFile(await file.path())), { mergePages: true });
    for (const words of [
      `Счёт на оплату № ${order.invoice}`,
      `заказ ${order.number}`,
      'Поставщик ООО «Резьбовит»',
      'Покупатель ООО «Северкрон»',
    ])
      assert.ok(text.includes(words), words);
    const sums = text.replace(/(?<=\d)\s(?=\d)/g, '');
    assert.ok(sums.includes(`Итого без НДС ${inRussian(order.net)}`), 'net');
    assert.ok(sums.includes(`Всего к оплате ${inRussian(order.total)}`), 'total');
  });

  test('the account manager sees it all, and has nobody to call about it', async () => {
    const page = desk.manager;
    await visit(page, '/queue');
    await ofClient(page).getByText('Bronelad').first().waitFor(); // it is late with another one too
    assert.equal(await ofClient(page).filter({ hasText: supplier }).count(), 0);

    await visit(page, '/activity');
    const placed = page.getByRole('listitem').filter({ hasText: `Order placed: ${order.number}` });
    await follow(placed.getByRole('link', { name: client }), /\/clients\/./);
    const story = page.getByRole('region', { name: 'Timeline' });
    await story.getByRole('link', { name: order.number }).first().waitFor();
    const lines = (await story.getByRole('listitem').allInnerTexts()).filter((l) => l.includes(supplier));
    const wanted = [
      'Invoice issued',
      'Order confirmed',
      'Order placed',
      'Opened from a reorder reminder',
      'Reorder reminder sent',
    ];
    assert.deepEqual(
      lines.slice(0, wanted.length).map((l, i) => l.startsWith(wanted[i]) && wanted[i]),
      wanted,
    );
    await follow(story.getByRole('link', { name: order.number }).first(), /\/orders\/./);
    await page.getByText('Delivery promised for 13 Oct').waitFor();
  });

  test('for the buyer of another company the order does not exist', async () => {
    const page = await window('nobody', /status of 404/);
    const { people } = await (await page.request.get(base + '/api/v1/about')).json();
    const other = people.findLast((/** @type {{ role: string }} */ p) => p.role === 'buyer');
    await visit(page, order.path); // the door, and then on to where it was going
    await signIn(page, other.email, other.password);
    await page.getByRole('heading', { name: 'Not to be found' }).waitFor();
    assert.equal(await page.getByText(order.number).count(), 0);
    await page.context().close();
  });

  test('one click in the mail program ends the reminders', async () => {
    const page = desk.buyer;
    await visit(page, '/settings');
    assert.ok(await page.getByRole('checkbox', { name: 'Remind me when it is time to reorder' }).isChecked());
    await visit(page, letter + '?view=headers');
    assert.equal(await beside(page.getByRole('tabpanel'), 'List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click');
    const link = (await beside(page.getByRole('tabpanel'), 'List-Unsubscribe')).slice(1, -1);
    const stranger = await newContext(); // a mail program has no session
    const answer = await stranger.request.post(link, { form: { 'List-Unsubscribe': 'One-Click' } });
    assert.ok(answer.ok());
    await stranger.close();
    await visit(page, '/settings');
    assert.equal(await page.getByRole('checkbox', { name: 'Remind me when it is time to reorder' }).isChecked(), false);
  });
});
