import { html } from '../../../h.js';
import { t, day, dateTime, money } from '../../../i18n.js';
import { Icon } from '../../../ui/icon.js';
import { PartyCell } from '../../../ui/product-cell.js';
import { OrderState } from '../../../trade/order-state.js';

/** @typedef {import('../../../trade/order-view.js').OrderSummary} OrderSummary */
/** @typedef {import('../../../ui/data-table.js').Col} Col */

/** @param {OrderSummary} o */
const numberCell = (o) => html`
  <a class="pname" href=${'/incoming/' + o.id}>${o.number}</a>
  <small>
    ${t('cart.lines', { n: o.lines_count })}${
      o.client_number &&
      html`
        <span class="dotsep">${o.client_number}</span>
      `
    }
  </small>
`;
/** @param {OrderSummary} o */
const when = (o) =>
  o.promised_on
    ? t('ord.promised', { date: day(o.promised_on) })
    : o.wanted_on
      ? t('ord.wanted', { date: day(o.wanted_on) })
      : '';

/** @returns {Col[]} */
const first = () => [
  { key: 'n', label: t('ord.no'), w: '200px', m: 'lead', cell: numberCell },
  {
    key: 'c',
    label: t('inv.buyer'),
    m: 'full',
    cell: (o) => html`
      <${PartyCell} name=${o.client.name} sub=${o.placed_by_name} />
    `,
  },
  {
    key: 'd',
    label: t('ord.placed'),
    w: '150px',
    m: 'sub',
    cell: (o) => html`
      <time datetime=${o.placed_at}>${dateTime(o.placed_at)}</time>
    `,
  },
  { key: 'w', label: t('ord.delivery'), w: '160px', m: 'hide', cell: when },
];
/** @type {() => Col} */
const total = () => ({
  key: 't',
  label: t('ord.total'),
  num: true,
  w: '140px',
  m: 'side',
  cell: (o) => html`
    <b>${money(o.total, o.currency)}</b>
  `,
});

/** Orders of every state. @returns {Col[]} */
export const orderColumns = () => [
  ...first(),
  {
    key: 's',
    label: t('ord.state'),
    w: '180px',
    m: 'act',
    cell: (o) => html`
      <${OrderState} status=${o.status} />
    `,
  },
  total(),
];
/** Orders that wait: no state to tell, a way to the answer. @returns {Col[]} */
export const waitingColumns = () => [
  ...first(),
  total(),
  {
    key: 'a',
    label: t('in.answer'),
    quiet: true,
    w: '140px',
    m: 'act',
    cell: (o) => html`
      <a class="btn sm" href=${'/incoming/' + o.id}>
        ${t('in.answer')}
        <span class="sr-only">· ${o.number}</span>
        <${Icon} name="arrow-right" size=${14} />
      </a>
    `,
  },
];
