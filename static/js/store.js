// What the frame and any screen may share: looks, drawers, toasts.
import { signal, effect } from '@preact/signals';
import { readPrefs } from './prefs.js';
/** @typedef {{ id: number, text: string, tone?: 'ok' | 'bad', action?: { label: string, run: () => void } }} Toast */

const root = document.documentElement;
export const theme = signal(/** @type {'light' | 'dark'} */ (root.dataset.theme === 'dark' ? 'dark' : 'light'));
export const density = signal(/** @type {'cosy' | 'compact'} */ (readPrefs().density ?? 'cosy'));
/** Whether single letters ("/", "?", "g h") are shortcuts. */
export const letters = signal(readPrefs().letters ?? true);
effect(() => {
  root.dataset.theme = theme.value;
  root.dataset.density = density.value;
});

export const navOpen = signal(false);
export const paletteOpen = signal(false);
export const helpOpen = signal(false);
/** How many modal dialogs are open: the page's own toasts are inert then. */
export const modals = signal(0);
export const toasts = signal(/** @type {Toast[]} */ ([]));
let lastToast = 0;
/** @param {string} text @param {Toast['action']} [action] @param {Toast['tone']} [tone] */
export function toast(text, action, tone = 'ok') {
  const id = ++lastToast;
  toasts.value = [...toasts.value.slice(-2), { id, text, tone, action }];
  setTimeout(() => dismiss(id), action || tone === 'bad' ? 8000 : 5000);
}
/** @param {number} id */
export const dismiss = (id) => {
  toasts.value = toasts.value.filter((x) => x.id !== id);
};
/** Says what went wrong, where the screen has no better place for it. @param {Error} e */
export const toastFault = (e) => toast(e.message, undefined, 'bad');
