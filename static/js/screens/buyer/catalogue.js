import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { useGet, usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { can, session } from '../../session.js';
import { density } from '../../store.js';
import { savePrefs } from '../../prefs.js';
import { Icon } from '../../ui/icon.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Drawer } from '../../ui/drawer.js';
import { Trouble } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { useTyped } from '../../ui/list-page.js';
import { Chips, Facets, attributesIn } from './parts/facets.js';
import { PastePartNumbers } from './parts/part-number.js';
import { SuggestBox } from './parts/suggest-box.js';
import { ProductTable, ProductSkeleton } from './parts/product-table.js';

const PAGE = 48;
const sorts = /** @type {const} */ (['relevance', 'usual', 'name', 'price']);

/** @param {{ text: string, setText: (s: string) => void, sort: string, setSort: (s: string) => void, picked: number, openFilters: () => void, narrow: (change: Record<string, string>) => void }} p */
function SearchBar({ text, setText, sort, setSort, picked, openFilters, narrow }) {
  const compact = density.value === 'compact';
  const flip = () => savePrefs({ density: (density.value = compact ? 'cosy' : 'compact') });
  return html`
    <div class="bar">
      <${SuggestBox} text=${text} setText=${setText} narrow=${narrow} />
      <button type="button" class="btn only-f" onClick=${openFilters}>
        <${Icon} name="sliders-horizontal" />
        ${t('cat.filters')}${
          picked > 0 &&
          html`
            <span class="pill">${picked}</span>
          `
        }
      </button>
      <label class="sel">
        <span class="sr-only">${t('cat.sort')}</span>
        <select value=${sort} onChange=${(/** @type {any} */ e) => setSort(e.target.value)}>
          ${sorts.map(
            (s) => html`
              <option value=${s} selected=${s === sort}>${t(`sort.${s}`)}</option>
            `,
          )}
        </select>
      </label>
      <button
        type="button"
        class="btn icon only-d"
        aria-pressed=${compact}
        aria-label=${t('density.compact')}
        title=${t('density.compact')}
        onClick=${flip}
      >
        <${Icon} name="list" />
      </button>
    </div>
  `;
}

/** @param {{ list: any, total: number | undefined, reset: () => void }} p */
function Results({ list, total, reset }) {
  if (list.error && !list.data)
    return html`
      <${Trouble} error=${list.error} retry=${list.reload} />
    `;
  if (!list.data)
    return html`
      <div class="wait" aria-busy="true">
        <p class="sr-only" role="status">${t('loading')}</p>
        <${ProductSkeleton} />
      </div>
    `;
  if (!list.data.length)
    return html`
      <${EmptyState} icon="search" title=${t('cat.empty')} text=${t('cat.empty.sub')}>
        <button type="button" class="btn" onClick=${reset}>${t('cat.clear')}</button>
      </${EmptyState}>
    `;
  return html`
    <${ProductTable} rows=${list.data} total=${list.more ? total : list.data.length} stale=${list.stale} />
    <${More} list=${list} />
  `;
}

/** What the list is narrowed to, as an address goes on. @param {Record<string, string | undefined>} filters */
function asked(filters) {
  const q = new URLSearchParams(Object.entries(filters).flatMap(([k, v]) => (v ? [[k, v]] : [])));
  return q.size ? '?' + q : '';
}

export default function Catalogue() {
  const [search, set] = useSearch();
  const { q = '', supplier, category, brand, available } = search;
  const attribute = attributesIn(search.attribute);
  const sort = search.sort ?? (q ? 'relevance' : 'usual');
  const filters = { q, supplier, category, brand, available, attribute };
  const list = usePages('/catalogue', { ...filters, sort, limit: PAGE });
  const facets = useGet('/catalogue/facets', filters, { keep: true });
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const [open, setOpen] = useState(false);
  const [pasting, setPasting] = useState(false);
  const picked = [supplier, category, brand, available, ...attribute].filter(Boolean).length;
  const clear = () => set({ supplier: '', category: '', brand: '', available: '', attribute: '' });
  const narrow = (/** @type {Record<string, string>} */ change) => {
    setText('');
    set({ q: '', attribute: '', ...change });
  };
  const reset = () => {
    setText('');
    set({ q: '', supplier: '', category: '', brand: '', available: '', attribute: '' });
  };
  const retry = () => {
    list.reload();
    facets.reload();
  };
  const total = facets.data?.total;
  const count = total === undefined ? '' : t('cat.count', { n: total });
  return html`
    <div class="page cat-page">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('nav.catalogue')}</h1>
          <p>${t('cat.sub', { name: session.value?.organisation.name ?? '' })}</p>
        </div>
        <div class="acts">
          ${
            can('partnumber:edit') &&
            html`
              <button type="button" class="btn" onClick=${() => setPasting(true)}>${t('part.open')}</button>
            `
          }${
            can('print:make') &&
            html`
              <a
                class="btn"
                href=${'/price-list' + asked({ q, supplier, category, brand, available, attribute: search.attribute })}
              >
                <${Icon} name="download" size=${15} />
                ${t('print.title')}
              </a>
            `
          }
        </div>
      </header>
      <div class="cat-grid">
        <aside class="facets" aria-label=${t('cat.filters')}>
          <${Facets} data=${facets.data} search=${search} set=${set} />
        </aside>
        <section class="card results" aria-label=${t('nav.catalogue')}>
          <${SearchBar}
            text=${text}
            setText=${setText}
            sort=${sort}
            setSort=${(/** @type {string} */ s) => set({ sort: s })}
            picked=${picked}
            openFilters=${() => setOpen(true)}
            narrow=${narrow}
          />
          <div class="chips">
            <span class="n" role="status">${count}</span>
            <${Chips} data=${facets.data} search=${search} set=${set} />
            ${
              picked > 1 &&
              html`
                <button type="button" class="btn link sm" onClick=${clear}>${t('cat.clear')}</button>
              `
            }
          </div>
          ${
            list.first?.corrected &&
            html`
              <p class="note info fixed-q">
                <${Icon} name="search" />
                <span>${t('cat.corrected', { q: list.first.corrected })}</span>
              </p>
            `
          }
          ${
            list.first?.unsorted &&
            html`
              <p class="note info fixed-q">
                <${Icon} name="info" />
                <span>${t('cat.unsorted')}</span>
              </p>
            `
          }
          <${Results} list=${{ ...list, reload: retry }} total=${total} reset=${reset} />
        </section>
      </div>
      <${PastePartNumbers} open=${pasting} onClose=${() => setPasting(false)} />
      <${Drawer}
        side="left"
        title=${t('cat.filters')}
        open=${open}
        onClose=${() => setOpen(false)}
        footer=${html`
          <div class="acts">
            <button type="button" class="btn" onClick=${clear}>${t('cat.clear')}</button>
            <button type="button" class="btn primary" onClick=${() => setOpen(false)}>${count}</button>
          </div>
        `}
      >
        <${Facets} data=${facets.data} search=${search} set=${set} />
      </${Drawer}>
    </div>
  `;
}
