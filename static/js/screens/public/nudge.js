import { html } from '../../h.js';
import { t, dayYear, money, money0, num, unitPrice } from '../../i18n.js';
import { sum, times, placesOf } from '../../lib/decimal.js';
import { homeOf } from '../../menus.js';
import { useGet } from '../../query.js';
import { session, side, signInAddress } from '../../session.js';
import { Brand } from '../../ui/brand.js';
import { DataTable } from '../../ui/data-table.js';
import { Delta } from '../../ui/delta.js';
import { Icon } from '../../ui/icon.js';
import { SkeletonPage, Trouble } from '../../ui/loaded.js';
import { ProductCell } from '../../ui/product-cell.js';
import { RhythmKey } from '../../ui/rhythm-strip.js';
import { reasonOf, Rhythm, RhythmBadge } from '../../trade/rhythm.js';
import { InStock, packOf, stockNote, unitName } from '../../trade/goods.js';
import { DeadLink, Outside } from './parts/outside.js';

/** @typedef {{ product: { id: string, sku: string, name: string, icon: string, unit: string, pack_size: string }, quantity: string, selected: boolean, unit_price: string | null, price_delta: string | null, availability: import('../../trade/goods.js').Availability, status: string, substitute: { product: { name: string } } | null }} Line */
/** @typedef {{ client: { name: string }, supplier: { id: string, name: string }, reason: (import('../../trade/rhythm.js').Rhythm & { open_order: object | null }) | null, lines: Line[], currency: string, expires_at: string }} Nudge */

/** @param {Line} l */
const counts = (l) => l.selected && l.unit_price !== null;

/** @param {Line} l */
function stockCell(l) {
  const instead =
    l.substitute &&
    html`
      <small>${t('nu.instead', { name: l.substitute.product.name })}</small>
    `;
  if (l.status === 'discontinued')
    return html`
      <span class="st out-bad">
        <i aria-hidden="true"></i>
        ${t('nu.gone')}
      </span>
      ${instead}
    `;
  return html`
    <${InStock} a=${l.availability} />
    ${
      instead ||
      html`
        <small>${stockNote(l.availability)}</small>
      `
    }
  `;
}
/** @param {Line} l @param {string} currency */
const priceCell = (l, currency) =>
  l.unit_price === null
    ? '—'
    : html`
        ${unitPrice(l.unit_price, currency)}${
          l.price_delta &&
          Number(l.price_delta) !== 0 &&
          html`
            <small><${Delta} v=${Number(l.price_delta)} good="down" /></small>
          `
        }
      `;

/** @param {string} currency @returns {import('../../ui/data-table.js').Col[]} */
const columns = (currency) => [
  {
    key: 'p',
    label: t('nu.product'),
    m: 'lead',
    cell: (l) => html`
      <${ProductCell}
        icon=${l.product.icon}
        name=${l.product.name}
        sub=${html`
          <span class="sku">${l.product.sku}</span>
          <span class="dotsep">${packOf(l.product)}</span>
        `}
      />
    `,
  },
  { key: 's', label: t('nu.stock'), w: '170px', m: 'sub', cell: stockCell },
  {
    key: 'q',
    label: t('nu.qty'),
    num: true,
    w: '100px',
    m: 'act',
    cell: (l) => html`
      ${num(l.quantity)}${' '}${unitName(l.product.unit, l.quantity)}
    `,
  },
  { key: 'r', label: t('nu.price'), num: true, w: '120px', m: 'sub', cell: (l) => priceCell(l, currency) },
  {
    key: 't',
    label: t('nu.sum'),
    num: true,
    w: '120px',
    m: 'side',
    cell: (l) =>
      counts(l)
        ? html`
            <b>${money(times(l.quantity, l.unit_price, placesOf(currency)), currency)}</b>
          `
        : '—',
  },
];

/** The way on: the basket for the buyer who is signed in, the door for everybody else. @param {{ n: Nudge, token: string }} p */
function Onward({ n, token }) {
  const basket = `/reorder/${n.supplier.id}?nudge=${encodeURIComponent(token)}`;
  if (side.value === 'buyer')
    return html`
      <a class="btn primary" href=${basket}>
        ${t('nu.open')}
        <${Icon} name="arrow-right" size=${15} />
      </a>
    `;
  if (session.value)
    return html`
      <p class="note info">
        <${Icon} name="info" />
        <span>${t('nu.other', { company: n.client.name })}</span>
      </p>
    `;
  return html`
    <a class="btn primary" href=${signInAddress(basket)}>
      ${t('nu.sign')}
      <${Icon} name="arrow-right" size=${15} />
    </a>
  `;
}

/** @param {{ n: Nudge, token: string }} p */
function Page({ n, token }) {
  const places = placesOf(n.currency);
  const net = sum(
    n.lines.filter(counts).map((l) => times(l.quantity, /** @type {string} */ (l.unit_price), places)),
    places,
  );
  return html`
    <div class="page plain-p">
      <${Brand} href=${homeOf()} size=${28} />
      <header class="ph">
        <div>
          <h1 tabindex="-1">
            ${t(n.reason?.open_order ? 'nu.again' : 'nu.title', { name: n.supplier.name })}${' '}
            ${
              n.reason &&
              html`
                <${RhythmBadge} r=${n.reason} />
              `
            }
          </h1>
          <p>
            ${n.client.name}
            ${
              n.reason &&
              html`
                <span class="dotsep">${reasonOf(n.reason, 'you')}</span>
              `
            }
          </p>
        </div>
        <div class="ph-a"><${Onward} n=${n} token=${token} /></div>
      </header>
      ${
        n.reason?.open_order &&
        html`
          <p class="note info">
            <${Icon} name="info" />
            <span>${t('nu.open.order')}</span>
          </p>
        `
      }
      ${
        n.reason &&
        html`
          <section class="card pad-c strip-c" aria-label=${t('rs.title')}>
            <${Rhythm} r=${n.reason} />
            <${RhythmKey} />
          </section>
        `
      }
      <section class="card clip" aria-labelledby="nu-h">
        <div class="card-h">
          <h2 id="nu-h">
            ${t('nu.basket')}
            <span class="count">${num(n.lines.length)}</span>
          </h2>
          <b class="num tot-h">≈ ${t('nu.net', { v: money0(net, n.currency) })}</b>
        </div>
        <${DataTable}
          label=${t('nu.basket')}
          cols=${columns(n.currency)}
          rows=${n.lines}
          id=${(/** @type {Line} */ l) => l.product.id}
          rowClass=${(/** @type {Line} */ l) => (counts(l) ? '' : 'off')}
        />
      </section>
      <p class="foot-n">${t('nu.foot', { date: dayYear(n.expires_at) })}</p>
    </div>
  `;
}

/** The link in a reminder: what would be ordered and why. Nothing is ordered from here. @param {{ params: { token: string } }} p */
export default function NudgePage({ params }) {
  const q = useGet('/nudges/' + encodeURIComponent(params.token));
  if (q.data)
    return html`
      <${Page} n=${q.data} token=${params.token} />
    `;
  if (!q.error)
    return html`
      <div class="wait" aria-busy="true"><${SkeletonPage} /></div>
    `;
  return html`
    <${Outside}>
      ${
        [404, 410].includes(q.error.status)
          ? html`
              <${DeadLink} error=${q.error}>
                <a class="btn primary wide" href=${homeOf()}>${t('nu.anyway')}</a>
              </${DeadLink}>
            `
          : html`
              <${Trouble} error=${q.error} retry=${q.reload} level=${1} />
            `
      }
    </${Outside}>
  `;
}
