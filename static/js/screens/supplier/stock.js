// What a supplier has, where it lies, what is on its way, and what to look at.
import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, day, moneyShort, num, today } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction, useGet, usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { can } from '../../session.js';
import { toast } from '../../store.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { ListBody, SearchBox, useTyped } from '../../ui/list-page.js';
import { Loaded } from '../../ui/loaded.js';
import { StatCard } from '../../ui/stat-card.js';
import { Tabs } from '../../ui/tabs.js';
import { CountDialog } from './parts/stock-count.js';
import { stockColumns } from './parts/stock-columns.js';
import { Expect, Receive, Warehouses } from './parts/stock-dialogs.js';

/** @typedef {'all' | 'low' | 'out' | 'oversold' | 'dead' | 'incoming'} Tab */
/** @typedef {{ id: string, code: string, name: string, default: boolean, products: number, version: number }} Warehouse */
/** @typedef {{ currency: string, products: number, low: number, out: number, oversold: number, dead: number, expected: number, late: number, worth: string, dead_worth: string, rule: { cover_days: number, dead_days: number, version: number }, warehouses: Warehouse[] }} Summary */
/** @typedef {{ id: string, sku: string, name: string, icon: string, unit: string, status: string, on_hand: string | null, reserved: string, free: string | null, places: { warehouse_id: string, on_hand: string }[], low_below: string | null, restock_on: string | null, sold: string, cover_days: number | null, last_sold: string | null, worth: string | null, at_cost: boolean }} Line */
/** @typedef {{ id: string, product_id: string, sku: string, name: string, unit: string, warehouse: string | null, quantity: string, expected_on: string, note: string, status: 'expected' | 'received' | 'cancelled', received: string | null, closed_at: string | null, closed_by: string, version: number }} Incoming */

const wait = html`
  <div class="kpis" aria-hidden="true">
    ${[1, 2, 3, 4].map(
      () => html`
        <div class="kpi card">
          <span class="sk w2"></span>
          <span class="sk w1"></span>
        </div>
      `,
    )}
  </div>
`;

/** @param {{ s: Summary }} p */
const Kpis = ({ s }) => html`
  <div class="kpis">
    <${StatCard}
      label=${t('stk.worth')}
      value=${moneyShort(s.worth, s.currency)}
      note=${t('stk.worth.n', { n: s.products })}
    />
    <${StatCard}
      label=${t('stk.low')}
      value=${num(s.low + s.out)}
      note=${t('stk.low.n', { out: num(s.out), n: s.rule.cover_days })}
    />
    <${StatCard}
      label=${t('stk.dead')}
      value=${moneyShort(s.dead_worth, s.currency)}
      note=${t('stk.dead.n', { n: s.dead, days: s.rule.dead_days })}
    />
    <${StatCard}
      label=${t('stk.coming')}
      value=${num(s.expected)}
      note=${s.late ? t('stk.coming.late', { n: s.late }) : t('stk.coming.n')}
    />
  </div>
`;

/** @param {{ line: (i: Incoming) => void, edit: boolean }} p @returns {import('../../ui/data-table.js').Col[]} */
const incomingColumns = ({ line, edit }) => [
  {
    key: 'p',
    label: t('stk.product'),
    m: 'lead',
    cell: (/** @type {Incoming} */ i) => html`
      <a class="pname" href=${'/products/' + i.product_id}>${i.name}</a>
      <small class="quiet">${i.sku}</small>
    `,
  },
  { key: 'w', label: t('stk.wh'), w: '180px', cell: (/** @type {Incoming} */ i) => i.warehouse ?? '—' },
  {
    key: 'q',
    label: t('stk.qty'),
    num: true,
    w: '110px',
    m: 'side',
    cell: (/** @type {Incoming} */ i) => num(i.received ?? i.quantity),
  },
  {
    key: 'd',
    label: t('stk.when'),
    w: '150px',
    cell: (/** @type {Incoming} */ i) =>
      i.status === 'expected'
        ? html`
            <span class=${i.expected_on < today(new Date()) ? 'late' : ''}>${day(i.expected_on)}</span>
          `
        : t(`stk.st.${i.status}`, { date: day(i.closed_at ?? '') }),
  },
  {
    key: 'a',
    label: t('stk.act'),
    quiet: true,
    w: '150px',
    m: 'act',
    cell: (/** @type {Incoming} */ i) =>
      edit &&
      i.status === 'expected' &&
      html`
        <button
          type="button"
          class="btn sm"
          aria-label=${t('stk.receive.of', { name: i.name })}
          onClick=${() => line(i)}
        >
          <${Icon} name="inbox" size=${14} />
          ${t('stk.receive')}
        </button>
      `,
  },
];

export default function Stock() {
  const [search, set] = useSearch();
  const tab = /** @type {Tab} */ (search.tab ?? 'all');
  const q = search.q ?? '';
  const summary = useGet('/stock/summary');
  const coming = tab === 'incoming';
  const list = usePages(coming ? '/stock/incoming' : '/stock', coming ? { state: search.state } : { tab, q });
  // While one list takes the place of the other, the rows at hand are of the other kind.
  const fits = !list.data?.length || 'expected_on' in list.data[0] === coming;
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const [counting, count] = useState(/** @type {Line | null} */ (null));
  const [receiving, receive] = useState(/** @type {Incoming | null} */ (null));
  const [open, setOpen] = useState('');
  const edit = can('stock:edit');
  /** @type {Summary | undefined} */
  const s = summary.data;
  const refresh = () => {
    list.reload();
    summary.reload();
  };
  const save = useAction((/** @type {{ line: Line, body: any }} */ { line, body }, key) =>
    api.put('/stock/products/' + line.id, body, { key }),
  );
  const cols = coming
    ? incomingColumns({ line: receive, edit })
    : stockColumns({ tab, currency: s?.currency ?? 'RUB', edit, warehouses: s?.warehouses ?? [], count });
  const ids = /** @type {Tab[]} */ (['all', 'low', 'out', ...(s?.oversold ? ['oversold'] : []), 'dead', 'incoming']);
  const how = (/** @type {string} */ id) =>
    id === 'incoming' ? s?.expected : id === 'all' ? undefined : /** @type {any} */ (s)?.[id];
  return html`
    <div class="page">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('nav.stock')}</h1>
          <p>${t('stk.sub')}</p>
        </div>
        ${
          edit &&
          html`
            <div class="ph-a">
              <button type="button" class="btn" onClick=${() => setOpen('warehouses')}>
                <${Icon} name="building-2" />
                ${t('stk.whs')}
              </button>
              <button type="button" class="btn primary" onClick=${() => setOpen('expect')}>
                <${Icon} name="truck" />
                ${t('stk.expect')}
              </button>
            </div>
          `
        }
      </header>
      <${Loaded} q=${summary} wait=${wait}>
        ${(/** @type {Summary} */ data) => html`
          <${Kpis} s=${data} />
        `}
      </${Loaded}>
      <section class="card clip" aria-label=${t('nav.stock')}>
        <div class="card-tabs">
          <${Tabs}
            label=${t('stk.tabs')}
            panel="stock"
            value=${tab}
            onChange=${(/** @type {string} */ v) => set({ tab: v === 'all' ? '' : v, state: '' })}
            tabs=${ids.map((id) => ({ id, label: t(`stk.t.${id}`), n: how(id), tone: id === 'oversold' ? 'bad' : '' }))}
          />
          ${
            coming
              ? html`
                  <label class="chk">
                    <input
                      type="checkbox"
                      checked=${search.state === 'closed'}
                      onChange=${(/** @type {any} */ e) => set({ state: e.target.checked ? 'closed' : '' })}
                    />
                    <span>${t('stk.closed')}</span>
                  </label>
                `
              : html`
                  <${SearchBox}
                    label=${t('stk.search')}
                    placeholder=${t('stk.search')}
                    text=${text}
                    setText=${setText}
                  />
                `
          }
        </div>
        <div id="stock" role="tabpanel" aria-labelledby=${'stock-' + tab}>
          ${
            tab !== 'all' &&
            s &&
            html`
              <p class="stk-say quiet">${t(`stk.what.${tab}`, { cover: s.rule.cover_days, dead: s.rule.dead_days })}</p>
            `
          }
          <${ListBody}
            list=${fits ? list : { ...list, data: undefined }}
            cols=${cols}
            label=${t(`stk.t.${tab}`)}
            id=${(/** @type {any} */ o) => o.id}
            empty=${html`
              <${EmptyState} icon="circle-check" title=${q ? t('stk.none.q') : t(`stk.none.${tab}`)} />
            `}
          />
        </div>
      </section>
      ${
        counting &&
        html`
          <${CountDialog}
            line=${counting}
            warehouses=${s?.warehouses ?? []}
            save=${save}
            onClose=${() => count(null)}
            onDone=${() => {
              toast(t('stk.counted', { name: counting.name }));
              count(null);
              refresh();
            }}
          />
        `
      }
      ${
        receiving &&
        html`
          <${Receive}
            item=${receiving}
            onClose=${() => receive(null)}
            onDone=${() => {
              receive(null);
              refresh();
            }}
          />
        `
      }
      ${
        open === 'expect' &&
        html`
          <${Expect}
            warehouses=${s?.warehouses ?? []}
            onClose=${() => setOpen('')}
            onDone=${() => {
              setOpen('');
              refresh();
            }}
          />
        `
      }
      ${
        open === 'warehouses' &&
        s &&
        html`
          <${Warehouses} warehouses=${s.warehouses} rule=${s.rule} onClose=${() => setOpen('')} onDone=${refresh} />
        `
      }
    </div>
  `;
}
