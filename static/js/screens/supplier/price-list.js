import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { api } from '../../api.js';
import { t, day, num, pct, unitPrice } from '../../i18n.js';
import { useAction, useGet, usePages } from '../../query.js';
import { go, useSearch } from '../../router.js';
import { can } from '../../session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Icon } from '../../ui/icon.js';
import { ListBody, SearchBox, useTyped } from '../../ui/list-page.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { ProductCell } from '../../ui/product-cell.js';
import { Tabs } from '../../ui/tabs.js';
import { EditPrice, TierLine } from './parts/price-edit.js';
import { ListForm } from './parts/price-list-form.js';
import { Discounts, WhoAsks, WillChange } from './parts/price-list-sides.js';
import { RuleDrawer } from './parts/price-rule.js';
import { validity } from './prices.js';

/** @type {(l: any, edit: (g: any) => void) => import('../../ui/data-table.js').Col[]} */
const columns = (l, edit) => [
  {
    key: 'p',
    label: t('cat.col.product'),
    m: 'lead',
    cell: (g) => html`
      <${ProductCell} icon=${g.icon} name=${g.name} href=${'/products/' + g.id} sub=${g.sku} />
    `,
  },
  ...(l.kind === 'list'
    ? []
    : [
        /** @type {import('../../ui/data-table.js').Col} */ ({
          key: 'l',
          label: t('pl.col.usual'),
          num: true,
          w: '120px',
          m: 'hide',
          cell: (g) => (g.list_price ? unitPrice(g.list_price, l.currency) : '—'),
        }),
      ]),
  {
    key: 't',
    label: t('pl.col.tiers'),
    num: true,
    w: '210px',
    m: 'side',
    cell: (g) => html`
      <${TierLine} g=${g} currency=${l.currency} />
      ${
        g.next_on &&
        html`
          <small class="block">${t('pl.next', { date: day(g.next_on) })}</small>
        `
      }
    `,
  },
  {
    key: 'm',
    label: t('pl.col.margin'),
    num: true,
    w: '100px',
    m: 'hide',
    cell: (g) =>
      g.tiers[0]?.margin
        ? html`
            <span class=${Number(g.tiers[0].margin) < 0 ? 'out-bad' : ''}>
              ${pct(Number(g.tiers[0].margin) / 100, 1)}
            </span>
          `
        : '—',
  },
  {
    key: 'e',
    label: t('pl.alter'),
    w: '110px',
    m: 'act',
    cell: (g) =>
      can('price:edit') &&
      html`
        <button type="button" class="btn sm" onClick=${() => edit(g)}>
          ${t('pl.alter')}
          <span class="sr-only">${' '}${g.name}</span>
        </button>
      `,
  },
];

/** @param {{ l: any, set: (l: any) => void, reload: () => void }} p */
function Page({ l, set, reload }) {
  const [search, put] = useSearch();
  const q = search.q ?? '';
  const all = search.tab === 'all';
  const list = usePages(`/price-lists/${l.id}/prices`, { q, all: all ? 'true' : '' });
  const [text, setText] = useTyped(q, (typed) => put({ q: typed }));
  const [edited, setEdited] = useState(/** @type {any} */ (null));
  const [form, setForm] = useState(false);
  const [rule, setRule] = useState(false);
  const remove = useAction((/** @type {string} */ id, key) => api.del('/price-lists/' + id, { key }).then(() => true));
  const unused = l.kind !== 'list' && !l.asked_by.length && !l.in_groups.length;
  return html`
    <div class="page">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/prices">${t('nav.prices')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span>${l.name}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${l.name}</h1>
          <p>
            ${t(l.kind === 'list' ? 'pl.kind.list' : 'pl.kind.contract')}
            <span class="dotsep">${l.currency}, ${t(l.gross ? 'pl.gross' : 'pl.net')}</span>
            <span class="dotsep">${validity(l)}</span>
          </p>
        </div>
        ${
          can('price:edit') &&
          html`
            <div class="ph-a">
              ${
                unused &&
                html`
                  <button
                    type="button"
                    class="btn"
                    disabled=${remove.busy}
                    onClick=${async () => (await remove.act(l.id)) && go('/prices')}
                  >
                    ${t('pl.remove')}
                  </button>
                `
              }
              <button type="button" class="btn" onClick=${() => setForm(true)}>${t('pl.alter')}</button>
              <button type="button" class="btn primary" onClick=${() => setRule(true)}>${t('pl.rule')}</button>
            </div>
          `
        }
      </header>
      <${Fault} error=${remove.error} />
      <div class="two">
        <section class="card clip" aria-label=${t('pl.prices')}>
          <div class="card-tabs">
            <${Tabs}
              label=${t('pl.prices')}
              panel="prices"
              value=${all ? 'all' : 'in'}
              onChange=${(/** @type {string} */ v) => put({ tab: v === 'all' ? 'all' : '' })}
              tabs=${[
                { id: 'in', label: t('pl.t.in'), n: l.products },
                { id: 'all', label: t('pl.t.all') },
              ]}
            />
            <${SearchBox} label=${t('pr.search')} placeholder=${t('pr.search')} text=${text} setText=${setText} />
          </div>
          <div id="prices" role="tabpanel" aria-labelledby=${'prices-' + (all ? 'all' : 'in')}>
            <${ListBody}
              list=${list}
              cols=${columns(l, setEdited)}
              label=${t('pl.prices')}
              id=${(/** @type {any} */ g) => g.id}
              empty=${html`
                <${EmptyState} icon="tag" title=${t('pl.empty')} text=${t(q ? 'pl.empty.filter' : 'pl.empty.sub')}>
                  ${
                    !all &&
                    html`
                      <button type="button" class="btn" onClick=${() => put({ tab: 'all' })}>${t('pl.t.all')}</button>
                    `
                  }
                </${EmptyState}>
              `}
            />
          </div>
        </section>
        <div class="stack">
          <${WhoAsks} l=${l} set=${set} />
          ${
            l.kind === 'contract' &&
            html`
              <${Discounts} l=${l} set=${set} />
            `
          }
          <${WillChange} key=${num(l.scheduled)} l=${l} reload=${reload} />
        </div>
      </div>
      <${EditPrice} list=${l} goods=${edited} onClose=${() => setEdited(null)} />
      <${ListForm} open=${form} onClose=${() => setForm(false)} list=${l} done=${set} />
      <${RuleDrawer} list=${l} open=${rule} onClose=${() => setRule(false)} />
    </div>
  `;
}

/** @param {{ params: { id: string } }} props */
export default function PriceListPage({ params }) {
  const q = useGet('/price-lists/' + params.id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {any} */ l) => html`
        <${Page} l=${l} set=${q.set} reload=${q.reload} />
      `}
    </${Loaded}>
  `;
}
