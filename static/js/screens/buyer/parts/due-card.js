import { html } from '../../../h.js';
import { t, civil, day, dayWeek, money0, num } from '../../../i18n.js';
import { api } from '../../../api.js';
import { useAction, useGet } from '../../../query.js';
import { can } from '../../../session.js';
import { toast } from '../../../store.js';
import { initials } from '../../../lib/words.js';
import { Icon } from '../../../ui/icon.js';
import { Popover, Choices } from '../../../ui/popover.js';
import { RhythmKey } from '../../../ui/rhythm-strip.js';
import { ProductCell } from '../../../ui/product-cell.js';
import { asOf, reasonOf, Rhythm, RhythmBadge } from '../../../trade/rhythm.js';
import { unitName } from '../../../trade/goods.js';
import { Change, changeCount } from './change.js';

/**
 * @typedef {import('../../../trade/rhythm.js').Rhythm & { basket_preview: { name: string, quantity: string, unit: string }[], not_needed: boolean, changes: { up: number, down: number, out: number, discontinued: number } }} Suggestion
 * @typedef {import('./change.js').BasketLine} BasketLine
 */
const LEAD_LINES = 5;
const OTHER_LINES = 2;
const DAY = 864e5;

/** Later, or not this time. Both can be taken back at once. @param {{ s: Suggestion, reload: () => void }} p */
function Postpone({ s, reload }) {
  const path = '/reorder/' + s.supplier.id;
  const back = useAction((/** @type {{}} */ _, key) => api.post(path + '/resume', undefined, { key }));
  const undo = { label: t('undo'), run: () => back.act({}).then(reload) };
  const put = useAction((/** @type {{ to: string, body?: object }} */ x, key) =>
    api.post(path + x.to, x.body, { key }),
  );
  /** @param {string} to @param {object | undefined} body @param {string} said */
  const decide = async (to, body, said) => {
    if ((await put.act({ to, body })) === undefined) return toast(t('home.undone'), undefined, 'bad');
    toast(said, undo);
    reload();
  };
  const on = (/** @type {number} */ n) => new Date(civil(asOf(s)) + n * DAY).toISOString().slice(0, 10);
  const later = [3, 7, 14].map((n) => ({
    label: t('home.in', { n }),
    sub: dayWeek(on(n)),
    run: () => decide('/snooze', { until: on(n) }, t('home.snoozed', { name: s.supplier.name, date: day(on(n)) })),
  }));
  const not = () => decide('/not-needed', undefined, t('home.notted', { name: s.supplier.name }));
  return html`
    <${Popover}
      class="btn ghost sm"
      button=${html`
        <${Icon} name="alarm-clock" size=${14} />
        ${t('home.snooze')}
        <span class="sr-only">${' '}· ${s.supplier.name}</span>
      `}
    >
      ${(/** @type {() => void} */ close) => html`
        <${Choices} close=${close} items=${later} />
      `}
    </${Popover}>
    <button type="button" class="btn ghost sm" disabled=${put.busy} onClick=${not}>
      ${t('home.not')}
      <span class="sr-only">${' '}· ${s.supplier.name}</span>
    </button>
  `;
}

/** The first lines of the usual basket; the first card asks for what changed in each. @param {{ s: Suggestion, lead: boolean }} p */
function UsualBasket({ s, lead }) {
  const q = useGet(lead ? '/reorder/' + s.supplier.id : null);
  const lines = /** @type {BasketLine[] | undefined} */ (q.data?.lines);
  const changed = changeCount(s.changes);
  return html`
    <div class="basket">
      <div class="row">
        <h4>${t('home.usual')}</h4>
        <small>${changed ? t('home.changed', { n: changed }) : t('home.unchanged')}</small>
      </div>
      <ul role="list" aria-busy=${lead && q.busy && !lines}>
        ${
          lines
            ? lines.slice(0, LEAD_LINES).map(
                (l) => html`
                  <li key=${l.product.id}>
                    <${ProductCell} small icon=${l.product.icon} name=${l.product.name} />
                    <span class="num q">${num(l.quantity)}${' '}${unitName(l.product.unit, l.quantity)}</span>
                    <span class="chgs"><${Change} l=${l} /></span>
                  </li>
                `,
              )
            : s.basket_preview.slice(0, lead ? LEAD_LINES : OTHER_LINES).map(
                (l) => html`
                  <li key=${l.name}>
                    <${ProductCell} small icon="package" name=${l.name} />
                    <span class="num q">${num(l.quantity)}${' '}${unitName(l.unit, l.quantity)}</span>
                  </li>
                `,
              )
        }
      </ul>
    </div>
  `;
}

/** One supplier that is due: why, since when, what it would be, and what to do. @param {{ s: Suggestion, lead: boolean, reload: () => void }} p */
export function DueCard({ s, lead, reload }) {
  const id = 'due-' + s.supplier.id;
  return html`
    <article class="card due ${lead ? 'lead' : ''}" aria-labelledby=${id}>
      <div class="due-h">
        <span class="av co" aria-hidden="true">${initials(s.supplier.name)}</span>
        <div>
          <h3 id=${id}>${s.supplier.name}</h3>
          <small>${s.supplier.trade}</small>
        </div>
        <${RhythmBadge} r=${s} />
      </div>
      <p class="reason">${reasonOf(s, 'you')}</p>
      <${Rhythm} r=${s} />
      ${
        lead &&
        html`
          <${RhythmKey} />
        `
      }
      <${UsualBasket} s=${s} lead=${lead} />
      <div class="due-f">
        <div>
          <b class="num">≈ ${money0(s.usual_total, s.currency)}</b>
          <small>${t('home.usual.sum')}</small>
        </div>
        <span class="sp"></span>
        ${
          can('reorder:decide') &&
          html`
            <${Postpone} s=${s} reload=${reload} />
          `
        }
        <a class="btn ${lead ? 'primary' : ''}" href=${'/reorder/' + s.supplier.id}>
          ${t('home.review')}
          <span class="sr-only">${' '}· ${s.supplier.name}</span>
          <${Icon} name="arrow-right" size=${15} />
        </a>
      </div>
    </article>
  `;
}
