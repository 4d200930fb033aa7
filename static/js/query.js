// What the server last said, kept while a screen shows it: queries, keyset lists, actions.
import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { api, ApiError, newKey } from './api.js';
import { lang } from './i18n.js';

/** @typedef {import('./api.js').Query} Query */
/**
 * @template T
 * @typedef {{ data: T | undefined, error: ApiError | null, busy: boolean }} Answer `data` undefined and no error: still loading for the first time
 */
/** @template T @typedef {{ state: import('@preact/signals').Signal<Answer<T>>, users: number, abort: AbortController | null, load: () => Promise<void> }} Entry */

/** @type {Map<string, Entry<any>>} */
const cache = new Map();
/** How many answers are kept for going back to. */
const KEPT = 60;

/** @param {unknown} e */
const asFault = (e) => (e instanceof ApiError ? e : new ApiError(-1, { title: String(e) }));

/** @template T @param {string} key @param {(signal: AbortSignal) => Promise<T>} fetcher @returns {Entry<T>} */
function entryOf(key, fetcher) {
  const known = cache.get(key);
  if (known) return known;
  const state = signal(/** @type {Answer<T>} */ ({ data: undefined, error: null, busy: false }));
  /** @type {Entry<T>} */
  const entry = { state, users: 0, abort: null, load: async () => {} };
  entry.load = async () => {
    entry.abort?.abort();
    const mine = (entry.abort = new AbortController());
    state.value = { ...state.peek(), busy: true };
    try {
      const data = await fetcher(mine.signal);
      if (entry.abort === mine) state.value = { data, error: null, busy: false };
    } catch (e) {
      if (entry.abort === mine && !mine.signal.aborted)
        state.value = { ...state.peek(), error: asFault(e), busy: false };
    }
  };
  cache.set(key, entry);
  for (const [k, old] of cache) {
    if (cache.size <= KEPT) break;
    if (old.users === 0) cache.delete(k);
  }
  return entry;
}

/**
 * One answer. What is known is shown at once and asked for again; a screen that goes away stops its question.
 * @template T
 * @param {string | null} key names the answer; null asks nothing
 * @param {(signal: AbortSignal) => Promise<T>} fetcher
 */
export function useQuery(key, fetcher) {
  const latest = useRef(fetcher);
  latest.current = fetcher;
  const full = key && lang.value + ' ' + key;
  const entry = useMemo(() => (full ? entryOf(full, (s) => latest.current(s)) : null), [full]);
  useEffect(() => {
    if (!entry) return;
    entry.users++;
    if (!entry.state.peek().busy) entry.load();
    return () => {
      if (--entry.users === 0 && entry.state.peek().busy) {
        entry.abort?.abort();
        entry.state.value = { ...entry.state.peek(), busy: false };
      }
    };
  }, [entry]);
  const none = /** @type {Answer<T>} */ ({ data: undefined, error: null, busy: false });
  const answer = /** @type {Answer<T>} */ (entry ? entry.state.value : none);
  return {
    ...answer,
    reload: () => entry?.load() ?? Promise.resolve(),
    /** Puts a newer answer in place, as a write returned it. @param {T} data */
    set: (data) => {
      if (entry) entry.state.value = { data, error: null, busy: false };
    },
  };
}
/**
 * A GET as a query: its address is its key. With `keep`, the last answer stays until the next question is answered.
 * @param {string | null} path @param {Query} [query] @param {{ keep?: boolean }} [options]
 */
export function useGet(path, query, { keep = false } = {}) {
  const key = path && path + '?' + JSON.stringify(query ?? {});
  const q = useQuery(key, (signal) => api.get(path ?? '', { query, signal }));
  const last = useRef(q.data);
  if (q.data !== undefined) last.current = q.data;
  return keep ? { ...q, data: last.current } : q;
}

/**
 * A list that goes on: pages by cursor, one after another. When the question changes, the old rows stay (`busy`) until the new ones come.
 * @template Row
 * @param {string | null} path @param {Query} [query]
 */
export function usePages(path, query = {}) {
  const key = path && lang.value + path + JSON.stringify(query);
  const [state, set] = useState(
    /** @type {{ key: string | null, rows: Row[] | undefined, first: any, next: string, error: ApiError | null, busy: boolean }} */ ({
      key: null,
      rows: undefined,
      first: undefined,
      next: '',
      error: null,
      busy: true,
    }),
  );
  const running = useRef(/** @type {AbortController | null} */ (null));
  const ask = async (/** @type {string} */ after) => {
    if (!path) return;
    running.current?.abort();
    const mine = (running.current = new AbortController());
    set((s) => ({ ...s, busy: true, error: null }));
    try {
      const page = await api.get(path, { query: { ...query, after }, signal: mine.signal });
      if (running.current !== mine) return;
      set((s) => ({
        key,
        rows: after ? [...(s.rows ?? []), ...page.items] : page.items,
        first: after ? s.first : page,
        next: page.next ?? '',
        error: null,
        busy: false,
      }));
    } catch (e) {
      if (running.current === mine && !mine.signal.aborted) set((s) => ({ ...s, error: asFault(e), busy: false }));
    }
  };
  useEffect(() => {
    ask('');
    return () => running.current?.abort();
  }, [key]);
  return {
    data: state.rows,
    /** The first page as it came, with what it says besides its rows. */
    first: state.first,
    error: state.error,
    busy: state.busy,
    /** The rows shown answer an older question. */
    stale: state.key !== key,
    more: state.next !== '',
    loadMore: () => {
      if (state.next && !state.busy && state.key === key) ask(state.next);
    },
    reload: () => ask(''),
  };
}

/**
 * One thing the user does. While it runs it cannot be done again; a repeat with the same input carries the same key, so
 * that the server does it once.
 * @template In, Out
 * @param {(input: In, key: string) => Promise<Out>} run
 * @param {(error: ApiError) => void} [failed] hears of a fault that the screen does not show beside the action
 */
export function useAction(run, failed) {
  const [state, set] = useState(
    /** @type {{ busy: boolean, error: ApiError | null }} */ ({ busy: false, error: null }),
  );
  const intent = useRef({ input: '', key: '' });
  const running = useRef(false);
  /** @param {In} input @returns {Promise<Out | undefined>} undefined when it failed or was running already */
  const act = async (input) => {
    if (running.current) return undefined;
    const said = JSON.stringify(input) ?? '';
    if (intent.current.input !== said || !intent.current.key) intent.current = { input: said, key: newKey() };
    running.current = true;
    set({ busy: true, error: null });
    try {
      const out = await run(input, intent.current.key);
      intent.current = { input: '', key: '' };
      set({ busy: false, error: null });
      return out;
    } catch (e) {
      const error = asFault(e);
      set({ busy: false, error });
      failed?.(error);
      return undefined;
    } finally {
      running.current = false;
    }
  };
  return { ...state, act, clear: () => set({ busy: false, error: null }) };
}

/** Asks again for every answer whose key starts so; those not on the screen are forgotten. @param {string[]} paths */
export function invalidate(...paths) {
  for (const [key, entry] of cache) {
    const path = key.slice(key.indexOf(' ') + 1);
    if (!paths.some((p) => path.startsWith(p))) continue;
    if (entry.users) entry.load();
    else cache.delete(key);
  }
}
/** Forgets everything: the next company must not see it. */
export function forget() {
  for (const entry of cache.values()) entry.abort?.abort();
  cache.clear();
}
/** How many answers are held. */
export const held = () => cache.size;
