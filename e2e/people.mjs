// The demo's cast, signed in, and the pages that each of them may look at.
import { base, newContext, settled } from './browser.mjs';

/** @typedef {{ role: string, email: string, password: string, name: string, organisation: string }} Person */
/** @type {Person[] | undefined} */
let cast;
/** Somebody of the demo with this role. @param {string} role @returns {Promise<Person>} */
export async function person(role) {
  cast ??= /** @type {Person[]} */ ((await (await fetch(base + '/api/v1/about')).json()).people);
  const found = cast.find((p) => p.role === role);
  if (!found) throw new Error(`the demo has nobody with the role ${role}`);
  return found;
}

/** A browser in which that person is signed in, through the page; 'nobody' is not. @param {string} role @param {import('playwright-core').BrowserContextOptions} [options] */
export async function signedIn(role, options) {
  const context = await newContext(options);
  if (role === 'nobody') return context;
  const who = await person(role);
  const page = await context.newPage();
  await page.goto(base + '/sign-in');
  await settled(page);
  await page.locator('input[type=email]').fill(who.email);
  await page.locator('input[type=password]').fill(who.password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((u) => u.pathname !== '/sign-in');
  await page.close();
  return context;
}

/** @typedef {{ name: string, path: string, first?: string, act?: (page: import('playwright-core').Page) => Promise<any> }} Stop `first`: follow the first link there that starts so */
/** @type {Record<string, Stop[]>} */
export const tours = {
  buyer: [
    { name: 'home', path: '/home' },
    { name: 'catalogue', path: '/catalogue' },
    { name: 'product', path: '/catalogue', first: '/catalogue/' },
    { name: 'why', path: '/catalogue', act: (p) => p.locator('.why').first().click() },
    { name: 'reorder', path: '/home', first: '/reorder/' },
    { name: 'orders', path: '/orders' },
    { name: 'order', path: '/orders', first: '/orders/' },
    { name: 'invoices', path: '/invoices?tab=all' },
    { name: 'invoice', path: '/invoices?tab=all', first: '/invoices/' },
    { name: 'cart-drawer', path: '/home', act: (p) => p.locator('.cart-b').click() },
    { name: 'cart', path: '/cart' },
    { name: 'palette', path: '/home', act: (p) => p.keyboard.press('Control+k') },
    { name: 'account', path: '/home', act: (p) => p.locator('.top .me').click() },
  ],
  nobody: [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'forgot', path: '/forgot' },
    { name: 'reset', path: '/reset/0' },
    { name: 'outbox', path: '/outbox' },
    { name: 'mail', path: '/outbox', first: '/outbox/' },
    { name: 'mail-text', path: '/outbox', first: '/outbox/', act: (p) => p.getByRole('tab').nth(1).click() },
    { name: 'api', path: '/api' },
    { name: 'api-operation', path: '/api', act: (p) => p.locator('#post-orders summary').click() },
  ],
  company_admin: [
    { name: 'people', path: '/people' },
    { name: 'invite', path: '/people', act: (p) => p.locator('.ph-a .primary').click() },
    { name: 'settings', path: '/settings' },
  ],
  supplier_manager: [
    { name: 'supplier-home', path: '/today' },
    { name: 'incoming', path: '/incoming' },
    { name: 'incoming-order', path: '/incoming', first: '/incoming/' },
    { name: 'confirm', path: '/incoming', first: '/incoming/', act: (p) => p.locator('.ph-a .primary').click() },
    { name: 'figures', path: '/figures' },
    { name: 'figures-clients', path: '/figures?tab=clients' },
    { name: 'products', path: '/products' },
    { name: 'supplier-product', path: '/products', first: '/products/' },
    { name: 'issued', path: '/issued' },
    { name: 'issued-invoice', path: '/issued', first: '/issued/' },
  ],
  account_manager: [
    { name: 'queue', path: '/queue' },
    { name: 'queue-outcome', path: '/queue', act: (p) => p.locator('.outs button').first().click() },
    { name: 'peek', path: '/queue', act: (p) => p.locator('.q-item .pname').first().click() },
    { name: 'clients', path: '/clients' },
    { name: 'client', path: '/clients', first: '/clients/' },
    { name: 'activity', path: '/activity' },
    { name: 'client-order', path: '/activity', first: '/clients/' },
  ],
};

/** Goes to a stop of the tour and waits until everything is there. @param {import('playwright-core').Page} page @param {Stop} stop */
export async function goTo(page, stop) {
  await page.goto(base + stop.path);
  await settled(page);
  if (stop.first) {
    await page.locator(`main a[href^="${stop.first}"]`).first().click();
    await page.waitForURL((u) => u.pathname.startsWith(/** @type {string} */ (stop.first)));
    await settled(page);
  }
  if (stop.act) {
    await stop.act(page);
    await settled(page);
  }
}
