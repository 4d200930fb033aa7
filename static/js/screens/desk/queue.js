import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, money0, moneyShort } from '../../i18n.js';
import { usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { SkeletonRows, Trouble } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { PartyCell } from '../../ui/product-cell.js';
import { Progress } from '../../ui/progress.js';
import { RhythmKey } from '../../ui/rhythm-strip.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { Tabs } from '../../ui/tabs.js';
import { reasonOf, Rhythm, RhythmBadge } from '../../trade/rhythm.js';
import { everyOf, restOf } from './parts/every.js';
import { Notes } from './parts/notes.js';
import { Outcomes } from './parts/outcomes.js';
import { Peek } from './parts/peek.js';

/** What makes a silence rest: it is somebody's turn already. @typedef {'' | 'open_order' | 'not_needed' | 'snoozed' | 'contacted'} Rest */
/** @typedef {import('../../trade/rhythm.js').Rhythm & { alert: boolean, resting: Rest, money_at_stake: string }} Beat */
/**
 * A client that is late with somebody. `suppliers` are those it is late with, the most money first.
 * @typedef {{ client: { id: string, name: string, city: string, trade: string }, money_at_stake: string, currency: string, suppliers: Beat[], reason: { code: 'late' | 'alert' | 'lapsed' }, last_contact: { at: string, note: string, by: string, outcome: string } | null, nudged_at: string | null, held_out: boolean, contact: { name: string, job_title: string, phone: string | null, email: string } | null }} Case
 */
/** @typedef {{ currency: string, clients: number, money_at_stake: string }} Total */
const tabs = /** @type {const} */ (['late', 'alert', 'all']);
const SHOWN = 2; // suppliers of one client; the others are a click away

/** One supplier's silence: the reason in full for the first, in short for the others. @param {{ r: Beat, first: boolean }} p */
const Silence = ({ r, first }) => html`
  <div class="q-sil">
    ${
      first &&
      html`
        <p>${reasonOf(r, 'they')}</p>
      `
    }
    <${Rhythm} small r=${r} />
    <small>
      ${r.supplier.name}
      ${
        !first &&
        html`
          <span class="dotsep">${everyOf(r)}</span>
        `
      }
      ${
        r.resting &&
        html`
          <span class="dotsep">${restOf(r)}</span>
        `
      }
      <span class="dotsep">${t('q.usual', { v: moneyShort(r.usual_total, r.currency) })}</span>
    </small>
  </div>
`;

/** How urgent: days late, or that it is nearly too late. @param {{ c: Case }} p */
const Urgency = ({ c }) =>
  c.reason.code === 'alert'
    ? html`
        <${StatusBadge} tone="bad" icon="trending-down">${t('q.alert')}</${StatusBadge}>
      `
    : html`
        <${RhythmBadge} r=${c.suppliers[0]} />
      `;

/** @param {{ c: Case, rank: number, look: () => void, log: (how: string) => void }} p */
function Item({ c, rank, look, log }) {
  const [main] = c.suppliers;
  const more = c.suppliers.length - SHOWN;
  const who = c.contact ? [c.contact.name, c.contact.job_title].filter(Boolean).join(' · ') : c.client.city;
  return html`
    <li class="q-item">
      <span class="rank num" aria-hidden="true">${rank}</span>
      <div class="q-who">
        <${PartyCell} name=${c.client.name} onClick=${look} sub=${who} />
        ${
          main &&
          html`
            <${Urgency} c=${c} />
          `
        }
      </div>
      <div class="q-why">
        ${c.suppliers.slice(0, SHOWN).map(
          (r, i) => html`
            <${Silence} key=${r.supplier.id} r=${r} first=${i === 0} />
          `,
        )}
        ${
          more > 0 &&
          html`
            <button type="button" class="btn link sm" onClick=${look}>${t('q.more', { n: more })}</button>
          `
        }
        <${Notes} c=${c} />
      </div>
      <div class="q-risk">
        <b class="num">${moneyShort(c.money_at_stake, c.currency)}</b>
        <small>${t('q.risk90')}</small>
      </div>
      <${Outcomes} client=${c.client} supplier=${c.suppliers.length === 1 ? main.supplier.id : undefined} done=${log} />
    </li>
  `;
}

/** A case that is dealt with stays where it was, so that nothing jumps under the hand. @param {{ c: Case, how: string, look: () => void }} p */
const Done = ({ c, how, look }) => html`
  <li class="q-done">
    <${Icon} name="circle-check" size=${18} />
    <span>
      <button type="button" class="linklike" onClick=${look}><b>${c.client.name}</b></button>
      <span class="dotsep">${t(/** @type {import('../../i18n.js').Key} */ ('out.' + how))}</span>
    </span>
  </li>
`;

/** @param {{ list: any, done: Record<string, string>, look: (c: Case) => void, log: (c: Case, how: string) => void, empty: any }} p */
function Body({ list, done, look, log, empty }) {
  if (list.error && !list.data)
    return html`
      <${Trouble} error=${list.error} retry=${list.reload} />
    `;
  if (!list.data)
    return html`
      <div class="wait pad-c" aria-busy="true">
        <p class="sr-only" role="status">${t('loading')}</p>
        <${SkeletonRows} n=${6} />
      </div>
    `;
  if (!list.data.length) return empty;
  return html`
    <ol class="q-list ${list.stale ? 'stale' : ''}" role="list" aria-busy=${list.stale}>
      ${list.data.map((/** @type {Case} */ c, /** @type {number} */ i) =>
        done[c.client.id]
          ? html`
              <${Done} key=${c.client.id} c=${c} how=${done[c.client.id]} look=${() => look(c)} />
            `
          : html`
              <${Item}
                key=${c.client.id}
                c=${c}
                rank=${i + 1}
                look=${() => look(c)}
                log=${(/** @type {string} */ how) => log(c, how)}
              />
            `,
      )}
    </ol>
    <${More} list=${list} />
  `;
}

/** Who needs the account manager today, the most money first. */
export default function Queue() {
  const [search, set] = useSearch();
  const tab = tabs.find((x) => x === search.state) ?? 'late';
  const list = usePages('/desk/queue', { state: tab });
  const [done, setDone] = useState(/** @type {Record<string, string>} */ ({}));
  const [looked, setLooked] = useState(/** @type {Case | null} */ (null));
  const totals = /** @type {Total[] | undefined} */ (list.first?.totals);
  const log = (/** @type {Case} */ c, /** @type {string} */ how) => setDone((d) => ({ ...d, [c.client.id]: how }));
  const n = list.data?.filter((/** @type {Case} */ c) => done[c.client.id]).length ?? 0;
  const all = totals?.reduce((sum, x) => sum + x.clients, 0) ?? 0;
  const empty = html`
    <${EmptyState} icon="circle-check" title=${t('q.none')} text=${t('q.none.sub')}>
      ${
        tab !== 'all' &&
        html`
          <button type="button" class="btn" onClick=${() => set({ state: 'all' })}>${t('q.t.all')}</button>
        `
      }
    <//>
  `;
  return html`
    <div class="page queue">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('q.title')}</h1>
          ${
            totals &&
            all > 0 &&
            html`
              <p>${t('q.sub', { n: all, v: totals.map((x) => money0(x.money_at_stake, x.currency)).join(' + ') })}</p>
            `
          }
        </div>
        ${
          n > 0 &&
          html`
            <div class="q-prog"><${Progress} label=${t('q.done')} value=${n} max=${Math.max(all, n)} /></div>
          `
        }
      </header>
      <section class="card clip" aria-label=${t('q.title')}>
        <div class="card-tabs">
          <${Tabs}
            label=${t('q.why')}
            panel="queue"
            value=${tab}
            onChange=${(/** @type {string} */ v) => set({ state: v === 'late' ? '' : v })}
            tabs=${tabs.map((id) => ({ id, label: t(`q.t.${id}`) }))}
          />
          <${RhythmKey} />
        </div>
        <div id="queue" role="tabpanel" aria-labelledby=${'queue-' + tab}>
          <${Body} list=${list} done=${done} look=${setLooked} log=${log} empty=${empty} />
        </div>
      </section>
      <${Peek} c=${looked} onClose=${() => setLooked(null)} />
    </div>
  `;
}
