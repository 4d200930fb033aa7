// preact-iso does matching and history; this file is what the rest of the program may know of it.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';

export { LocationProvider, Router, Route } from 'preact-iso/router';
/** The current path, for the menu and for anything outside the tree. */
export const route = signal(location.pathname);
/** @type {(to: string, replace?: boolean) => void} */
let push = (to) => location.assign(to);
/** @param {string} to @param {boolean} [replace] */
export const go = (to, replace) => push(to, replace);

const PATIENCE = 3000; // milliseconds that a heading may take to come

/** Calls back with the page's heading, as soon as there is one. @param {(h1: HTMLElement) => void} found */
function heading(found) {
  const stop = performance.now() + PATIENCE;
  const look = () => {
    const h1 = /** @type {HTMLElement | null} */ (document.querySelector('main h1'));
    if (h1) found(h1);
    else if (performance.now() < stop) requestAnimationFrame(look);
  };
  requestAnimationFrame(() => requestAnimationFrame(look));
}
/** Names the tab after the page. */
export const nameTab = () =>
  heading((h1) => (document.title = (h1.firstChild?.textContent ?? '').trim() + ' · Povtor'));
/** Puts keyboard and screen reader at the new page's heading, unless the person has moved on meanwhile. */
export function arrive() {
  const before = document.activeElement;
  nameTab();
  heading((h1) => {
    const now = document.activeElement;
    if (now === before || now === document.body) h1.focus({ preventScroll: true });
  });
}

/** Sits once inside LocationProvider and keeps `route` and `go` true. */
export function Bridge() {
  const { path, route: to } = useLocation();
  push = to;
  useEffect(() => {
    route.value = path;
  }, [path]);
  return null;
}

/**
 * What stands behind the question mark: filters, tab, sort. A change replaces the address, so that "back" leaves the page.
 * @returns {[Record<string, string>, (change: Record<string, string | undefined>) => void]} '' or undefined takes a name out
 */
export function useSearch() {
  const { query, path, route: to } = useLocation();
  const set = (/** @type {Record<string, string | undefined>} */ change) => {
    const q = new URLSearchParams(location.search);
    for (const [k, v] of Object.entries(change))
      if (v) q.set(k, v);
      else q.delete(k);
    const s = q.toString();
    to(path + (s ? '?' + s : ''), true);
  };
  return [query, set];
}
