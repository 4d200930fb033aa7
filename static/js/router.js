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
/** Puts keyboard and screen reader at the new page's heading. */
export const focusHeading = () =>
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      /** @type {HTMLElement | null} */ (document.querySelector('main h1'))?.focus({ preventScroll: true }),
    ),
  );
/** Sits once inside LocationProvider and keeps `route` and `go` true. */
export function Bridge() {
  const { path, route: to } = useLocation();
  push = to;
  useEffect(() => {
    route.value = path;
  }, [path]);
  return null;
}
