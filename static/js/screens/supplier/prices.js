import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, day, num } from '../../i18n.js';
import { useGet, usePages } from '../../query.js';
import { go, useSearch } from '../../router.js';
import { can } from '../../session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ListBody, SearchBox, useTyped } from '../../ui/list-page.js';
import { Panel } from '../../ui/panel.js';
import { GroupForm } from './parts/client-group.js';
import { ListForm } from './parts/price-list-form.js';

/** When a list holds, in words. @param {{ valid_from: string | null, valid_to: string | null }} l */
export const validity = (l) =>
  l.valid_from && l.valid_to
    ? t('pl.between', { from: day(l.valid_from), to: day(l.valid_to) })
    : l.valid_from
      ? t('pl.since', { from: day(l.valid_from) })
      : l.valid_to
        ? t('pl.until', { to: day(l.valid_to) })
        : t('pl.always');

/** Who asks a list, in words. @param {any} l */
const askers = (l) =>
  l.kind === 'list'
    ? t('pl.everybody')
    : [l.agreements && t('pl.clients', { n: l.agreements }), l.groups && t('pl.groups', { n: l.groups })]
        .filter(Boolean)
        .join(', ') || t('pl.nobody');

/** @type {() => import('../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'n',
    label: t('pl.col.name'),
    m: 'lead',
    cell: (l) => html`
      <a class="pname" href=${'/prices/' + l.id}>${l.name}</a>
      <small>${t(l.kind === 'list' ? 'pl.kind.list' : 'pl.kind.contract')}</small>
    `,
  },
  { key: 'w', label: t('pl.col.who'), w: '140px', m: 'sub', cell: askers },
  { key: 'v', label: t('pl.col.valid'), w: '150px', m: 'hide', cell: validity },
  {
    key: 'c',
    label: t('pl.col.money'),
    w: '120px',
    m: 'hide',
    cell: (l) => `${l.currency}, ${t(l.gross ? 'pl.gross.s' : 'pl.net.s')}`,
  },
  {
    key: 'p',
    label: t('pl.col.prices'),
    num: true,
    w: '90px',
    m: 'side',
    cell: (l) => html`
      <b>${num(l.products)}</b>
      ${
        l.discounts > 0 &&
        html`
          <small>${t('pl.discounts', { n: l.discounts })}</small>
        `
      }
    `,
  },
];

function Groups() {
  const q = useGet('/client-groups');
  const [open, setOpen] = useState(/** @type {any} */ (null));
  const rows = q.data?.items ?? [];
  return html`
    <${Panel} id="gr-h" title=${t('pl.groups.title')} n=${rows.length}>
      <p class="quiet">${t('pl.groups.sub')}</p>
      <ul class="rows wrap" role="list">
        ${rows.map(
          (/** @type {any} */ g) => html`
            <li key=${g.id}>
              <div>
                <b>${g.name}</b>
                <small>${t('pl.clients', { n: g.clients })}</small>
              </div>
              <button type="button" class="btn sm" onClick=${() => setOpen(g)}>
                ${t('pl.alter')}
                <span class="sr-only">${' '}${g.name}</span>
              </button>
            </li>
          `,
        )}
      </ul>
      ${
        can('price:edit') &&
        html`
          <button type="button" class="btn sm" onClick=${() => setOpen({})}>${t('pl.group.new')}</button>
        `
      }
      <${GroupForm} group=${open} onClose=${() => setOpen(null)} done=${q.reload} />
    </${Panel}>
  `;
}

/** The supplier's price lists, and its groups of clients. */
export default function Prices() {
  const [search, set] = useSearch();
  const q = search.q ?? '';
  const list = usePages('/price-lists', { q });
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const [open, setOpen] = useState(false);
  return html`
    <div class="page">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('nav.prices')}</h1>
          <p>${t('pl.sub')}</p>
        </div>
        <div class="ph-a">
          ${
            can('visibility:edit') &&
            html`
              <a class="btn" href="/visibility">${t('nav.visibility')}</a>
            `
          }
          ${
            can('price:edit') &&
            html`
              <button type="button" class="btn primary" onClick=${() => setOpen(true)}>${t('pl.list.new')}</button>
            `
          }
        </div>
      </header>
      <div class="two">
        <section class="card clip" aria-label=${t('nav.prices')}>
          <div class="card-tabs">
            <${SearchBox} label=${t('pl.search')} placeholder=${t('pl.search')} text=${text} setText=${setText} />
          </div>
          <${ListBody}
            list=${list}
            cols=${columns()}
            label=${t('nav.prices')}
            id=${(/** @type {any} */ l) => l.id}
            empty=${html`
              <${EmptyState} icon="tag" title=${t('pl.none')} text=${t('pl.none.sub')} />
            `}
          />
        </section>
        <${Groups} />
      </div>
      <${ListForm}
        open=${open}
        onClose=${() => setOpen(false)}
        done=${(/** @type {any} */ l) => go('/prices/' + l.id)}
      />
    </div>
  `;
}
