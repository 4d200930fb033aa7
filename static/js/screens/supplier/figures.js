// A supplier's own figures: what was sold to whom, who has gone quiet, what nobody buys, and what reminders did.
import { html } from '../../h.js';
import { t, today } from '../../i18n.js';
import { useGet } from '../../query.js';
import { useSearch } from '../../router.js';
import { Tabs } from '../../ui/tabs.js';
import { Keep } from './parts/figures-file.js';
import { HealthOf, troubleOf } from './parts/figures-health.js';
import { Period, monthsOf, moved } from './parts/figures-period.js';
import { Quiet } from './parts/figures-quiet.js';
import { RankedBy } from './parts/figures-ranked.js';
import { RemindersOf } from './parts/figures-reminders.js';
import { Sales } from './parts/figures-sales.js';
import { NeverBought } from './parts/figures-unsold.js';

const tabs = /** @type {const} */ (['sales', 'clients', 'products', 'quiet', 'unsold', 'health', 'reminders']);
/** @typedef {typeof tabs[number]} Tab */
/** What of it is of a period; the rest is as things stand now. @type {Set<Tab>} */
const timed = new Set(/** @type {Tab[]} */ (['sales', 'clients', 'products', 'reminders']));

/** @param {Tab} tab @param {import('./parts/figures-file.js').Table} trouble @returns {import('./parts/figures-file.js').Table[]} */
const tablesOf = (tab, trouble) =>
  tab === 'sales' ? ['months', 'categories'] : tab === 'health' ? [trouble] : tab === 'reminders' ? [] : [tab];

/** @param {{ all: string[], value: string, set: (c: string) => void }} p */
const Currency = ({ all, value, set }) => html`
  <span class="sel">
    <select aria-label=${t('fg.currency')} onChange=${(/** @type {any} */ e) => set(e.target.value)}>
      ${all.map(
        (c) => html`
          <option key=${c} value=${c} selected=${c === value}>${c}</option>
        `,
      )}
    </select>
  </span>
`;

export default function Figures() {
  const [search, set] = useSearch();
  const tab = tabs.find((x) => x === search.tab) ?? 'sales';
  const months = monthsOf(search);
  const query = { from: months.from, to: months.to, currency: search.currency };
  const sales = useGet('/figures', query, { keep: true });
  const health = useGet(tab === 'health' ? '/figures/health' : null);
  const trouble = troubleOf(search.trouble, health.data);
  const currency = sales.data?.period.currency ?? 'RUB';
  const tables = tablesOf(tab, trouble);
  const now = today(new Date()).slice(0, 7);
  const choose = (/** @type {import('./parts/figures-period.js').Months} */ m) =>
    m.to === now && m.from === moved(now, -11) ? set({ from: '', to: '' }) : set(m);
  return html`
    <div class="page figures">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('nav.figures')}</h1>
          <p>${t('fg.sub')}</p>
        </div>
        <div class="ph-a">
          ${
            timed.has(tab) &&
            sales.data?.currencies.length > 1 &&
            html`
              <${Currency}
                all=${sales.data.currencies}
                value=${currency}
                set=${(/** @type {string} */ c) => set({ currency: c })}
              />
            `
          }
          ${
            timed.has(tab) &&
            html`
              <${Period} months=${months} set=${choose} />
            `
          }
          ${
            tables.length > 0 &&
            html`
              <${Keep} tables=${tables} query=${{ ...query, client: search.client }} />
            `
          }
        </div>
      </header>
      <section class="card tabs-c" aria-label=${t('fg.tabs')}>
        <${Tabs}
          label=${t('fg.tabs')}
          panel="figures"
          value=${tab}
          onChange=${(/** @type {string} */ v) => set({ tab: v === 'sales' ? '' : v, state: '', client: '', trouble: '' })}
          tabs=${tabs.map((id) => ({ id, label: t(`fg.t.${id}`) }))}
        />
      </section>
      <div id="figures" role="tabpanel" aria-labelledby=${'figures-' + tab}>
        ${
          tab === 'sales' &&
          html`
            <${Sales} q=${sales} />
          `
        }
        ${
          (tab === 'clients' || tab === 'products') &&
          html`
            <${RankedBy} key=${tab} of=${tab} query=${query} />
          `
        }
        ${
          tab === 'quiet' &&
          html`
            <${Quiet} state=${search.state ?? ''} set=${(/** @type {string} */ state) => set({ state })} />
          `
        }
        ${
          tab === 'unsold' &&
          html`
            <${NeverBought}
              client=${search.client ?? ''}
              currency=${currency}
              set=${(/** @type {string} */ client) => set({ client })}
            />
          `
        }
        ${
          tab === 'health' &&
          html`
            <${HealthOf} q=${health} trouble=${trouble} />
          `
        }
        ${
          tab === 'reminders' &&
          html`
            <${RemindersOf} query=${query} />
          `
        }
      </div>
    </div>
  `;
}
