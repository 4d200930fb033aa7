import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, civil, day, dayYear, money0, moneyShort } from '../../i18n.js';
import { initials } from '../../lib/words.js';
import { compare, sum } from '../../lib/decimal.js';
import { useGet, usePages } from '../../query.js';
import { DataTable } from '../../ui/data-table.js';
import { Icon } from '../../ui/icon.js';
import { lazy } from '../../ui/lazy.js';
import { Loaded, SkeletonPage, SkeletonRows, Trouble } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Panel } from '../../ui/panel.js';
import { StatCard } from '../../ui/stat-card.js';
import { Timeline } from '../../ui/timeline.js';
import { ageingColumns } from '../../trade/ageing.js';
import { entryOf } from '../../trade/events.js';
import { Rhythm, RhythmBadge } from '../../trade/rhythm.js';
import { everyOf } from './parts/every.js';
import { deskLinks, tel } from './parts/links.js';
import { tradeName } from './parts/trade.js';
import { Outcomes } from './parts/outcomes.js';
import { Agreements, People } from './parts/client-panels.js';

/** @typedef {{ spend_12m: string, spend_prev_12m: string, at_risk: string, open_invoices: string, overdue_invoices: string, currency: string }} Figures */
/** @typedef {{ from: string, total: string, prev_total: string }} Week */
/** @typedef {{ id: string, name: string, city: string, trade: string, phone: string, since: string | null, figures: Figures, other_currencies: Figures[], weeks: Week[], rhythms: import('../../trade/rhythm.js').Rhythm[], people: import('./parts/client-panels.js').Person[], agreements: import('./parts/client-panels.js').Agreement[] }} Client */

/** The arithmetic of charts is 30 KB: it comes after the first paint. */
const TrendChart = lazy(
  async () => (await import('../../ui/chart.js')).TrendChart,
  html`
    <div class="chart-wait sk"></div>
  `,
);

/** A year against the one before, as a share; undefined where there was none. @param {Figures} f */
const change = (f) =>
  compare(f.spend_prev_12m, '0') > 0 ? Number(f.spend_12m) / Number(f.spend_prev_12m) - 1 : undefined;

/** @param {{ c: Client }} p */
function Kpis({ c }) {
  const f = c.figures;
  const owed =
    compare(f.overdue_invoices, '0') > 0
      ? t('cl.overdue', { v: money0(f.overdue_invoices, f.currency) })
      : t('cl.overdue.none');
  return html`
    <div class="kpis">
      <${StatCard}
        label=${t('cl.spend')}
        value=${moneyShort(f.spend_12m, f.currency)}
        delta=${change(f)}
        note=${t(change(f) === undefined ? 'cl.vs.none' : 'cl.vs')}
        spark=${c.weeks.slice(-14).map((w) => Number(w.total))}
      />
      <${StatCard} label=${t('cl.risk')} value=${moneyShort(f.at_risk, f.currency)} note=${t('cl.risk.n')} />
      <${StatCard} label=${t('cl.owed')} value=${moneyShort(f.open_invoices, f.currency)} note=${owed} />
      <${StatCard} label=${t('cl.prev')} value=${moneyShort(f.spend_prev_12m, f.currency)} note=${t('cl.prev.n')} />
    </div>
  `;
}

/** @param {{ c: Client }} p */
const Rhythms = ({ c }) => html`
  <${Panel} id="rh-h" title=${t('cl.rhythm')}>
    ${
      c.rhythms.length
        ? html`
            <ul class="rhythms" role="list">
              ${c.rhythms.map(
                (r) => html`
                  <li key=${r.supplier.id}>
                    <div class="row">
                      <div>
                        <b>${r.supplier.name}</b>
                        <small>${everyOf(r)}</small>
                      </div>
                      <${RhythmBadge} r=${r} />
                    </div>
                    <${Rhythm} r=${r} />
                  </li>
                `,
              )}
            </ul>
          `
        : html`
            <p class="quiet">${t('cl.rhythm.none')}</p>
          `
    }
  <//>
`;

/** @param {{ c: Client }} p */
function Weeks({ c }) {
  const cur = c.figures.currency;
  const now = sum(c.weeks.map((w) => w.total));
  const before = sum(c.weeks.map((w) => w.prev_total));
  const data = c.weeks.map((w) => ({ at: civil(w.from), cur: Number(w.total), prev: Number(w.prev_total) }));
  const short = (/** @type {number} */ v) => moneyShort(v, cur);
  if (data.length < 2) return null;
  return html`
    <section class="card chart-c" aria-labelledby="sp-h">
      <header class="card-h">
        <div>
          <h2 id="sp-h">${t('cl.weeks')}</h2>
          <p class="legend">
            <span>
              <i class="k cur"></i>
              ${t('cl.this')}${' '}
              <b class="num">${moneyShort(now, cur)}</b>
            </span>
            <span>
              <i class="k prev"></i>
              ${t('cl.before')}${' '}
              <b class="num">${moneyShort(before, cur)}</b>
            </span>
          </p>
        </div>
      </header>
      <${TrendChart}
        height=${220}
        data=${data}
        fmt=${short}
        fmtFull=${(/** @type {number} */ v) => money0(v, cur)}
        fmtX=${day}
        tipTitle=${(/** @type {number} */ at) => t('cl.week', { date: day(at) })}
        labels=${[t('cl.this'), t('cl.before')]}
        desc=${t('cl.weeks.desc', { a: moneyShort(now, cur), b: moneyShort(before, cur) })}
      />
    </section>
  `;
}

/** @param {{ id: string, fresh: number }} p `fresh` changes when something was just added */
function Story({ id, fresh }) {
  const list = usePages(`/desk/clients/${id}/events`, { limit: 12 });
  const [seen, setSeen] = useState(fresh);
  if (seen !== fresh) {
    setSeen(fresh);
    list.reload();
  }
  const rows = list.data;
  return html`
    <${Panel} id="tl-h" title=${t('cl.story')}>
      ${
        list.error &&
        !rows &&
        html`
          <${Trouble} error=${list.error} retry=${list.reload} level=${3} />
        `
      }
      ${
        !list.error &&
        !rows &&
        html`
          <div class="wait" aria-busy="true"><${SkeletonRows} n=${4} /></div>
        `
      }
      ${
        rows &&
        (rows.length
          ? html`
              <${Timeline} events=${rows.map((/** @type {any} */ e) => entryOf(e, deskLinks(false)))} />
            `
          : html`
              <p class="quiet">${t('cl.story.none')}</p>
            `)
      }
      <${More} list=${list} />
    <//>
  `;
}

/** What it owes the suppliers of the book, by how late it is. @param {{ id: string }} p */
function Owing({ id }) {
  const q = useGet('/receivables', { client: id });
  const rows = /** @type {import('../../trade/ageing.js').Row[]} */ (q.data?.items ?? []);
  return (
    rows.length > 0 &&
    html`
      <section class="card clip" aria-labelledby="ow-h">
        <div class="card-h"><h2 id="ow-h">${t('age.title')}</h2></div>
        <${DataTable}
          label=${t('age.title')}
          cols=${ageingColumns('supplier', (r) => `/clients/${id}/accounts/${r.supplier.id}`).filter((c) => 'wnco'.includes(c.key))}
          rows=${rows}
          id=${(/** @type {import('../../trade/ageing.js').Row} */ r) => r.supplier.id + r.currency}
        />
      </section>
    `
  );
}

/** @param {{ c: Client }} p */
function Page({ c }) {
  const [logged, setLogged] = useState(0);
  return html`
    <div class="page client">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/clients">${t('nav.clients')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${c.name}</span>
      </nav>
      <header class="ph">
        <div class="cl-h">
          <span class="av co xl" aria-hidden="true">${initials(c.name)}</span>
          <div>
            <h1 tabindex="-1">${c.name}</h1>
            <p>
              ${[tradeName(c.trade), c.city].filter(Boolean).join(' · ')}${
                c.since &&
                html`
                  <span class="dotsep">${t('cl.since', { date: dayYear(c.since) })}</span>
                `
              }
            </p>
          </div>
        </div>
        <div class="ph-a">
          ${
            c.phone &&
            html`
              <a class="btn sm" href=${tel(c.phone)}>
                <${Icon} name="phone" size=${14} />
                ${t('q.call')}
              </a>
            `
          }
          <${Outcomes} client=${c} all done=${() => setLogged((n) => n + 1)} />
        </div>
      </header>
      <${Kpis} c=${c} />
      <div class="two">
        <div class="stack">
          <${Rhythms} c=${c} />
          <${Weeks} c=${c} />
          <${Owing} id=${c.id} />
          <${Story} id=${c.id} fresh=${logged} />
        </div>
        <div class="stack">
          <${People} people=${c.people} />
          <${Agreements} client=${c.id} agreements=${c.agreements} />
        </div>
      </div>
    </div>
  `;
}

/** One client as the account manager sees it. @param {{ params: { id: string } }} p */
export default function ClientPage({ params }) {
  const q = useGet('/desk/clients/' + params.id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Client} */ c) => html`
        <${Page} key=${c.id} c=${c} />
      `}
    <//>
  `;
}
