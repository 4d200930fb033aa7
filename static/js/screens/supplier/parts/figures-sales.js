// What was sold, month by month and by category.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, civil, money0, moneyShort, month, monthYear, num } from '../../../i18n.js';
import { lazy } from '../../../ui/lazy.js';
import { DataTable } from '../../../ui/data-table.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Icon } from '../../../ui/icon.js';
import { Loaded } from '../../../ui/loaded.js';
import { StatCard } from '../../../ui/stat-card.js';
import { Against } from './figures-period.js';
import { Change, Share, change } from './figures-cells.js';

/** @typedef {{ month: string, net: string, orders: number, clients: number, before: string }} Month */
/** @typedef {{ id: string, name: string, products: number, net: string, before: string }} Category */
/** @typedef {{ net: string, before: string, orders: number, orders_before: number, clients: number, clients_before: number, average: string, average_before: string }} Total */
/** @typedef {{ period: import('./figures-period.js').Span, currencies: string[], total: Total, months: Month[], categories: Category[] }} Overview */

/** The arithmetic of charts is 30 KB: it comes after the first paint. */
const TrendChart = lazy(
  async () => (await import('../../../ui/chart.js')).TrendChart,
  html`
    <div class="chart-wait sk"></div>
  `,
);

/** @param {{ o: Overview }} p */
function Kpis({ o }) {
  const f = o.total;
  const c = o.period.currency;
  const note = (/** @type {any} */ before, /** @type {string} */ said) =>
    Number(before) > 0 ? t('fg.was', { v: said }) : t('fg.was.none');
  return html`
    <div class="kpis">
      <${StatCard}
        label=${t('fg.sales')}
        value=${moneyShort(f.net, c)}
        delta=${change(f.net, f.before)}
        note=${note(f.before, moneyShort(f.before, c))}
        spark=${o.months.length > 2 ? o.months.map((m) => Number(m.net)) : undefined}
      />
      <${StatCard}
        label=${t('fg.orders')}
        value=${num(f.orders)}
        delta=${change(f.orders, f.orders_before)}
        note=${note(f.orders_before, num(f.orders_before))}
        spark=${o.months.length > 2 ? o.months.map((m) => m.orders) : undefined}
      />
      <${StatCard}
        label=${t('fg.bought')}
        value=${num(f.clients)}
        delta=${change(f.clients, f.clients_before)}
        note=${note(f.clients_before, num(f.clients_before))}
      />
      <${StatCard}
        label=${t('fg.average')}
        value=${moneyShort(f.average, c)}
        delta=${change(f.average, f.average_before)}
        note=${note(f.average_before, moneyShort(f.average_before, c))}
      />
    </div>
  `;
}

/** @param {string} c @returns {import('../../../ui/data-table.js').Col[]} */
const monthColumns = (c) => [
  { key: 'm', label: t('fg.month'), m: 'lead', cell: (/** @type {Month} */ m) => monthYear(m.month) },
  {
    key: 'n',
    label: t('fg.net'),
    num: true,
    m: 'side',
    cell: (/** @type {Month} */ m) => html`
      <b>${money0(m.net, c)}</b>
    `,
  },
  { key: 'b', label: t('fg.before'), num: true, m: 'hide', cell: (/** @type {Month} */ m) => money0(m.before, c) },
  {
    key: 'd',
    label: t('fg.change'),
    num: true,
    w: '110px',
    cell: (/** @type {Month} */ m) => html`
      <${Change} f=${m} />
    `,
  },
  {
    key: 'o',
    label: t('fg.orders'),
    num: true,
    w: '100px',
    m: 'hide',
    cell: (/** @type {Month} */ m) => num(m.orders),
  },
  {
    key: 'c',
    label: t('fg.bought'),
    num: true,
    w: '150px',
    m: 'hide',
    cell: (/** @type {Month} */ m) => num(m.clients),
  },
];

/** @param {{ o: Overview }} p */
function Months({ o }) {
  const [wished, wish] = useState(false);
  const c = o.period.currency;
  const drawn = o.months.length > 1; // one month is no line
  const asTable = wished || !drawn;
  const short = (/** @type {number} */ v) => moneyShort(v, c);
  const data = o.months.map((m) => ({ at: civil(m.month + '-01'), cur: Number(m.net), prev: Number(m.before) }));
  return html`
    <section class="card ${asTable ? 'clip' : 'chart-c'}" aria-labelledby="fg-m">
      <header class="card-h">
        <div>
          <h2 id="fg-m">${t('fg.months')}</h2>
          <p class="legend">
            <span>
              <i class="k cur"></i>
              ${t('fg.this')}${' '}
              <b class="num">${moneyShort(o.total.net, c)}</b>
            </span>
            <span>
              <i class="k prev"></i>
              ${t('fg.before')}${' '}
              <b class="num">${moneyShort(o.total.before, c)}</b>
            </span>
          </p>
        </div>
        ${
          drawn &&
          html`
            <button
              type="button"
              class="btn icon sm"
              aria-pressed=${asTable}
              aria-label=${t('fg.table')}
              title=${t('fg.table')}
              onClick=${() => wish(!wished)}
            >
              <${Icon} name="list" size=${15} />
            </button>
          `
        }
      </header>
      ${
        asTable
          ? html`
              <${DataTable}
                cols=${monthColumns(c)}
                rows=${[...o.months].reverse()}
                id=${(/** @type {Month} */ m) => m.month}
                label=${t('fg.months')}
                compact
              />
            `
          : html`
              <${TrendChart}
                height=${240}
                data=${data}
                fmt=${short}
                fmtFull=${(/** @type {number} */ v) => money0(v, c)}
                fmtX=${month}
                tipTitle=${monthYear}
                labels=${[t('fg.this'), t('fg.before')]}
                desc=${t('fg.months.desc', { a: moneyShort(o.total.net, c), b: moneyShort(o.total.before, c) })}
              />
            `
      }
    </section>
  `;
}

/** @param {Overview} o @returns {import('../../../ui/data-table.js').Col[]} */
function categoryColumns(o) {
  const c = o.period.currency;
  const whole = Number(o.total.net) || 1;
  const share = (/** @type {Category} */ x) => String((Number(x.net) / whole) * 100);
  const most = o.categories.length ? share(o.categories[0]) : '100';
  return [
    {
      key: 'c',
      label: t('fg.category'),
      m: 'lead',
      cell: (/** @type {Category} */ x) => html`
        <b>${x.name}</b>
      `,
    },
    {
      key: 's',
      label: t('fg.share'),
      w: '220px',
      m: 'full',
      cell: (/** @type {Category} */ x) => html`
        <${Share} share=${share(x)} most=${most} />
      `,
    },
    {
      key: 'n',
      label: t('fg.net'),
      num: true,
      w: '150px',
      m: 'side',
      cell: (/** @type {Category} */ x) => html`
        <b>${money0(x.net, c)}</b>
      `,
    },
    {
      key: 'b',
      label: t('fg.before'),
      num: true,
      w: '150px',
      m: 'hide',
      cell: (/** @type {Category} */ x) => money0(x.before, c),
    },
    {
      key: 'd',
      label: t('fg.change'),
      num: true,
      w: '110px',
      m: 'act',
      cell: (/** @type {Category} */ x) => html`
        <${Change} f=${x} />
      `,
    },
    {
      key: 'p',
      label: t('fg.products'),
      num: true,
      w: '110px',
      cell: (/** @type {Category} */ x) => html`
        <span class="fg-only">${t('fg.products.n', { n: x.products })}</span>
        <span class="fg-wide">${num(x.products)}</span>
      `,
    },
  ];
}

const wait = html`
  <div class="kpis" aria-hidden="true">
    ${[1, 2, 3, 4].map(
      () => html`
        <div class="kpi card">
          <span class="sk w2"></span>
          <span class="sk w1"></span>
        </div>
      `,
    )}
  </div>
  <section class="card" aria-hidden="true"><div class="chart-wait sk"></div></section>
`;

/** @param {{ q: any }} p the answer of /figures */
export function Sales({ q }) {
  return html`
    <${Loaded} q=${q} wait=${wait}>
      ${(/** @type {Overview} */ o) =>
        o.total.orders + o.total.orders_before === 0
          ? html`
              <section class="card">
                <${EmptyState} icon="receipt" title=${t('fg.none')} text=${t('fg.none.sub')}>
                  <a class="btn" href="/incoming">${t('nav.incoming')}</a>
                </${EmptyState}>
              </section>
            `
          : html`
              <${Against} span=${o.period} />
              <${Kpis} o=${o} />
              <div class="stack">
                <${Months} o=${o} />
                <section class="card clip" aria-labelledby="fg-c">
                  <header class="card-h"><h2 id="fg-c">${t('fg.categories')}</h2></header>
                  ${
                    o.categories.length
                      ? html`
                          <${DataTable}
                            cols=${categoryColumns(o)}
                            rows=${o.categories}
                            id=${(/** @type {Category} */ x) => x.id}
                            label=${t('fg.categories')}
                            compact
                          />
                        `
                      : html`
                          <p class="fg-say pad quiet">${t('fg.categories.none')}</p>
                        `
                  }
                </section>
              </div>
            `}
    </${Loaded}>
  `;
}
