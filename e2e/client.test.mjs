// The fetch client, the session and the query cache, against a server made of a function.
import test, { beforeEach } from 'node:test';
import assert from 'node:assert/strict';
import { address, api, ApiError, listeners, newKey } from '../static/js/api.js';
import { lang, need, setLang, t } from '../static/js/i18n.js';
import { mine } from '../static/js/menus.js';
import { forget, held, invalidate } from '../static/js/query.js';
import {
  can,
  leave,
  onLeave,
  safeNext,
  session,
  side,
  signIn,
  signInAddress,
  switchCompany,
} from '../static/js/session.js';

/** @typedef {{ method: string, url: string, headers: Record<string, string>, body: any }} Call */
/** @type {Call[]} */
let calls;
/** @type {(c: Call) => Response | Promise<Response>} */
let server;

const json = (/** @type {any} */ body, status = 200, headers = {}) =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
const problem = (/** @type {number} */ status, /** @type {string} */ code, extra = {}) =>
  json({ status, code, title: code, ...extra }, status);
const someone = (/** @type {object} */ change = {}) => ({
  user: { id: 'u1', name: 'Anna Keller', email: 'anna@example.com', locale: 'en' },
  membership_id: 'm1',
  role: 'buyer',
  organisation: { id: 'o1', kind: 'client', name: 'Nordwerk', time_zone: 'Europe/Moscow', currency: 'RUB' },
  permissions: ['order:place'],
  memberships: [],
  expires_at: '2026-11-21T08:10:00Z',
  ...change,
});

Object.assign(globalThis, {
  document: { cookie: 'theme=x; povtor_csrf=t%3Dk', documentElement: { lang: 'en' } },
  location: { origin: 'http://portal.test', pathname: '/orders', search: '?open=true' },
});
Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
beforeEach(() => {
  calls = [];
  leave();
  session.value = null;
  listeners.ended = () => {};
  globalThis.fetch = async (url, init) => {
    const i = /** @type {any} */ (init);
    const call = { method: i.method, url: String(url), headers: i.headers, body: i.body && JSON.parse(i.body) };
    calls.push(call);
    if (i.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    return server(call);
  };
});

test('a question names the language and nothing else', async () => {
  server = () => json({ items: [], next: '' });
  await api.get('/orders', { query: { status: 'placed', q: '', after: undefined, open: true } });
  assert.equal(calls[0].url, '/api/v1/orders?status=placed&open=true');
  assert.equal(calls[0].headers['Accept-Language'], 'en');
  assert.equal(calls[0].headers['X-CSRF-Token'], undefined);
  assert.equal(calls[0].headers['Idempotency-Key'], undefined);
});

test('a write carries the token, a key and the version it is based on', async () => {
  server = () => json({});
  await api.post('/orders/1/cancel', { reason: 'twice' }, { version: 7 });
  const h = calls[0].headers;
  assert.equal(h['X-CSRF-Token'], 't=k');
  assert.match(h['Idempotency-Key'], /^[0-9a-f-]{36}$/);
  assert.equal(h['If-Match'], '"7"');
  assert.deepEqual(calls[0].body, { reason: 'twice' });
});

test('a fault keeps its code, fields and request id', async () => {
  server = () => problem(422, 'invalid', { request_id: 'r-9', errors: [{ field: 'email', code: 'required', message: 'Say where.' }] }); // prettier-ignore
  const e = await api.post('/members', {}).catch((x) => x);
  assert.ok(e instanceof ApiError);
  assert.deepEqual([e.status, e.code, e.requestId, e.field('email'), e.field('name')], [422, 'invalid', 'r-9', 'Say where.', undefined]); // prettier-ignore
});

test('a fault reads in the language of the page', async () => {
  await setLang('ru');
  server = () => problem(409, 'wrong-state', { detail: 'The order is confirmed.', errors: [{ field: 'a', code: 'new-one', message: 'English.' }, { field: 'b', code: 'required', message: 'Уже по-русски.' }] }); // prettier-ignore
  const e = await api.post('/orders/1/confirm', {}).catch((x) => x);
  assert.match(e.message, /^Заказ/);
  assert.deepEqual([e.field('a'), e.field('b')], ['English.', 'Уже по-русски.']);
  await setLang('en');
});

test('a fault that is not JSON is still a fault', async () => {
  server = () => new Response('<html>502</html>', { status: 502, headers: { 'Retry-After': '30' } });
  const e = await api.get('/orders').catch((x) => x);
  assert.deepEqual([e.status, e.code, e.retryAfter], [502, 'unknown', 30]);
});

test('no answer is a fault named offline, and a stopped question is not', async () => {
  server = () => Promise.reject(new TypeError('fetch failed'));
  assert.equal((await api.get('/orders').catch((x) => x)).code, 'offline');
  const stop = new AbortController();
  stop.abort();
  assert.equal((await api.get('/orders', { signal: stop.signal }).catch((x) => x)).name, 'AbortError');
});

test('a session that ran out is refreshed once for all who wait, and each call repeated with its own key', async () => {
  let fresh = false;
  server = async (c) => {
    if (c.url.endsWith('/session/refresh')) {
      await new Promise((r) => setTimeout(r, 5));
      fresh = true;
      return json(someone());
    }
    return fresh ? json({ ok: true }) : problem(401, 'unauthenticated');
  };
  await Promise.all([api.get('/cart'), api.get('/orders'), api.post('/reorder/s1/resume')]);
  assert.equal(calls.filter((c) => c.url.endsWith('/refresh')).length, 1);
  const tries = calls.filter((c) => c.url.endsWith('/resume'));
  assert.equal(tries.length, 2);
  assert.equal(tries[0].headers['Idempotency-Key'], tries[1].headers['Idempotency-Key']);
  assert.equal(session.value?.user.name, 'Anna Keller');
});

test('when there is nothing to refresh the session is over, and it is said once a call', async () => {
  let ended = 0;
  listeners.ended = () => ended++;
  server = () => problem(401, 'unauthenticated');
  assert.equal((await api.get('/cart').catch((x) => x)).status, 401);
  assert.equal(ended, 1);
  assert.deepEqual(calls.map((c) => c.url), ['/api/v1/cart', '/api/v1/session/refresh']); // prettier-ignore
});

test('a wrong password is an answer, not a session that ran out', async () => {
  server = () => problem(401, 'wrong-credentials');
  const e = await signIn({ email: 'a@b.c', password: 'x' }).catch((x) => x);
  assert.equal(e.code, 'wrong-credentials');
  assert.equal(calls.length, 1);
});

test('permissions and side follow the session', async () => {
  server = () => json(someone());
  assert.equal(side.value, 'public');
  await signIn({ email: 'anna@example.com', password: 'right' });
  assert.equal(side.value, 'buyer');
  assert.deepEqual([can('order:place'), can('desk:read'), can(undefined)], [true, false, true]);
});

test('another company finds nothing of the last one', async () => {
  let cart = 3;
  onLeave(() => (cart = 0));
  server = (c) => json(c.url.endsWith('/switch') ? someone({ membership_id: 'm2', organisation: { id: 'o2', kind: 'supplier', name: 'Hanse' } }) : { items: [] }); // prettier-ignore
  await switchCompany('m2');
  assert.equal(cart, 0);
  assert.equal(held(), 0);
  assert.equal(side.value, 'supplier');
  invalidate('/orders');
  forget();
});

test('signing in leads back, but only within the portal', () => {
  assert.equal(signInAddress('/orders?open=true'), '/sign-in?next=%2Forders%3Fopen%3Dtrue');
  assert.equal(signInAddress('/'), '/sign-in');
  assert.equal(safeNext('/reorder/1?nudge=abc'), '/reorder/1?nudge=abc');
  for (const bad of ['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:alert(1)', '', null])
    assert.equal(safeNext(bad), '', String(bad));
});

test('a document is found on the side of whoever reads', () => {
  const id = '0198';
  session.value = /** @type {any} */ (someone({ permissions: ['order:read', 'invoice:read', 'catalogue:read'] }));
  assert.equal(mine('/orders/' + id), '/orders/' + id);
  assert.equal(mine('/incoming/' + id), '/orders/' + id);
  session.value = /** @type {any} */ (someone({ organisation: { id: 's', kind: 'supplier', name: 'S' }, permissions: ['order:read', 'invoice:read', 'product:read'] })); // prettier-ignore
  assert.deepEqual(['/orders/', '/invoices/', '/catalogue/'].map((p) => mine(p + id)), ['/incoming/' + id, '/issued/' + id, '/products/' + id]); // prettier-ignore
  assert.equal(mine('/home'), undefined);
  assert.equal(mine('/people'), undefined, 'not without the permission');
});

test('addresses and keys', () => {
  assert.equal(address('/catalogue', { q: 'болт м8', limit: 24, available: false }), '/api/v1/catalogue?q=%D0%B1%D0%BE%D0%BB%D1%82+%D0%BC8&limit=24'); // prettier-ignore
  assert.notEqual(newKey(), newKey());
});

test('languages and sides asked for at once end up together', async () => {
  await Promise.all([setLang('ru'), need('buyer'), need('desk')]);
  assert.deepEqual([lang.value, t('skip'), t('home.none')], ['ru', 'К содержанию', 'Сейчас заказывать нечего']);
  await Promise.all([setLang('ru'), need('supplier'), setLang('en')]);
  assert.deepEqual([lang.value, t('skip'), t('home.none')], ['en', 'Skip to content', 'Nothing to reorder']);
});
