// What may be wrong with prices and stock.
import { html } from '../../../h.js';
import { t, moneyShort, num, unitPrice } from '../../../i18n.js';
import { opens } from '../../../menus.js';
import { useGet } from '../../../query.js';
import { DataTable, TableSkeleton } from '../../../ui/data-table.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Icon } from '../../../ui/icon.js';
import { Loaded } from '../../../ui/loaded.js';
import { Panel } from '../../../ui/panel.js';

/** @typedef {'no_price' | 'below_cost' | 'above_list'} Trouble */
/** @typedef {{ currency: string, no_price: number, below_cost: number, above_list: number, low: number, out: number, oversold: number, dead: number, dead_worth: string, cover_days: number, dead_days: number }} Health */
/** @typedef {{ id: string, sku: string, name: string, unit: string, price: string | null, cost: string | null, asked: string | null, terms: string }} Price */

export const troubles = /** @type {const} */ (['no_price', 'below_cost', 'above_list']);

/** @param {{ trouble: Trouble, currency: string }} p @returns {import('../../../ui/data-table.js').Col[]} */
function columns({ trouble, currency }) {
  const price = (/** @type {string | null} */ p) => (p === null ? '—' : unitPrice(p, currency));
  return [
    {
      key: 'n',
      label: t('fg.products.one'),
      m: 'lead',
      cell: (/** @type {Price} */ p) => html`
        <a class="pname" href=${'/products/' + p.id}>${p.name}</a>
        <small class="sku">${p.sku}</small>
      `,
    },
    ...(trouble === 'above_list'
      ? [{ key: 't', label: t('fg.h.terms'), w: '240px', cell: (/** @type {Price} */ p) => p.terms }]
      : []),
    ...(trouble === 'below_cost'
      ? [{ key: 'c', label: t('fg.h.cost'), num: true, w: '150px', cell: (/** @type {Price} */ p) => price(p.cost) }]
      : []),
    ...(trouble === 'above_list'
      ? [{ key: 'a', label: t('fg.h.asked'), num: true, w: '150px', cell: (/** @type {Price} */ p) => price(p.asked) }]
      : []),
    {
      key: 'p',
      label: t('fg.h.list'),
      num: true,
      w: '150px',
      m: /** @type {const} */ ('side'),
      cell: (/** @type {Price} */ p) => price(p.price),
    },
  ];
}

/** @param {{ n: number, label: string, text: string, href?: string, bad?: boolean }} p */
const Line = ({ n, label, text, href, bad = false }) => html`
  <li class="fg-line">
    <div>
      ${
        href
          ? html`
              <a class="pname" href=${href}>${label}</a>
            `
          : html`
              <b>${label}</b>
            `
      }
      <small>${text}</small>
    </div>
    <span class="badge ${n === 0 ? 'ok' : bad ? 'bad' : 'warn'}">
      ${
        n === 0 &&
        html`
          <${Icon} name="check" size=${12} />
        `
      }
      ${num(n)}
    </span>
  </li>
`;

/** @param {{ h: Health }} p */
const Stock = ({ h }) => html`
  <${Panel} id="fg-hs" title=${t('fg.h.stock')} href=${opens('/stock')} more=${t('fg.h.stock.go')}>
    <ul class="rows" role="list">
      <${Line}
        n=${h.oversold}
        bad
        label=${t('fg.h.oversold')}
        text=${t('fg.h.oversold.n')}
        href=${opens('/stock?tab=oversold')}
      />
      <${Line} n=${h.out} bad label=${t('fg.h.out')} text=${t('fg.h.out.n')} href=${opens('/stock?tab=out')} />
      <${Line}
        n=${h.low}
        label=${t('fg.h.low')}
        text=${t('fg.h.low.n', { n: h.cover_days })}
        href=${opens('/stock?tab=low')}
      />
      <${Line}
        n=${h.dead}
        label=${t('fg.h.dead')}
        text=${t('fg.h.dead.n', { n: h.dead_days, sum: moneyShort(h.dead_worth, h.currency) })}
        href=${opens('/stock?tab=dead')}
      />
    </ul>
  </${Panel}>
`;

/** @param {{ h: Health, set: (t: Trouble) => void }} p */
const Prices = ({ h }) => html`
  <${Panel} id="fg-hp" title=${t('fg.h.prices')} href=${opens('/prices')} more=${t('fg.h.prices.go')}>
    <ul class="rows" role="list">
      ${troubles.map(
        (k) => html`
          <${Line}
            key=${k}
            n=${h[k]}
            bad=${k !== 'above_list'}
            label=${t(`fg.h.${k}`)}
            text=${t(`fg.h.${k}.n`)}
            href=${'/figures?tab=health&trouble=' + k}
          />
        `,
      )}
    </ul>
  </${Panel}>
`;

/** @param {{ trouble: Trouble, currency: string }} p */
function Found({ trouble, currency }) {
  const q = useGet('/figures/prices', { trouble });
  const cols = columns({ trouble, currency });
  return html`
    <section class="card clip" aria-labelledby="fg-hf">
      <header class="card-h">
        <div>
          <h2 id="fg-hf">${t(`fg.h.${trouble}`)}</h2>
          <p>${t(`fg.h.${trouble}.n`)}</p>
        </div>
      </header>
      <${Loaded}
        q=${q}
        wait=${html`
          <${TableSkeleton} cols=${cols} n=${4} label=${t(`fg.h.${trouble}`)} />
        `}
      >
        ${(/** @type {{ items: Price[] }} */ found) =>
          found.items.length
            ? html`
                <${DataTable}
                  cols=${cols}
                  rows=${found.items}
                  id=${(/** @type {Price} */ p) => p.id + p.terms}
                  label=${t(`fg.h.${trouble}`)}
                  compact
                />
              `
            : html`
                <${EmptyState} icon="circle-check" title=${t('fg.h.none')} text=${t(`fg.h.none.${trouble}`)} />
              `}
      </${Loaded}>
    </section>
  `;
}

/** The trouble that is looked at: the one asked for, else the first there is any of. @param {string} asked @param {Health | undefined} h @returns {Trouble} */
export const troubleOf = (asked, h) =>
  troubles.find((k) => k === asked) ?? troubles.find((k) => (h?.[k] ?? 0) > 0) ?? troubles[0];

/** @param {{ q: any, trouble: Trouble }} p the answer of /figures/health */
export const HealthOf = ({ q, trouble }) => html`
  <${Loaded}
    q=${q}
    wait=${html`
      <div class="halves">
        <section class="card pad-c"><span class="sk w1"></span></section>
      </div>
    `}
  >
    ${(/** @type {Health} */ h) => html`
      <div class="halves fg-halves">
        <${Prices} h=${h} />
        <${Stock} h=${h} />
      </div>
      <${Found} trouble=${trouble} currency=${h.currency} />
    `}
  </${Loaded}>
`;
