// The bank's statements: import one, book what is certain, decide on the rest.
import { useRef, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, dayYear, num } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction, useGet, usePages, invalidate } from '../../query.js';
import { toast, toastFault } from '../../store.js';
import { useSearch } from '../../router.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { SkeletonPage, Trouble } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Panel } from '../../ui/panel.js';
import { Tabs } from '../../ui/tabs.js';
import { BankLine, ChooseDialog, IgnoreDialog } from './parts/bank-line.js';

/** @typedef {import('./parts/bank-line.js').Line} Line */
/** @typedef {{ id: string, format: string, file_name: string, account: string, from: string, to: string, lines: number, added: number, warnings: string[] }} Statement */
const states = /** @type {const} */ (['open', 'booked', 'ignored']);

/** A file's content in base64, as JSON carries it. @param {File} file @returns {Promise<string>} */
const base64 = (file) =>
  new Promise((done, failed) => {
    const r = new FileReader();
    r.onload = () => done(String(r.result).split(',')[1] ?? '');
    r.onerror = () => failed(r.error);
    r.readAsDataURL(file);
  });

/** @param {{ changed: () => void }} p */
function Import({ changed }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const bring = useAction(
    async (/** @type {File} */ file, key) =>
      api.post('/bank/statements', { name: file.name, content: await base64(file) }, { key }),
    toastFault,
  );
  const take = async (/** @type {File | undefined} */ file) => {
    const got = file && (await bring.act(file));
    if (!got) return;
    const added = got.statements.reduce((/** @type {number} */ n, /** @type {Statement} */ s) => n + s.added, 0);
    toast(got.known ? t('bank.known') : t('bank.imported', { n: added }));
    for (const w of new Set(got.statements.flatMap((/** @type {Statement} */ s) => s.warnings)))
      toast(t(/** @type {import('../../i18n.js').Key} */ ('bank.w.' + w)), undefined, 'bad');
    changed();
  };
  return html`
    <button type="button" class="btn" disabled=${bring.busy} onClick=${() => input.current?.click()}>
      <${Icon} name="plus" size=${15} />
      ${t('bank.import')}
    </button>
    <input
      ref=${input}
      type="file"
      class="sr-only"
      tabindex="-1"
      aria-label=${t('bank.file')}
      accept=".txt,.xml,.zip,.sta,.mt940,.940,.csv"
      onChange=${(/** @type {any} */ e) => (take(e.target.files[0]), (e.target.value = ''))}
    />
  `;
}

/** @param {{ n: number, changed: () => void }} p */
function BookCertain({ n, changed }) {
  const act = useAction((_, key) => api.post('/bank/book-certain', {}, { key }), toastFault);
  const book = async () => {
    const got = await act.act({});
    if (!got) return;
    toast(t('bank.booked', { n: got.booked }));
    changed();
  };
  return html`
    <button type="button" class="btn primary" disabled=${act.busy} onClick=${book}>
      <${Icon} name="check" size=${15} />
      ${t('bank.certain', { n })}
    </button>
  `;
}

/** @param {{ list: any, state: string, changed: () => void, choose: (l: Line) => void, ignore: (l: Line) => void }} p */
function Lines({ list, state, changed, choose, ignore }) {
  if (list.error && !list.data)
    return html`
      <${Trouble} error=${list.error} retry=${list.reload} />
    `;
  if (!list.data) return null;
  if (!list.data.length)
    return html`
      <${EmptyState}
        icon="landmark"
        title=${t(/** @type {import('../../i18n.js').Key} */ ('bank.none.' + state))}
        text=${t('bank.none.sub')}
      />
    `;
  return html`
    <ul class="bank-lines" role="list">
      ${list.data.map(
        (/** @type {Line} */ l) => html`
          <${BankLine} key=${l.id} l=${l} changed=${changed} choose=${choose} ignore=${ignore} />
        `,
      )}
    </ul>
    <${More} list=${list} />
  `;
}

/** @param {{ statements: Statement[] }} p */
const Statements = ({ statements }) => html`
  <${Panel} id="st-h" title=${t('bank.statements')}>
    ${
      statements.length
        ? html`
            <ul class="rows wrap" role="list">
              ${statements.map(
                (s) => html`
                  <li key=${s.id}>
                    <div>
                      <span class="pname plain">${s.file_name || s.account}</span>
                      <small>${dayYear(s.from)} – ${dayYear(s.to)}</small>
                    </div>
                    <span class="quiet">${t('bank.of', { n: num(s.added), m: num(s.lines) })}</span>
                  </li>
                `,
              )}
            </ul>
          `
        : html`
            <p class="quiet">${t('bank.formats')}</p>
          `
    }
  </${Panel}>
`;

export default function Bank() {
  const [search, set] = useSearch();
  const state = /** @type {typeof states[number]} */ (search.tab ?? 'open');
  const q = useGet('/bank');
  const list = usePages('/bank/lines', { state });
  const changed = () => {
    invalidate('/bank', '/receivables', '/invoices');
    list.reload();
  };
  const [choosing, choose] = useState(/** @type {Line | null} */ (null));
  const [ignoring, ignore] = useState(/** @type {Line | null} */ (null));
  if (!q.data)
    return q.error
      ? html`
          <${Trouble} error=${q.error} retry=${q.reload} />
        `
      : html`
          <${SkeletonPage} />
        `;
  const o = /** @type {{ open: number, certain: number, statements: Statement[] }} */ (q.data);
  const done = () => (choose(null), ignore(null), changed());
  return html`
    <div class="page rcv">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/receivables">${t('nav.receivables')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${t('rcv.bank')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('rcv.bank')}</h1>
          <p>${t('bank.formats')}</p>
        </div>
        <div class="ph-a">
          <${Import} changed=${changed} />
          ${
            o.certain > 0 &&
            html`
              <${BookCertain} n=${o.certain} changed=${changed} />
            `
          }
        </div>
      </header>
      <div class="two">
        <section class="card clip" aria-label=${t('bank.lines')}>
          <div class="card-tabs">
            <${Tabs}
              label=${t('bank.lines')}
              panel="lines"
              value=${state}
              onChange=${(/** @type {string} */ v) => set({ tab: v === 'open' ? '' : v })}
              tabs=${states.map((s) => ({
                id: s,
                label: t(/** @type {import('../../i18n.js').Key} */ ('bank.s.' + s)),
                ...(s === 'open' && { n: o.open }),
              }))}
            />
          </div>
          <div id="lines" role="tabpanel" aria-labelledby=${'lines-' + state}>
            <${Lines} list=${list} state=${state} changed=${changed} choose=${choose} ignore=${ignore} />
          </div>
        </section>
        <${Statements} statements=${o.statements} />
      </div>
      <${ChooseDialog} line=${choosing} onClose=${() => choose(null)} done=${done} />
      <${IgnoreDialog} line=${ignoring} onClose=${() => ignore(null)} done=${done} />
    </div>
  `;
}
