// What nobody buys, or one client does not.
import { html } from '../../../h.js';
import { t, dayYear, num, unitPrice } from '../../../i18n.js';
import { usePages } from '../../../query.js';
import { can } from '../../../session.js';
import { unitName } from '../../../trade/goods.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ListBody } from '../../../ui/list-page.js';

/** @typedef {{ id: string, sku: string, name: string, unit: string, category: string, since: string, on_hand: string | null, price: string | null, times: number }} Unsold */

/** @param {{ currency: string, one: boolean }} p `one`: of one client @returns {import('../../../ui/data-table.js').Col[]} */
const columns = ({ currency, one }) => [
  {
    key: 'n',
    label: t('fg.products.one'),
    m: 'lead',
    cell: (/** @type {Unsold} */ u) => html`
      <a class="pname" href=${'/products/' + u.id}>${u.name}</a>
      <small class="sku">${u.sku}</small>
    `,
  },
  { key: 'c', label: t('fg.category'), w: '220px', cell: (/** @type {Unsold} */ u) => u.category },
  { key: 's', label: t('fg.u.since'), w: '130px', m: 'hide', cell: (/** @type {Unsold} */ u) => dayYear(u.since) },
  {
    key: 'h',
    label: t('fg.u.hand'),
    num: true,
    w: '150px',
    m: 'act',
    cell: (/** @type {Unsold} */ u) =>
      u.on_hand === null ? t('fg.u.order') : `${num(u.on_hand)} ${unitName(u.unit, u.on_hand)}`,
  },
  {
    key: 'p',
    label: t('fg.u.price'),
    num: true,
    w: '140px',
    m: 'side',
    cell: (/** @type {Unsold} */ u) => (u.price === null ? '—' : unitPrice(u.price, currency)),
  },
  ...(one
    ? [
        {
          key: 't',
          label: t('fg.u.times'),
          num: true,
          w: '160px',
          cell: (/** @type {Unsold} */ u) => t('fg.u.times.n', { n: u.times }),
        },
      ]
    : []),
];

/** @param {{ client: string, currency: string, set: (id: string) => void }} p */
export function NeverBought({ client, currency, set }) {
  const clients = usePages('/figures/clients', { limit: 200 });
  const list = usePages('/figures/unsold', { client });
  const named = [...(clients.data ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  return html`
    <section class="card clip" aria-labelledby="fg-u">
      <header class="card-h fg-h">
        <div>
          <h2 id="fg-u">${t(client ? 'fg.u.title.one' : 'fg.u.title')}</h2>
          <p>${t(client ? 'fg.u.what.one' : 'fg.u.what')}</p>
        </div>
        <span class="sel">
          <select aria-label=${t('fg.u.whose')} onChange=${(/** @type {any} */ e) => set(e.target.value)}>
            <option value="" selected=${!client}>${t('fg.u.all')}</option>
            ${named.map(
              (c) => html`
                <option key=${c.id} value=${c.id} selected=${c.id === client}>${c.name}</option>
              `,
            )}
          </select>
        </span>
      </header>
      <${ListBody}
        list=${list}
        cols=${columns({ currency, one: Boolean(client) })}
        label=${t('fg.t.unsold')}
        id=${(/** @type {Unsold} */ u) => u.id}
        empty=${html`
          <${EmptyState} icon="circle-check" title=${t('fg.u.none')} text=${t('fg.u.none.sub')}>
            ${
              can('product:read') &&
              html`
                <a class="btn" href="/products">${t('nav.products')}</a>
              `
            }
          </${EmptyState}>
        `}
      />
    </section>
  `;
}
