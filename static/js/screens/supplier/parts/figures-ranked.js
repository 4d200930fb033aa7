// Clients or products by what they brought, in classes.
import { html } from '../../../h.js';
import { t, money0, moneyShort, num, pct } from '../../../i18n.js';
import { useGet, usePages } from '../../../query.js';
import { unitName } from '../../../trade/goods.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ListBody } from '../../../ui/list-page.js';
import { Loaded } from '../../../ui/loaded.js';
import { Meter } from '../../../ui/progress.js';
import { PartyCell } from '../../../ui/product-cell.js';
import { Change, ClassBadge, Share } from './figures-cells.js';
import { Against } from './figures-period.js';

/** @typedef {{ id: string, name: string, code: string, unit: string, quantity: string, times: number, net: string, before: string, share: string, class: 'A' | 'B' | 'C' | '' }} Ranked */
/** @typedef {{ class: 'A' | 'B' | 'C', count: number, net: string, share: string }} Class */
/** @typedef {{ period: import('./figures-period.js').Span, items: Class[] }} Classes */
/** @typedef {'clients' | 'products'} Of */

const tones = { A: 'good', B: 'b', C: 'c' };

/** @param {{ of: Of, c: Classes }} p */
function Abc({ of, c }) {
  const all = c.items.reduce((n, i) => n + i.count, 0);
  if (!all) return null;
  return html`
    <${Against} span=${c.period} />
    <section class="card pad-c fg-abc" aria-labelledby="fg-abc">
      <h2 id="fg-abc">${t(`fg.abc.${of}`)}</h2>
      <p class="quiet">${t('fg.abc.what')}</p>
      <${Meter} max=${100} parts=${c.items.map((i) => ({ v: Number(i.share), tone: tones[i.class] }))} />
      <ul role="list">
        ${c.items.map(
          (i) => html`
            <li key=${i.class}>
              <${ClassBadge} c=${i.class} />
              <b>${t(`fg.abc.${of}.n`, { n: i.count })}</b>
              <span class="quiet">
                ${t('fg.abc.bring', { share: pct(Number(i.share) / 100), sum: moneyShort(i.net, c.period.currency), of: pct(i.count / all, 0) })}
              </span>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

/** @param {{ of: Of, currency: string, most: string }} p @returns {import('../../../ui/data-table.js').Col[]} */
const columns = ({ of, currency, most }) => [
  {
    key: 'n',
    label: t(`fg.${of}.one`),
    m: 'lead',
    cell: (/** @type {Ranked} */ r) =>
      of === 'clients'
        ? html`
            <${PartyCell} name=${r.name} sub=${r.code} />
          `
        : html`
            <a class="pname" href=${'/products/' + r.id}>${r.name}</a>
            <small class="sku">${r.code}</small>
          `,
  },
  {
    key: 'c',
    label: t('fg.class'),
    w: '70px',
    m: 'act',
    cell: (/** @type {Ranked} */ r) => html`
      <${ClassBadge} c=${r.class} />
    `,
  },
  {
    key: 's',
    label: t('fg.share'),
    w: '190px',
    m: 'full',
    cell: (/** @type {Ranked} */ r) => html`
      <${Share} share=${r.share} most=${most} />
    `,
  },
  {
    key: 't',
    label: t(of === 'clients' ? 'fg.orders' : 'fg.sold'),
    num: true,
    w: '120px',
    cell: (/** @type {Ranked} */ r) =>
      of === 'clients'
        ? html`
            <span class="fg-only">${t('fg.orders.n', { n: r.times })}</span>
            <span class="fg-wide">${num(r.times)}</span>
          `
        : `${num(r.quantity)} ${unitName(r.unit, r.quantity)}`,
  },
  {
    key: 'v',
    label: t('fg.net'),
    num: true,
    w: '140px',
    m: 'side',
    cell: (/** @type {Ranked} */ r) => html`
      <b>${money0(r.net, currency)}</b>
    `,
  },
  {
    key: 'b',
    label: t('fg.before'),
    num: true,
    w: '140px',
    m: 'hide',
    cell: (/** @type {Ranked} */ r) => money0(r.before, currency),
  },
  {
    key: 'd',
    label: t('fg.change'),
    num: true,
    w: '110px',
    cell: (/** @type {Ranked} */ r) => html`
      <${Change} f=${r} />
    `,
  },
];

/** @param {{ of: Of, query: Record<string, string | undefined> }} p */
export function RankedBy({ of, query }) {
  const classes = useGet('/figures/classes', { ...query, of }, { keep: true });
  const list = usePages('/figures/' + of, query);
  const currency = classes.data?.period.currency ?? 'RUB';
  return html`
    <${Loaded} q=${classes} wait=${null}>
      ${(/** @type {Classes} */ c) => html`
        <${Abc} of=${of} c=${c} />
      `}
    </${Loaded}>
    <section class="card clip" aria-label=${t(`fg.t.${of}`)}>
      <${ListBody}
        list=${list}
        cols=${columns({ of, currency, most: list.data?.[0]?.share ?? '100' })}
        label=${t(`fg.t.${of}`)}
        id=${(/** @type {Ranked} */ r) => r.id}
        empty=${html`
          <${EmptyState} icon="receipt" title=${t('fg.none')} text=${t('fg.none.sub')}>
            <a class="btn" href="/incoming">${t('nav.incoming')}</a>
          </${EmptyState}>
        `}
      />
    </section>
  `;
}
