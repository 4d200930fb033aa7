// Clients past their usual rhythm, the most at stake first.
import { html } from '../../../h.js';
import { t, day, money0, moneyShort, num } from '../../../i18n.js';
import { usePages } from '../../../query.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Icon } from '../../../ui/icon.js';
import { ListBody } from '../../../ui/list-page.js';
import { PartyCell } from '../../../ui/product-cell.js';

/** @typedef {'late' | 'risk' | 'lapsed'} State */
/** @typedef {{ id: string, name: string, city: string, phone: string, state: State, awaited: boolean, last_on: string, silent_days: number, usual_gap_days: number, usual_total: string, currency: string, stake: string, nudged_on: string | null }} Client */
/** @typedef {{ late: number, risk: number, lapsed: number, stakes: { currency: string, clients: number, stake: string }[] }} First */

const states = /** @type {const} */ (['all', 'late', 'risk', 'lapsed']);
const tones = { late: 'warn', risk: 'bad', lapsed: '' };

/** @param {{ c: Client }} p */
const Silence = ({ c }) => html`
  ${t('fg.q.silent', { n: c.silent_days })}
  <small>${t('fg.q.usual', { n: c.usual_gap_days })}</small>
`;

/** @param {{ c: Client }} p what has been done about it, or what could be */
function Done({ c }) {
  if (c.awaited)
    return html`
      <span class="badge ok">${t('fg.q.awaited')}</span>
    `;
  if (c.nudged_on) return t('fg.q.nudged', { date: day(c.nudged_on) });
  return html`
    <span class="quiet">${t('fg.q.not')}</span>
  `;
}

/** @returns {import('../../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'c',
    label: t('fg.clients.one'),
    m: 'lead',
    cell: (/** @type {Client} */ c) => html`
      <${PartyCell} name=${c.name} sub=${c.city} />
    `,
  },
  {
    key: 's',
    label: t('fg.q.state'),
    w: '118px',
    m: 'act',
    cell: (/** @type {Client} */ c) => html`
      <span class="badge ${tones[c.state]}">${t(`fg.q.${c.state}`)}</span>
    `,
  },
  {
    key: 'd',
    label: t('fg.q.silence'),
    w: '160px',
    cell: (/** @type {Client} */ c) => html`
      <${Silence} c=${c} />
    `,
  },
  { key: 'l', label: t('fg.q.last'), w: '110px', m: 'hide', cell: (/** @type {Client} */ c) => day(c.last_on) },
  {
    key: 'u',
    label: t('fg.q.order'),
    num: true,
    w: '120px',
    m: 'hide',
    cell: (/** @type {Client} */ c) => money0(c.usual_total, c.currency),
  },
  {
    key: 'v',
    label: t('fg.q.stake'),
    num: true,
    w: '110px',
    m: 'side',
    cell: (/** @type {Client} */ c) => html`
      <b>${money0(c.stake, c.currency)}</b>
    `,
  },
  {
    key: 'n',
    label: t('fg.q.done'),
    w: '160px',
    cell: (/** @type {Client} */ c) => html`
      <${Done} c=${c} />
    `,
  },
  {
    key: 't',
    label: t('fg.q.call'),
    quiet: true,
    w: '124px',
    m: 'full',
    cell: (/** @type {Client} */ c) =>
      c.phone &&
      html`
        <a
          class="btn sm"
          href=${'tel:' + c.phone.replace(/[^+\d]/g, '')}
          aria-label=${t('fg.q.call.of', { name: c.name })}
        >
          <${Icon} name="phone" size=${14} />
          ${t('fg.q.call')}
        </a>
      `,
  },
];

/** @param {{ state: string, set: (s: string) => void }} p */
export function Quiet({ state, set }) {
  const list = usePages('/figures/quiet', { state: state || 'all' });
  /** @type {First | undefined} */
  const f = list.first;
  const count = (/** @type {typeof states[number]} */ s) => (s === 'all' ? f && f.late + f.risk + f.lapsed : f?.[s]);
  const stake = f?.stakes.map((s) => moneyShort(s.stake, s.currency)).join(' + ');
  return html`
    <section class="card clip" aria-labelledby="fg-q">
      <header class="card-h fg-h">
        <div>
          <h2 id="fg-q">${t('fg.q.title')}</h2>
          <p>${t('fg.q.what')}</p>
        </div>
        ${
          stake &&
          html`
            <p class="fg-sum">
              <b>${stake}</b>
              ${' '} ${t('fg.q.at')}
            </p>
          `
        }
      </header>
      <div class="filters seg-f" role="group" aria-label=${t('fg.q.state')}>
        ${states.map(
          (s) => html`
            <button
              type="button"
              class="btn sm"
              aria-pressed=${(state || 'all') === s}
              onClick=${() => set(s === 'all' ? '' : s)}
            >
              ${t(`fg.q.${s}`)}
              ${
                count(s) !== undefined &&
                html`
                  <span class="count">${num(count(s) ?? 0)}</span>
                `
              }
            </button>
          `,
        )}
      </div>
      <${ListBody}
        list=${list}
        cols=${columns()}
        label=${t('fg.q.title')}
        id=${(/** @type {Client} */ c) => c.id}
        empty=${html`
          <${EmptyState} icon="circle-check" title=${t('fg.q.none')} text=${t('fg.q.none.sub')} />
        `}
      />
    </section>
  `;
}
