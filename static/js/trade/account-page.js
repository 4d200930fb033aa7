// A client's account with a supplier over a period: what was owed, what happened, what is owed.
import { html } from '../h.js';
import { t, day, dayYear, money } from '../i18n.js';
import { useGet } from '../query.js';
import { useSearch } from '../router.js';
import { DataTable } from '../ui/data-table.js';
import { EmptyState } from '../ui/empty-state.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { Loaded, SkeletonPage } from '../ui/loaded.js';
import { StatCard } from '../ui/stat-card.js';
import { PdfButton } from './pdf-button.js';
import { DaysPeriod, periodOf } from './days-period.js';
import { Files } from './files.js';
import { invoicePlace, paymentPlace } from './places.js';
import { AgreementCards } from './agreement-cards.js';

/** @typedef {{ on: string, kind: string, id: string, number: string, about: string, debit: string, credit: string, balance: string }} Entry */
/** @typedef {{ client: { id: string, name: string }, supplier: { id: string, name: string }, currency: string, from: string, to: string, opening: string, debits: string, credits: string, closing: string, entries: Entry[], ageing: Record<'not_due' | 'to_30' | 'to_60' | 'to_90' | 'over_90' | 'credit', string>, currencies: string[] }} Account */

/** @param {{ e: Entry }} p */
const What = ({ e }) => {
  const name = t(/** @type {import('../i18n.js').Key} */ ('acc.k.' + e.kind), { no: e.number });
  const place = ['payment', 'reversal'].includes(e.kind)
    ? paymentPlace
    : e.kind === 'credit_note'
      ? undefined
      : invoicePlace;
  const to = place?.(e.id);
  return html`
    ${
      to
        ? html`
            <a class="pname" href=${to}>${name}</a>
          `
        : html`
            <span class="pname plain">${name}</span>
          `
    }
    <small>${e.about}</small>
  `;
};

/** What of the account has a paper. @type {Record<string, 'invoices' | 'credit-notes'>} */
const papers = { invoice: 'invoices', credit_note: 'credit-notes' };

/** @param {string} currency @returns {import('../ui/data-table.js').Col[]} */
const columns = (currency) => [
  { key: 'd', label: t('acc.on'), w: '100px', m: 'sub', cell: (e) => day(e.on) },
  {
    key: 'w',
    label: t('acc.what'),
    m: 'lead',
    cell: (e) => html`
      <${What} e=${e} />
    `,
  },
  {
    key: 'p',
    label: t('acc.debit'),
    num: true,
    w: '140px',
    m: 'sub',
    cell: (e) => e.debit && money(e.debit, currency),
  },
  {
    key: 'c',
    label: t('acc.credit'),
    num: true,
    w: '140px',
    m: 'sub',
    cell: (e) => e.credit && money(e.credit, currency),
  },
  {
    key: 'b',
    label: t('acc.balance'),
    num: true,
    w: '150px',
    m: 'side',
    cell: (e) => html`
      <b>${money(e.balance, currency)}</b>
    `,
  },
  {
    key: 'g',
    label: t('inv.pdf'),
    quiet: true,
    w: '52px',
    m: 'hide',
    cell: (e) =>
      papers[e.kind] &&
      html`
        <${PdfButton} invoice=${e} of=${papers[e.kind]} small />
      `,
  },
];

/** The statement, to be signed or to be reckoned with. @param {string} id @param {Record<string, string>} query @returns {import('./files.js').File[]} */
const files = (id, query) =>
  /** @type {const} */ ([
    ['pdf', 'ru'],
    ['pdf', 'en'],
    ['xlsx', ''],
    ['csv', ''],
  ]).map(([format, language]) => ({
    label: t(`acc.file.${format}`),
    sub: language ? t(`lang.${language}`) : format.toUpperCase(),
    path: `/accounts/${id}/file`,
    query: { ...query, format, language },
    name: `statement.${format}`,
  }));

/** Where the two have an account in more than one currency. @param {{ a: Account | undefined, set: (change: Record<string, string>) => void }} p */
const Currencies = ({ a, set }) =>
  a &&
  a.currencies.length > 1 &&
  html`
    <${Field}
      label=${t('acc.currency')}
      hideLabel
      value=${a.currency}
      onInput=${(/** @type {string} */ currency) => set({ currency })}
      options=${a.currencies.map((c) => [c, c])}
    />
  `;

/** What is owed at the period's end, by how late it was then. @param {{ a: Account }} p */
const Ageing = ({ a }) => html`
  <section class="card clip aged" aria-labelledby="ag-h">
    <div class="card-h"><h2 id="ag-h">${t('acc.ageing', { date: dayYear(a.to) })}</h2></div>
    <dl class="ages">
      ${
        /** @type {const} */ ([
          ['age.notdue', 'not_due'],
          ['age.30', 'to_30'],
          ['age.60', 'to_60'],
          ['age.90', 'to_90'],
          ['age.over', 'over_90'],
          ['age.credit', 'credit'],
        ]).map(
          ([name, f]) => html`
            <div key=${f} class=${Number(a.ageing[f]) === 0 ? 'quiet' : ''}>
              <dt>${t(name)}</dt>
              <dd class="num">${money(a.ageing[f], a.currency)}</dd>
            </div>
          `,
        )
      }
    </dl>
  </section>
`;

/** @param {{ a: Account }} p */
const Body = ({ a }) => html`
  <div class="kpis">
    <${StatCard} label=${t('acc.opening')} value=${money(a.opening, a.currency)} note=${dayYear(a.from)} />
    <${StatCard} label=${t('acc.debits')} value=${money(a.debits, a.currency)} note=${t('acc.debits.note')} />
    <${StatCard} label=${t('acc.credits')} value=${money(a.credits, a.currency)} note=${t('acc.credits.note')} />
    <${StatCard} label=${t('acc.closing')} value=${money(a.closing, a.currency)} note=${dayYear(a.to)} />
  </div>
  <${Ageing} a=${a} />
  <section class="card clip" aria-label=${t('acc.title')}>
    ${
      a.entries.length
        ? html`
            <${DataTable}
              label=${t('acc.title')}
              cols=${columns(a.currency)}
              rows=${a.entries}
              id=${(/** @type {Entry} */ e) => e.kind + e.id + e.about}
            />
          `
        : html`
            <${EmptyState} icon="receipt" title=${t('acc.none')} text=${t('acc.none.sub')} />
          `
    }
  </section>
`;

/** @param {{ id: string, across: 'client' | 'supplier', home: string, homeName: string, edit?: any }} p `id` is the other company; `edit` is the supplier's dialog for terms */
export function AccountPage({ id, across, home, homeName, edit }) {
  const [search, set] = useSearch();
  const period = periodOf(search);
  const asked = { ...period, currency: search.currency };
  const q = useGet('/accounts/' + id, asked, { keep: true });
  return html`
    <div class="page">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href=${home}>${homeName}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${q.data?.[across].name ?? t('acc.title')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('acc.title')}</h1>
          <p>${q.data?.[across].name ?? ''}</p>
        </div>
        <div class="ph-a">
          <${Currencies} a=${q.data} set=${set} />
          <${DaysPeriod} period=${period} set=${set} />
          <${Files} class="btn primary" files=${files(id, asked)} />
        </div>
      </header>
      <${Loaded}
        q=${q}
        wait=${html`
          <${SkeletonPage} />
        `}
      >
        ${(/** @type {Account} */ a) => html`
          <${Body} a=${a} />
        `}
      </${Loaded}>
      <${AgreementCards} id=${id} edit=${edit} />
    </div>
  `;
}
