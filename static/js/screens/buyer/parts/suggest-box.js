// The catalogue's search box: what is typed searches at once, and below it lies where it may lead.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, num } from '../../../i18n.js';
import { api } from '../../../api.js';
import { go } from '../../../router.js';
import { Icon } from '../../../ui/icon.js';

/** @typedef {{ key: string, label: string, sub: string, icon: string, bought?: boolean, take: () => void }} Hint */
const WAIT = 120; // milliseconds after the last key before the server is asked

/** @param {any} found @param {(change: Record<string, string>) => void} narrow @returns {Hint[]} */
const hintsOf = (found, narrow) => [
  ...found.items.map((/** @type {any} */ p) => ({
    key: p.id,
    label: p.name,
    sub: [p.part_number || p.sku, p.supplier].filter(Boolean).join(' · '),
    icon: p.icon,
    bought: p.bought,
    take: () => go('/catalogue/' + p.id),
  })),
  ...found.categories.map((/** @type {any} */ c) => ({
    key: c.id,
    label: c.name,
    sub: t('cat.hint.category', { n: num(c.count) }),
    icon: c.icon,
    take: () => narrow({ category: c.id }),
  })),
  ...found.brands.map((/** @type {any} */ b) => ({
    key: 'brand' + b.name,
    label: b.name,
    sub: t('cat.hint.brand', { n: num(b.count) }),
    icon: 'tag',
    take: () => narrow({ brand: b.name }),
  })),
];

/** Hints for what is typed, kept until the next ones are there. @param {string} text @param {boolean} asked @param {(change: Record<string, string>) => void} narrow */
function useHints(text, asked, narrow) {
  const [hints, set] = useState(/** @type {Hint[]} */ ([]));
  useEffect(() => {
    if (!asked || !text.trim()) return set([]);
    const stop = new AbortController();
    const timer = setTimeout(
      () =>
        api.get('/catalogue/suggest', { query: { q: text.trim() }, signal: stop.signal }).then(
          (found) => stop.signal.aborted || set(hintsOf(found, narrow)),
          () => {}, // the results below say what is wrong
        ),
      WAIT,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, asked]);
  return hints;
}

/** @param {{ text: string, setText: (s: string) => void, narrow: (change: Record<string, string>) => void }} p */
export function SuggestBox({ text, setText, narrow }) {
  const id = useId();
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const hints = useHints(text, open, narrow);
  useEffect(() => setAt(-1), [text, hints]);
  const shown = open && hints.length > 0;
  const take = (/** @type {Hint} */ h) => {
    setOpen(false);
    h.take();
  };
  const key = (/** @type {KeyboardEvent} */ e) => {
    if (e.key === 'Escape' && shown) {
      e.stopPropagation();
      e.preventDefault();
      return setOpen(false);
    }
    if (e.key === 'Enter') {
      if (shown && hints[at]) take(hints[at]);
      return setOpen(false);
    }
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    e.preventDefault();
    if (!shown) return setOpen(true);
    const next = at + (e.key === 'ArrowDown' ? 1 : -1);
    setAt(next >= hints.length ? -1 : next < -1 ? hints.length - 1 : next);
    document.getElementById(id + next)?.scrollIntoView({ block: 'nearest' });
  };
  return html`
    <div
      class="search"
      ref=${box}
      onFocusOut=${(/** @type {FocusEvent} */ e) => {
        if (!box.current?.contains(/** @type {Node} */ (e.relatedTarget))) setOpen(false);
      }}
    >
      <${Icon} name="search" />
      <input
        type="search"
        role="combobox"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded=${shown}
        aria-controls=${shown ? id : undefined}
        aria-activedescendant=${shown && at >= 0 ? id + at : undefined}
        aria-label=${t('cat.search')}
        placeholder=${t('cat.search.ph')}
        value=${text}
        onInput=${(/** @type {any} */ e) => {
          setText(e.target.value);
          setOpen(true);
        }}
        onKeyDown=${key}
      />
      <kbd aria-hidden="true">/</kbd>
      ${
        shown &&
        html`
          <ul class="hits suggest" role="listbox" id=${id} aria-label=${t('cat.hints')}>
            ${hints.map(
              (h, i) => html`
                <li
                  role="option"
                  id=${id + i}
                  key=${h.key}
                  aria-selected=${i === at}
                  class=${i === at ? 'on' : ''}
                  onMouseDown=${(/** @type {Event} */ e) => {
                    e.preventDefault();
                    take(h);
                  }}
                >
                  <${Icon} name=${h.icon} />
                  <span>${h.label}</span>
                  ${
                    h.bought &&
                    html`
                      <em class="tag">${t('cat.hint.bought')}</em>
                    `
                  }
                  <small>${h.sub}</small>
                </li>
              `,
            )}
          </ul>
        `
      }
    </div>
  `;
}
