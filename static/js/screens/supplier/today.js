import { html } from '../../h.js';
import { t, dateTime, dayLong, moneyShort, num, today } from '../../i18n.js';
import { opens } from '../../menus.js';
import { useGet, usePages } from '../../query.js';
import { session } from '../../session.js';
import { daysBetween } from '../../lib/days.js';
import { firstName } from '../../lib/words.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { ListBody } from '../../ui/list-page.js';
import { Loaded } from '../../ui/loaded.js';
import { StatCard } from '../../ui/stat-card.js';
import { waitingColumns } from './parts/columns.js';

/** @typedef {{ to_answer: number, oldest_waiting_at: string | null, confirmed_this_month: { count: number, total: string }, clients_late: number, currency: string }} Figures */

/** By the company's calendar, whole days since an instant. @param {string} at */
const daysSince = (at) => daysBetween(today(new Date(at)), today(new Date()));

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
`;

/** @param {{ f: Figures }} p */
function Kpis({ f }) {
  const days = f.oldest_waiting_at ? daysSince(f.oldest_waiting_at) : 0;
  const longest = !f.oldest_waiting_at ? '—' : days === 0 ? t('sh.today') : t('sh.days', { n: days });
  const month = f.confirmed_this_month;
  return html`
    <div class="kpis">
      <${StatCard}
        label=${t('sh.answer')}
        value=${num(f.to_answer)}
        note=${f.to_answer ? t('sh.answer.n', { n: f.to_answer }) : t('sh.nobody')}
        href=${opens('/incoming')}
      />
      <${StatCard}
        label=${t('sh.longest')}
        value=${longest}
        note=${f.oldest_waiting_at ? t('sh.since', { date: dateTime(f.oldest_waiting_at) }) : t('sh.nobody')}
      />
      <${StatCard}
        label=${t('sh.month')}
        value=${moneyShort(month.total, f.currency)}
        note=${t('sh.month.n', { n: month.count })}
        href=${opens('/figures')}
      />
      <${StatCard}
        label=${t('sh.late')}
        value=${num(f.clients_late)}
        note=${t('sh.late.n')}
        href=${opens('/figures?tab=quiet')}
      />
    </div>
  `;
}

/** The supplier's day: what waits for an answer, and how the month goes. */
export default function Today() {
  const figures = useGet('/supplier/home');
  const list = usePages('/orders', { status: 'placed' });
  const s = session.value;
  if (!s) return null;
  const empty = html`
    <${EmptyState} icon="circle-check" title=${t('sh.none')} text=${t('sh.none.sub')}>
      <a class="btn" href="/incoming?tab=all">${t('in.all')}</a>
    <//>
  `;
  return html`
    <div class="page">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('sh.title', { name: firstName(s.user.name) })}</h1>
          <p>
            ${s.organisation.name}
            <span class="dotsep">${dayLong(today(new Date()))}</span>
          </p>
        </div>
        <div class="ph-a">
          <a class="btn" href="/figures">
            <${Icon} name="chart-column" />
            ${t('nav.figures')}
          </a>
          <a class="btn" href="/incoming">
            <${Icon} name="inbox" />
            ${t('nav.incoming')}
          </a>
        </div>
      </header>
      <${Loaded} q=${figures} wait=${wait}>
        ${(/** @type {Figures} */ f) => html`
          <${Kpis} f=${f} />
        `}
      <//>
      <section class="card clip" aria-labelledby="wa-h">
        <div class="card-h"><h2 id="wa-h">${t('sh.waiting')}</h2></div>
        <${ListBody}
          list=${list}
          cols=${waitingColumns()}
          label=${t('sh.waiting')}
          id=${(/** @type {any} */ o) => o.id}
          empty=${empty}
        />
      </section>
    </div>
  `;
}
