// Ctrl K: pages, and whatever the person may look up by name or number.
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { paletteOpen, modals } from '../store.js';
import { api } from '../api.js';
import { go } from '../router.js';
import { find } from '../routes.js';
import { can, side } from '../session.js';
import { menu } from '../menus.js';
import { Icon } from './icon.js';

/** @typedef {{ id: string, label: string, sub?: string, icon: string, to: string }} Hit */
const WAIT = 150; // milliseconds after the last key before the server is asked
const EACH = 6;

/** What can be looked up: where to ask and how an item reads. @type {{ side: import('../words.js').Side, opens: string, path: string, hit: (x: any) => Hit }[]} */
const sources = [
  {
    side: 'buyer',
    opens: '/catalogue/',
    path: '/catalogue/suggest',
    hit: (p) => ({
      id: p.id,
      label: p.name,
      sub: [p.sku, p.supplier?.name ?? p.supplier].filter(Boolean).join(' · '),
      icon: p.icon,
      to: '/catalogue/' + p.id,
    }),
  },
  {
    side: 'buyer',
    opens: '/orders/',
    path: '/orders',
    hit: (o) => ({ id: o.id, label: o.number, sub: o.supplier.name, icon: 'package', to: '/orders/' + o.id }),
  },
  {
    side: 'buyer',
    opens: '/invoices/',
    path: '/invoices',
    hit: (i) => ({ id: i.id, label: i.number, sub: i.supplier.name, icon: 'receipt', to: '/invoices/' + i.id }),
  },
  {
    side: 'supplier',
    opens: '/incoming/',
    path: '/orders',
    hit: (o) => ({ id: o.id, label: o.number, sub: o.client.name, icon: 'package', to: '/incoming/' + o.id }),
  },
  {
    side: 'supplier',
    opens: '/products/',
    path: '/products',
    hit: (p) => ({ id: p.id, label: p.name, sub: p.sku, icon: p.icon, to: '/products/' + p.id }),
  },
  {
    side: 'desk',
    opens: '/clients/',
    path: '/desk/clients',
    hit: (c) => ({ id: c.id, label: c.name, sub: c.city, icon: 'building-2', to: '/clients/' + c.id }),
  },
];
/** Sources whose page exists and is open to this person. */
const mine = () =>
  sources.filter((s) => s.side === side.value && find(s.opens + 'x') && can(find(s.opens + 'x')?.needs));

/** @param {string} q @param {AbortSignal} signal @returns {Promise<Hit[]>} */
async function lookUp(q, signal) {
  const answers = await Promise.allSettled(mine().map((s) => api.get(s.path, { query: { q, limit: EACH }, signal })));
  return answers.flatMap((a, i) => (a.status === 'fulfilled' ? a.value.items.slice(0, EACH).map(mine()[i].hit) : []));
}
/** @param {string} q @returns {Hit[]} */
const pagesLike = (q) =>
  menu()
    .map((i) => ({ id: i.to, label: t(i.key), icon: i.icon, to: i.to }))
    .filter((p) => p.label.toLowerCase().includes(q.toLowerCase()));

/** @param {{ hits: Hit[], at: number, id: string, take: (h: Hit) => void }} p */
const Hits = ({ hits, at, id, take }) => html`
  <ul class="hits" role="listbox" id=${id} aria-label=${t('pal.hits')}>
    ${hits.map(
      (h, i) => html`
        <li
          role="option"
          id=${id + i}
          key=${h.to}
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
            h.sub &&
            html`
              <small>${h.sub}</small>
            `
          }
        </li>
      `,
    )}
  </ul>
`;

/** The hits for what is typed, kept until the next ones are there. @param {string} q */
function useHits(q) {
  const [found, set] = useState({ q: '', hits: /** @type {Hit[]} */ ([]) });
  useEffect(() => {
    if (q.length < 2) return;
    const stop = new AbortController();
    const timer = setTimeout(
      () => lookUp(q, stop.signal).then((hits) => stop.signal.aborted || set({ q, hits })),
      WAIT,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q]);
  const hits = q.length < 2 ? pagesLike(q) : [...pagesLike(q), ...found.hits];
  return { hits, settled: q.length < 2 || found.q === q };
}

export function Palette() {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { hits, settled } = useHits(text.trim());
  const open = paletteOpen.value;
  useLayoutEffect(() => {
    if (open) {
      setText('');
      box.current?.showModal();
      input.current?.focus();
      modals.value++;
      return () => {
        modals.value--;
      };
    }
    box.current?.close();
  }, [open]);
  useEffect(() => setAt(0), [text, hits.length]);
  const close = () => (paletteOpen.value = false);
  const take = (/** @type {Hit} */ h) => {
    close();
    go(h.to);
  };
  const key = (/** @type {KeyboardEvent} */ e) => {
    if (e.key === 'Enter' && hits[at]) take(hits[at]);
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    e.preventDefault();
    const next = (at + (e.key === 'ArrowDown' ? 1 : -1) + hits.length) % (hits.length || 1);
    setAt(next);
    document.getElementById(id + next)?.scrollIntoView({ block: 'nearest' });
  };
  return html`
    <dialog
      ref=${box}
      class="palette"
      aria-label=${t(`search.${side.value}`)}
      onClose=${close}
      onClick=${(/** @type {MouseEvent} */ e) => e.target === box.current && close()}
    >
      ${
        open &&
        html`
          <div class="pal-in">
            <div class="search">
              <${Icon} name="search" />
              <input
                ref=${input}
                type="search"
                role="combobox"
                aria-expanded="true"
                aria-controls=${id}
                aria-activedescendant=${hits[at] ? id + at : undefined}
                aria-label=${t(`search.${side.value}`)}
                placeholder=${t(`search.${side.value}`)}
                value=${text}
                onInput=${(/** @type {any} */ e) => setText(e.target.value)}
                onKeyDown=${key}
              />
              <kbd aria-hidden="true">Esc</kbd>
            </div>
            <${Hits} hits=${hits} at=${at} id=${id} take=${take} />
            ${
              !hits.length &&
              settled &&
              html`
                <p class="pal-none" role="status">${t('pal.none', { q: text.trim() })}</p>
              `
            }
          </div>
        `
      }
    </dialog>
  `;
}
