// Single letters as shortcuts: they rest while somebody types, in dialogs, and for those who switched them off.
import { letters, helpOpen, paletteOpen } from './store.js';
import { side } from './session.js';
import { menu } from './menus.js';
import { go } from './router.js';

const GO_WITHIN = 1200; // milliseconds between "g" and its letter

/** @param {KeyboardEvent} e */
const typing = (e) =>
  /** @type {HTMLElement} */ (e.target).closest?.('input, textarea, select, dialog, [contenteditable]');

function focusSearch() {
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector('main input[type=search]'));
  if (input) input.focus();
  else paletteOpen.value = true;
}

export function watchKeys() {
  let g = 0;
  addEventListener('keydown', (e) => {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === 'k') {
      e.preventDefault();
      if (side.value !== 'public') paletteOpen.value = !paletteOpen.value;
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey || !letters.value || side.value === 'public' || typing(e)) return;
    if (e.key === '/') {
      e.preventDefault();
      focusSearch();
    } else if (e.key === '?') helpOpen.value = true;
    else if (Date.now() - g < GO_WITHIN) {
      const item = menu().find((i) => i.letter === e.key);
      if (item) go(item.to);
    }
    g = e.key === 'g' ? Date.now() : 0;
  });
}
