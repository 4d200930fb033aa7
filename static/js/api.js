// The one way to the server. Paths are those of the contract, without /api/v1.
//
// A call answers the decoded body, or throws an ApiError. Writes carry the session's CSRF token and an idempotency key;
// when the access token has run out, the session is refreshed once, for all calls that wait, and the call repeated.
import { inWords, lang } from './i18n.js';

const BASE = '/api/v1';

/** @typedef {{ field: string, code: string, message: string, [extra: string]: any }} FieldFault */
/** What went wrong, in the server's words. `code` is a stable slug; 'offline' when no answer came. */
export class ApiError extends Error {
  /** @param {number} status @param {{ code?: string, title?: string, detail?: string, errors?: FieldFault[], request_id?: string }} problem @param {number} [retryAfter] seconds */
  constructor(status, problem, retryAfter = 0) {
    super(problem.detail || problem.title || problem.code || String(status));
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? (status === 0 ? 'offline' : 'unknown');
    this.fields = problem.errors ?? [];
    this.requestId = problem.request_id ?? '';
    this.retryAfter = retryAfter;
  }
  /** The fault of one field, if it has one. @param {string} name */
  field(name) {
    return this.fields.find((f) => f.field === name)?.message;
  }
}

/** @typedef {Record<string, string | number | boolean | undefined | null | string[]>} Query */
/** @typedef {{ query?: Query, signal?: AbortSignal, key?: string, version?: number | string, language?: string }} Options `key` names the action for the server, so that a repeat has one effect; `version` is what the change is based on */

/** What a session's owner hears: a renewed session, or that it is over. */
export const listeners = {
  /** @type {(session: any) => void} */ renewed: () => {},
  /** @type {() => void} */ ended: () => {},
};

/** @param {string} name */
function cookie(name) {
  const hit = document.cookie.split('; ').find((c) => c.startsWith(name + '='));
  return hit ? decodeURIComponent(hit.slice(name.length + 1)) : '';
}
/** Whether this browser may hold a session: its readable cookie is there. */
export const mayBeSignedIn = () => cookie('povtor_csrf') !== '';

/** A name for one action. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16)); // plain http on a local network has no randomUUID
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** @param {string} path @param {Query} [query] */
export function address(path, query = {}) {
  const q = new URLSearchParams();
  for (const [k, v] of Object.entries(query))
    if (Array.isArray(v)) v.forEach((one) => q.append(k, String(one)));
    else if (v !== undefined && v !== null && v !== '' && v !== false) q.set(k, String(v));
  const s = q.toString();
  return BASE + path + (s ? '?' + s : '');
}

/** @param {string} method @param {string} path @param {unknown} body @param {Options} o */
function request(method, path, body, o) {
  /** @type {Record<string, string>} */
  const headers = { 'Accept': 'application/json', 'Accept-Language': o.language ?? lang.peek() };
  if (method !== 'GET') {
    headers['X-CSRF-Token'] = cookie('povtor_csrf');
    headers['Idempotency-Key'] = o.key ?? '';
  }
  const raw = body instanceof Blob; // a file, or a piece of one
  if (body !== undefined) headers['Content-Type'] = raw ? 'application/octet-stream' : 'application/json';
  if (o.version !== undefined) headers['If-Match'] = `"${o.version}"`;
  return {
    method,
    headers,
    body: raw ? body : body === undefined ? undefined : JSON.stringify(body),
    signal: o.signal,
  };
}

/** @param {Response} r */
async function fault(r) {
  const problem = await r.json().catch(() => ({}));
  problem.detail = await inWords(problem.code, problem.detail);
  for (const e of problem.errors ?? []) e.message = await inWords(e.code, e.message);
  return new ApiError(r.status, problem, Number(r.headers.get('Retry-After') ?? 0));
}

/** @param {string} method @param {string} path @param {unknown} body @param {Options} o @returns {Promise<Response>} */
async function send(method, path, body, o) {
  try {
    return await fetch(address(path, o.query), request(method, path, body, o));
  } catch (e) {
    if (o.signal?.aborted) throw e;
    throw new ApiError(0, { title: 'No connection' });
  }
}

/** @type {Promise<boolean> | null} */
let refreshing = null;
const REFRESHED = 'povtor-refreshed';
const lastRefresh = () => {
  try {
    return localStorage.getItem(REFRESHED) ?? '';
  } catch {
    return '';
  }
};
/** Refresh tokens work once, so tabs take turns, and one that waited uses what another has brought. */
function refresh() {
  const known = lastRefresh();
  const turn = async () => {
    if (lastRefresh() !== known) return true;
    const r = await send('POST', '/session/refresh', undefined, { key: newKey() });
    if (!r.ok) return false;
    try {
      localStorage.setItem(REFRESHED, newKey());
    } catch {
      /* private mode: this tab is alone anyway */
    }
    listeners.renewed(await r.json());
    return true;
  };
  refreshing ??= (navigator.locks ? navigator.locks.request('povtor-refresh', turn) : turn()).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** Signing in and out answer 401 for themselves: no refresh stands behind them. */
const ownsSession = (/** @type {string} */ path, /** @type {string} */ method) =>
  (path === '/session' && method !== 'GET') || path === '/invitations/accept';

/** The answer of a call that went well. @param {string} method @param {string} path @param {unknown} [body] @param {Options} [options] */
async function answer(method, path, body, options = {}) {
  const o = method === 'GET' ? options : { ...options, key: options.key ?? newKey() };
  let r = await send(method, path, body, o);
  if (r.status === 401 && !ownsSession(path, method) && mayBeSignedIn()) {
    if (await refresh()) r = await send(method, path, body, o);
    if (r.status === 401) listeners.ended();
  }
  if (!r.ok) throw await fault(r);
  return r;
}
/** @param {string} method @param {string} path @param {unknown} [body] @param {Options} [options] */
async function call(method, path, body, options) {
  const r = await answer(method, path, body, options);
  if (r.status === 204 || r.headers.get('Content-Length') === '0') return null;
  return r.json();
}

export const api = {
  /** @param {string} path @param {Options} [o] @returns {Promise<any>} */
  get: (path, o) => call('GET', path, undefined, o),
  /** @param {string} path @param {unknown} [body] @param {Options} [o] @returns {Promise<any>} */
  post: (path, body, o) => call('POST', path, body, o),
  /** @param {string} path @param {unknown} [body] @param {Options} [o] @returns {Promise<any>} */
  put: (path, body, o) => call('PUT', path, body, o),
  /** @param {string} path @param {unknown} [body] @param {Options} [o] @returns {Promise<any>} */
  patch: (path, body, o) => call('PATCH', path, body, o),
  /** @param {string} path @param {Options} [o] @returns {Promise<any>} */
  del: (path, o) => call('DELETE', path, undefined, o),
};

/** Fetches a document and hands it to the browser to keep, under the name the server gives it. @param {string} path @param {string} name when it gives none */
export async function download(path, name) {
  const r = await answer('GET', path);
  const given = /filename="?([^";]+)"?/.exec(r.headers.get('Content-Disposition') ?? '')?.[1];
  const url = URL.createObjectURL(await r.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: given ?? name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
