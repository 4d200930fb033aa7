import { html } from '../../h.js';
import { t, day, dayLong, today } from '../../i18n.js';
import { useGet } from '../../query.js';
import { can, session } from '../../session.js';
import { firstName } from '../../lib/words.js';
import { Icon } from '../../ui/icon.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loaded, SkeletonRows } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';
import { PartyCell } from '../../ui/product-cell.js';
import { Rhythm, RhythmBadge } from '../../trade/rhythm.js';
import { DueCard } from './parts/due-card.js';
import { RecentOrders, OpenInvoices } from './parts/home-panels.js';

/** @typedef {import('./parts/due-card.js').Suggestion} Suggestion */

const calls = new Set(['due', 'late', 'lapsed']);
/** What asks for a decision today: nothing is put off, nothing is ordered yet. @param {Suggestion} s */
const isDue = (s) => calls.has(s.state) && !s.open_order && !s.snoozed_until && !s.not_needed;

function greeting() {
  const h = Number(
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      timeZone: session.value?.organisation.time_zone || 'UTC',
    }).format(),
  );
  return h >= 5 && h < 12 ? 'home.morning' : h >= 12 && h < 18 ? 'home.afternoon' : 'home.evening';
}

/** A supplier that needs nothing today. @param {{ s: Suggestion }} p */
function CalmRow({ s }) {
  const o = s.open_order;
  const sub = o
    ? `${o.number} · ${t(/** @type {import('../../i18n.js').Key} */ ('order.s.' + o.status))}`
    : s.snoozed_until
      ? t('home.until', { date: day(s.snoozed_until) })
      : s.not_needed
        ? t('home.notNeeded')
        : s.due_on
          ? t('home.next', { date: day(s.due_on) })
          : t('reason.none');
  return html`
    <li>
      <${PartyCell} name=${s.supplier.name} href=${o ? '/orders/' + o.id : '/reorder/' + s.supplier.id} sub=${sub} />
      <${Rhythm} small r=${s} />
      <${RhythmBadge} r=${s} />
    </li>
  `;
}

/** @param {{ due: Suggestion[], reload: () => void }} p */
const Due = ({ due, reload }) =>
  due.length
    ? html`
        <div class="dues">
          ${due.map(
            (s, i) => html`
              <${DueCard} key=${s.supplier.id} s=${s} lead=${i === 0} reload=${reload} />
            `,
          )}
        </div>
      `
    : html`
        <div class="card">
          <${EmptyState} icon="circle-check" level=${3} title=${t('home.none')} text=${t('home.none.sub')}>
            <a class="btn" href="/catalogue">${t('home.browse')}</a>
          </${EmptyState}>
        </div>
      `;

function Reorder() {
  const q = useGet('/reorder');
  const wait = html`
    <div class="card pad-c"><${SkeletonRows} n=${5} /></div>
  `;
  const all = /** @type {Suggestion[]} */ (q.data?.items ?? []);
  const due = all.filter(isDue);
  const calm = all.filter((s) => !isDue(s));
  return html`
    <section aria-labelledby="due-h">
      <div class="sec-h">
        <h2 id="due-h">
          ${t('home.time')}${
            due.length > 0 &&
            html`
              <span class="count">${due.length}</span>
            `
          }
        </h2>
      </div>
      <${Loaded} q=${q} wait=${wait} level=${3}>
        ${() => html`
          <${Due} due=${due} reload=${q.reload} />
        `}
      </${Loaded}>
    </section>
    ${
      calm.length > 0 &&
      html`
        <${Panel} id="calm-h" title=${t('home.calm')}>
          <ul class="calm" role="list">
            ${calm.map(
              (s) => html`
                <${CalmRow} key=${s.supplier.id} s=${s} />
              `,
            )}
          </ul>
        </${Panel}>
      `
    }
  `;
}

export default function Home() {
  const s = session.value;
  if (!s) return null;
  return html`
    <div class="page home">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t(greeting(), { name: firstName(s.user.name) })}</h1>
          <p>
            ${s.organisation.name}
            <span class="dotsep">${dayLong(today(new Date()))}</span>
          </p>
        </div>
        <div class="ph-a">
          <a class="btn" href="/catalogue">
            <${Icon} name="layout-grid" />
            ${t('nav.catalogue')}
          </a>
        </div>
      </header>
      <div class="home-g">
        <div class="home-m"><${Reorder} /></div>
        <div class="home-s">
          ${
            can('invoice:read') &&
            html`
              <${OpenInvoices} />
            `
          }
          <${RecentOrders} />
        </div>
      </div>
    </div>
  `;
}
