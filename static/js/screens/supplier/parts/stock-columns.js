import { html } from '../../../h.js';
import { t, day, moneyShort, num } from '../../../i18n.js';
import { unitName } from '../../../trade/goods.js';
import { ProductCell } from '../../../ui/product-cell.js';

/** How full the shelf is for its pace: full at the days that are wished for. @param {{ line: import('../stock.js').Line }} p */
const Cover = ({ line }) => {
  if (line.free === null)
    return html`
      <span class="quiet">${t('stk.order')}</span>
    `;
  if (line.free.startsWith('-'))
    return html`
      <span class="badge bad">${t('stk.short', { n: num(line.free.slice(1)) })}</span>
    `;
  if (line.cover_days === null)
    return html`
      <span class="quiet">${t('stk.unsold')}</span>
    `;
  return t('stk.days', { n: line.cover_days });
};

/**
 * @param {{ tab: string, currency: string, edit: boolean, warehouses: import('../stock.js').Warehouse[], count: (l: import('../stock.js').Line) => void }} p
 * @returns {import('../../../ui/data-table.js').Col[]}
 */
export const stockColumns = ({ tab, currency, edit, warehouses, count }) => [
  {
    key: 'p',
    label: t('stk.product'),
    m: 'lead',
    cell: (/** @type {import('../stock.js').Line} */ l) => html`
      <${ProductCell} icon=${l.icon} name=${l.name} sub=${l.sku} href=${'/products/' + l.id} small />
    `,
  },
  {
    key: 'h',
    label: t('stk.hand'),
    num: true,
    w: warehouses.length > 1 ? '230px' : '150px',
    m: 'side',
    cell: (/** @type {import('../stock.js').Line} */ l) => {
      const said = l.on_hand === null ? t('stk.toorder') : `${num(l.on_hand)} ${unitName(l.unit, l.on_hand)}`;
      const where =
        warehouses.length > 1 && l.on_hand !== null
          ? l.places
              .filter((p) => Number(p.on_hand))
              .map((p) => `${warehouses.find((w) => w.id === p.warehouse_id)?.code}: ${num(p.on_hand)}`)
              .join(' · ')
          : '';
      return html`
        ${
          edit
            ? html`
                <button
                  type="button"
                  class="linklike num"
                  aria-label=${t('stk.count.of', { name: l.name, n: said })}
                  onClick=${() => count(l)}
                >
                  ${said}
                </button>
              `
            : said
        }
        ${
          where &&
          html`
            <small class="quiet stk-where">${where}</small>
          `
        }
      `;
    },
  },
  {
    key: 'r',
    label: t('stk.reserved'),
    num: true,
    w: '110px',
    m: 'hide',
    cell: (/** @type {import('../stock.js').Line} */ l) => (l.reserved === '0' ? '—' : num(l.reserved)),
  },
  {
    key: 'f',
    label: t('stk.free'),
    num: true,
    w: '110px',
    m: 'hide',
    cell: (/** @type {import('../stock.js').Line} */ l) => (l.free === null ? '—' : num(l.free)),
  },
  {
    key: 'c',
    label: t('stk.cover'),
    w: '150px',
    cell: (/** @type {import('../stock.js').Line} */ l) => html`
      <${Cover} line=${l} />
    `,
  },
  tab === 'dead'
    ? {
        key: 'l',
        label: t('stk.last'),
        w: '120px',
        cell: (/** @type {import('../stock.js').Line} */ l) => (l.last_sold ? day(l.last_sold) : t('stk.never')),
      }
    : {
        key: 'x',
        label: t('stk.restock'),
        w: '120px',
        m: 'hide',
        cell: (/** @type {import('../stock.js').Line} */ l) => (l.restock_on ? day(l.restock_on) : '—'),
      },
  {
    key: 'v',
    label: t('stk.value'),
    num: true,
    w: '120px',
    m: tab === 'dead' ? 'sub' : 'hide',
    cell: (/** @type {import('../stock.js').Line} */ l) =>
      l.worth === null
        ? '—'
        : html`
            <span title=${t(l.at_cost ? 'stk.at.cost' : 'stk.at.list')}>${moneyShort(l.worth, currency)}</span>
          `,
  },
];
