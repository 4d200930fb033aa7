// The pages before the door, walked with real letters: a new password, an invitation, a reminder, an end to reminders.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, base, newContext, settled, start, stop, watch } from './browser.mjs';
import { person, signedIn } from './people.mjs';

before(start);
after(stop);

/** @typedef {import('playwright-core').Page} Page */

/** English, whatever the person's own language is. @template {import('playwright-core').BrowserContext} C @param {C} context */
async function inEnglish(context) {
  await context.addInitScript(() => {
    try {
      localStorage.setItem('prefs', JSON.stringify({ lang: 'en' }));
    } catch {
      /* a letter's frame has no storage */
    }
  });
  return context;
}
/** The newest letter of a kind to somebody, opened from the outbox as a reader would. @param {Page} page @param {string} who @param {string} kind */
async function openLetter(page, who, kind) {
  await page.goto(base + '/outbox');
  await settled(page);
  const row = page.locator('main tr', { hasText: who }).filter({ hasText: kind }).first();
  for (let tries = 0; tries < 20 && !(await row.count()); tries++) {
    await page.waitForTimeout(250); // a job writes the letter
    await page.getByRole('button', { name: 'Look again' }).click();
    await settled(page);
  }
  await row.getByRole('link').first().click();
  await page.waitForURL(/\/outbox\/./);
  await settled(page);
}
/** Follows the letter's link that leads so; it opens a tab, as from a mail program. @param {Page} page @param {string} to */
async function follow(page, to) {
  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    page.frameLocator('iframe.letter').locator(`a[href*="${to}"]`).first().click(),
  ]);
  await settled(tab);
  return tab;
}
/** @param {Page} page @param {string} email @param {string} password */
async function signIn(page, email, password) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
/** Expected refusals are told to the console by the browser itself. @param {string[]} errors */
const unexpected = (errors) => errors.filter((e) => !/Failed to load resource.*(401|410|422)/.test(e));

test('a forgotten password is replaced by a letter that works once', async () => {
  const who = await person('marketer');
  const context = await inEnglish(await newContext());
  const page = await context.newPage();
  const errors = watch(page);
  await page.goto(base + '/sign-in');
  await settled(page);
  await signIn(page, who.email, 'not the password');
  await page.getByRole('alert').waitFor();
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();

  await openLetter(page, who.email, 'New password');
  assert.deepEqual(await axe(page), []);
  const tab = await follow(page, '/reset/');
  const link = tab.url();
  await tab.getByLabel('New password').fill('short');
  await tab.getByRole('button', { name: 'Save the password' }).click();
  await tab.getByText('At least 10 characters', { exact: true }).waitFor();
  await tab.getByLabel('New password').fill('a few quiet words');
  await tab.getByRole('button', { name: 'Save the password' }).click();
  await tab.waitForURL(/\/sign-in$/);
  await signIn(tab, who.email, 'a few quiet words');
  await tab.waitForURL(/\/queue$/);

  await page.goto(link);
  await settled(page);
  await page.getByLabel('New password').fill('another few words');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await page.getByRole('heading', { name: 'This link has been used' }).waitFor();
  assert.deepEqual(unexpected(errors), []);
  await context.close();
});

test('somebody invited gives a name, a password and, unasked for, no consent', async () => {
  const mail = `novikova.${Date.now()}@severkron.example`;
  const admin = await inEnglish(await signedIn('company_admin'));
  const page = await admin.newPage();
  const errors = watch(page);
  await page.goto(base + '/people');
  await settled(page);
  await page.getByRole('button', { name: 'Invite a colleague' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite a colleague' });
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await dialog.getByText('Write their name').waitFor();
  await dialog.getByLabel('E-mail').fill(mail);
  await dialog.getByLabel('Name', { exact: true }).fill('Мария Новикова');
  await dialog.getByLabel('Job title').fill('Закупщик');
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await page
    .getByRole('row', { name: /Новикова/ })
    .getByText('Invited')
    .waitFor();
  assert.deepEqual(await axe(page), []);

  const stranger = await inEnglish(await newContext());
  const box = await stranger.newPage();
  await openLetter(box, mail, 'Invitation');
  const tab = await follow(box, '/invitation/');
  await tab.getByRole('heading', { level: 1 }).waitFor();
  const consent = tab.getByRole('checkbox');
  assert.equal(await consent.isChecked(), false);
  assert.deepEqual(await axe(tab), []);
  await tab.locator('input[type=password]').fill('a long enough secret');
  await tab.locator('button[type=submit]').click();
  await tab.waitForURL(/\/home$/);
  await tab.goto(new URL('/settings', tab.url()).href); // letters name the portal by its public address
  await settled(tab);
  assert.equal(await tab.getByRole('checkbox').isChecked(), false, 'no consent was given');
  assert.deepEqual(errors, []);
  await stranger.close();
  await admin.close();
});

test('a reminder shows its basket to whoever holds it, and lets only its buyer go on', async () => {
  const buyer = await person('buyer');
  const context = await inEnglish(await newContext());
  const page = await context.newPage();
  await openLetter(page, buyer.email, 'Reorder reminder');
  const tab = await follow(page, '/nudge/');
  const errors = watch(tab);
  // somebody in this world may have ordered by it already
  assert.match(await tab.getByRole('heading', { level: 1 }).innerText(), /Time to reorder from|Your usual basket/);
  assert.ok((await tab.getByRole('row').count()) > 2);
  assert.deepEqual(await axe(tab), []);
  await tab.getByRole('link', { name: 'Sign in to order' }).click();
  await signIn(tab, buyer.email, buyer.password);
  await tab.waitForURL(/\/reorder\/[^?]+\?nudge=/);
  await settled(tab);
  await tab.getByRole('button', { name: 'Place order' }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('reminders end by one button, and begin again in the settings', async () => {
  const { email, password } = await person('buyer');
  const context = await inEnglish(await newContext());
  const page = await context.newPage();
  const letters = (await (await fetch(base + '/api/v1/outbox?limit=100')).json()).items;
  const theirs = letters.find((/** @type {any} */ m) => m.kind === 'nudge' && m.recipient !== email); // others read the buyer's
  await page.goto(base + '/outbox/' + theirs.id);
  await settled(page);
  const tab = await follow(page, '/unsubscribe/');
  assert.deepEqual(await axe(tab), []);
  await tab.getByRole('button', { name: 'Stop the reminders' }).click();
  await tab.getByRole('heading', { name: 'No more reminders' }).waitFor();

  await tab.getByRole('link', { name: 'Sign in' }).click();
  await signIn(tab, theirs.recipient, password);
  await tab.waitForURL((u) => u.pathname !== '/sign-in');
  await tab.goto(new URL('/settings', tab.url()).href);
  await settled(tab);
  assert.equal(await tab.getByRole('checkbox').isChecked(), false);
  await tab.getByRole('checkbox').click();
  await tab.getByText('Reminders are on').waitFor();
  await context.close();
});
