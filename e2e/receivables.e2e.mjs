// Money comes in: a supplier imports a bank's statement, books what is certain, decides on the rest, and the client sees it paid.
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

/** A statement of the supplier's account in the 1C exchange, in which these came in on a day. @param {string} account @param {string} on @param {{ number: string, sum: string, taxID: string, purpose: string }[]} came */
const exchange = (account, on, came) =>
  [
    '1CClientBankExchange\nВерсияФормата=1.03\nКодировка=UTF-8',
    `РасчСчет=${account}\nСекцияРасчСчет\nДатаНачала=${on}\nДатаКонца=${on}\nРасчСчет=${account}\nКонецРасчСчет`,
    ...came.map(
      (p) =>
        `СекцияДокумент=Платежное поручение\nНомер=${p.number}\nДата=${on}\nСумма=${p.sum}\nПлательщикСчет=40702810100000000001\nПлательщик1=ООО «Плательщик ${p.number}»\nПлательщикИНН=${p.taxID}\nПолучательСчет=${account}\nДатаПоступило=${on}\nНазначениеПлатежа=${p.purpose}\nКонецДокумента`,
    ),
    'КонецФайла\n',
  ].join('\n');

test('a statement is imported, booked, and the client sees the invoice paid', async () => {
  const { context: theirs, read: buyer } = await at('accountant');
  const { context, page, read, errors } = await at('supplier_manager');
  const mine = (await buyer('/invoices?state=open&limit=100')).items.map((/** @type {any} */ i) => i.id);
  const open = (await read('/invoices?state=open&limit=100')).items;
  const shared = open.find((/** @type {any} */ i) => mine.includes(i.id)) ?? open[0];
  const other = open.find((/** @type {any} */ i) => i.client.id !== shared.client.id);
  const [one, two] = await Promise.all([shared, other].map((i) => read('/invoices/' + i.id)));
  const account = one.parties.supplier.bank.account;
  const on = '06.10.2026';
  const statement = exchange(account, on, [
    {
      number: '901',
      sum: one.balance,
      taxID: one.parties.client.tax_id,
      purpose: `Оплата по счёту № ${one.number} от 01.10.2026`,
    },
    { number: '902', sum: (Number(two.balance) + 10).toFixed(2), taxID: '', purpose: 'Оплата по договору поставки' },
  ]);
  const file = { name: 'kl_to_1c.txt', mimeType: 'text/plain', buffer: Buffer.from(statement) };

  await page.goto(base + '/receivables');
  await settled(page);
  assert.deepEqual(await axe(page), []);
  await page.getByRole('link', { name: /^Bank statements/ }).click();
  await page.waitForURL(/\/bank$/);
  await page.getByLabel('Statement file').setInputFiles(file);
  const certain = page.getByRole('button', { name: 'Book 1 certain' });
  await certain.waitFor();
  await settled(page);
  assert.deepEqual(await axe(page), []);
  await certain.click();
  await page.getByText('1 payment booked').first().waitFor();
  await certain.waitFor({ state: 'detached' });

  const line = page.locator('.bank-line', { hasText: 'ООО «Плательщик 902»' });
  await line.getByRole('button', { name: 'Choose invoices' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Client').selectOption(two.client.id);
  await dialog.getByRole('checkbox', { name: new RegExp(two.number) }).check();
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await line.waitFor({ state: 'detached' });

  await page.getByLabel('Statement file').setInputFiles(file);
  await page.getByText('This file was imported before').first().waitFor();
  assert.equal((await read('/bank')).open, 0);
  for (const i of [one, two]) assert.equal((await read('/invoices/' + i.id)).state, 'paid');
  const surplus = (await read('/payments?unapplied=true')).items.find((/** @type {any} */ p) =>
    p.reference.includes('902'),
  );
  assert.equal(surplus.rest, '10.00');

  await page.goto(base + '/receivables/' + two.client.id);
  await settled(page);
  await page.getByRole('heading', { name: 'Closing balance' }).waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(errors, []);
  await context.close();

  if (mine.includes(one.id)) {
    const seen = await buyer('/invoices/' + one.id);
    assert.equal(seen.state, 'paid');
    const paper = await theirs.newPage();
    await paper.goto(base + '/invoices/' + one.id);
    await settled(paper);
    await paper.getByText('п/п № 901').waitFor();
    await paper.goto(base + '/accounts/' + one.supplier.id);
    await settled(paper);
    await paper.getByText('п/п № 901').first().waitFor();
    assert.deepEqual(await axe(paper), []);
  }
  await theirs.close();
});
