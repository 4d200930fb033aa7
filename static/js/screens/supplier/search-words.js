// What the supplier's clients looked for and did not find, and the synonyms that answer it.
import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, day, num } from '../../i18n.js';
import { api } from '../../api.js';
import { invalidate, useAction, usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { toast } from '../../store.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { ListBody, SearchBox, useTyped } from '../../ui/list-page.js';

/** @typedef {{ words: string, times: number, clients: string[], clients_total: number, last_on: string }} Miss */
/** @typedef {{ id: string, words: string, meant: string, both_ways: boolean }} Synonym */

/** @param {{ words: string, setWords: (s: string) => void, onDone: () => void }} p */
function AddSynonym({ words, setWords, onDone }) {
  const [meant, setMeant] = useState('');
  const [both, setBoth] = useState(false);
  const add = useAction((/** @type {any} */ body, key) => api.post('/synonyms', body, { key }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const kept = await add.act({ words, meant, both_ways: both });
    if (!kept) return;
    toast(t('sw.added', { words: kept.words, meant: kept.meant }));
    setWords('');
    setMeant('');
    onDone();
  };
  const fault = (/** @type {string} */ name) => add.error?.field(name);
  return html`
    <form class="card panel sw-add" aria-label=${t('sw.add')} onSubmit=${submit}>
      <h2>${t('sw.add')}</h2>
      <div class="sw-sides">
        <${Field} label=${t('sw.words')} value=${words} onInput=${setWords} error=${fault('words')} required />
        <${Icon} name="arrow-right" />
        <${Field}
          label=${t('sw.meant')}
          value=${meant}
          onInput=${setMeant}
          error=${fault('meant')}
          required
          class="sw-meant"
        />
        <button type="submit" class="btn primary" disabled=${add.busy || !words.trim() || !meant.trim()}>
          ${t('sw.save')}
        </button>
      </div>
      <label class="chk">
        <input type="checkbox" checked=${both} onChange=${(/** @type {any} */ e) => setBoth(e.target.checked)} />
        <span>${t('sw.both')}</span>
      </label>
      <${Fault} error=${add.error} beside=${['words', 'meant']} />
    </form>
  `;
}

/** @param {(words: string) => void} answer @returns {import('../../ui/data-table.js').Col[]} */
const missColumns = (answer) => [
  {
    key: 'w',
    label: t('sw.looked'),
    m: 'lead',
    cell: (/** @type {Miss} */ m) => html`
      <b>${m.words}</b>
    `,
  },
  {
    key: 'c',
    label: t('sw.clients'),
    m: 'sub',
    cell: (/** @type {Miss} */ m) =>
      m.clients.join(', ') +
      (m.clients_total > m.clients.length ? ' ' + t('sw.others', { n: m.clients_total - m.clients.length }) : ''),
  },
  { key: 'n', label: t('sw.times'), num: true, w: '90px', m: 'side', cell: (/** @type {Miss} */ m) => num(m.times) },
  { key: 'd', label: t('sw.last'), w: '130px', m: 'hide', cell: (/** @type {Miss} */ m) => day(m.last_on) },
  {
    key: 'a',
    label: t('sw.act'),
    w: '180px',
    m: 'act',
    cell: (/** @type {Miss} */ m) => html`
      <button
        type="button"
        class="btn sm"
        aria-label=${t('sw.answer.of', { words: m.words })}
        onClick=${() => answer(m.words)}
      >
        <${Icon} name="plus" size=${14} />
        ${t('sw.answer')}
      </button>
    `,
  },
];

/** @param {(s: Synonym) => void} remove @returns {import('../../ui/data-table.js').Col[]} */
const synonymColumns = (remove) => [
  { key: 'w', label: t('sw.words'), m: 'lead', cell: (/** @type {Synonym} */ s) => s.words },
  {
    key: 'd',
    label: t('sw.way'),
    w: '90px',
    m: 'side',
    cell: (/** @type {Synonym} */ s) => html`
      <span title=${t(s.both_ways ? 'sw.way.both' : 'sw.way.one')}>${s.both_ways ? '⇄' : '→'}</span>
      <span class="sr-only">${t(s.both_ways ? 'sw.way.both' : 'sw.way.one')}</span>
    `,
  },
  { key: 'm', label: t('sw.meant'), m: 'sub', cell: (/** @type {Synonym} */ s) => s.meant },
  {
    key: 'a',
    label: t('sw.act'),
    w: '110px',
    m: 'act',
    cell: (/** @type {Synonym} */ s) => html`
      <button
        type="button"
        class="btn ghost icon"
        aria-label=${t('sw.remove', { words: s.words })}
        onClick=${() => remove(s)}
      >
        <${Icon} name="trash-2" size=${16} />
      </button>
    `,
  },
];

export default function SearchWords() {
  const [search, set] = useSearch();
  const q = search.q ?? '';
  const misses = usePages('/search-misses');
  const synonyms = usePages('/synonyms', { q });
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const [words, setWords] = useState('');
  const reload = () => {
    invalidate('/catalogue');
    misses.reload();
    synonyms.reload();
  };
  const forget = useAction((/** @type {string} */ id, key) => api.del('/synonyms/' + id, { key }));
  const remove = async (/** @type {Synonym} */ s) => {
    await forget.act(s.id);
    reload();
  };
  const answer = (/** @type {string} */ said) => {
    setWords(said);
    /** @type {HTMLElement | null} */ (document.querySelector('.sw-meant input'))?.focus();
  };
  return html`
    <div class="page">
      <nav class="crumbs" aria-label=${t('crumbs')}><a href="/products">${t('nav.products')}</a></nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('nav.searchWords')}</h1>
          <p>${t('sw.sub')}</p>
        </div>
      </header>
      <${AddSynonym} words=${words} setWords=${setWords} onDone=${reload} />
      <section class="card clip sw-part" aria-labelledby="sw-m">
        <div class="card-h"><h2 id="sw-m">${t('sw.misses')}</h2></div>
        <${ListBody}
          list=${misses}
          cols=${missColumns(answer)}
          label=${t('sw.misses')}
          id=${(/** @type {Miss} */ m) => m.words}
          empty=${html`
            <${EmptyState} icon="check" title=${t('sw.misses.none')} text=${t('sw.misses.none.sub')} />
          `}
        />
      </section>
      <section class="card clip sw-part" aria-labelledby="sw-s">
        <div class="card-h"><h2 id="sw-s">${t('sw.synonyms')}</h2></div>
        <div class="bar">
          <${SearchBox} label=${t('sw.find')} placeholder=${t('sw.find')} text=${text} setText=${setText} />
        </div>
        <${Fault} error=${forget.error} />
        <${ListBody}
          list=${synonyms}
          cols=${synonymColumns(remove)}
          label=${t('sw.synonyms')}
          id=${(/** @type {Synonym} */ s) => s.id}
          empty=${html`
            <${EmptyState} icon="search" title=${t('sw.synonyms.none')} text=${t('sw.synonyms.none.sub')} />
          `}
        />
      </section>
    </div>
  `;
}
