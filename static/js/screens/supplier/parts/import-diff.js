// What an import would change, or has changed: by kind, the greatest changes of price first.
import { html } from '../../../h.js';
import { t, num, signedPct } from '../../../i18n.js';
import { download } from '../../../api.js';
import { useAction, usePages } from '../../../query.js';
import { useSearch } from '../../../router.js';
import { toastFault } from '../../../store.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Icon } from '../../../ui/icon.js';
import { ListBody, SearchBox, useTyped } from '../../../ui/list-page.js';
import { StatusBadge } from '../../../ui/status-badge.js';
import { Tabs } from '../../../ui/tabs.js';
import { Changes } from './import.js';

/** @typedef {import('./import.js').Run} Run */

/** @type {() => import('../../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'p',
    label: t('im.p.product'),
    m: 'lead',
    w: '34%',
    cell: (i) => html`
      ${
        i.product_id
          ? html`
              <a class="pname" href=${'/products/' + i.product_id}>${i.name || i.sku}</a>
            `
          : html`
              <b>${i.name || i.sku}</b>
            `
      }
      <small class="sku">${i.sku || i.external_id}</small>
    `,
  },
  {
    key: 'c',
    label: t('im.p.change'),
    m: 'full',
    cell: (i) => html`
      <${Changes} item=${i} />
    `,
  },
  {
    key: 'x',
    label: t('im.p.price'),
    num: true,
    w: '110px',
    m: 'side',
    cell: (i) =>
      i.price_change === null
        ? ''
        : html`
            <b>${signedPct(Number(i.price_change) / 100)}</b>
          `,
  },
  { key: 'l', label: t('im.p.line'), num: true, w: '90px', m: 'hide', cell: (i) => (i.line ? num(i.line) : '—') },
];

/** @type {() => import('../../../ui/data-table.js').Col[]} */
const faultColumns = () => [
  {
    key: 'w',
    label: t('im.f.place'),
    m: 'sub',
    w: '26%',
    cell: (f) => html`
      ${t('im.f.line', { n: num(f.line) })}${
        f.column &&
        html`
          , ${f.column}
        `
      }
      <small>${[f.file, f.sheet].filter(Boolean).join(' / ')}</small>
    `,
  },
  {
    key: 'm',
    label: t('im.f.what'),
    m: 'lead',
    cell: (f) => html`
      ${f.message}
      <small>${t(f.note ? 'im.f.taken' : 'im.f.left')}</small>
    `,
  },
  {
    key: 'v',
    label: t('im.f.value'),
    m: 'full',
    w: '26%',
    cell: (f) => html`
      <span class="sku">${f.value}</span>
    `,
  },
  {
    key: 's',
    label: t('im.c.state'),
    quiet: true,
    m: 'side',
    w: '60px',
    cell: (f) => html`
      <${StatusBadge} tone=${f.note ? 'warn' : 'bad'} icon=${f.note ? 'info' : 'circle-x'}>
        <span class="sr-only">${t(f.note ? 'im.f.taken' : 'im.f.left')}</span>
      </${StatusBadge}>
    `,
  },
];

const empty = () => html`
  <${EmptyState} icon="circle-check" title=${t('im.empty')} text=${t('im.empty.sub')} />
`;

/** @param {{ run: Run }} p */
function Faults({ run }) {
  const list = usePages(`/imports/${run.id}/faults`, { v: run.version });
  const take = useAction(() => download(`/imports/${run.id}/faults.csv`, 'faults.csv'), toastFault);
  return html`
    ${
      list.data?.length
        ? html`
            <div class="card-h">
              <button type="button" class="btn sm" disabled=${take.busy} onClick=${() => take.act(undefined)}>
                <${Icon} name="download" size=${14} />
                ${t('im.f.csv')}
              </button>
            </div>
          `
        : null
    }
    <${ListBody}
      list=${list}
      cols=${faultColumns()}
      label=${t('im.t.faults')}
      id=${(/** @type {any} */ f) => [f.file, f.sheet, f.line, f.column, f.code].join('|')}
      empty=${empty()}
    />
  `;
}

/** @param {{ run: Run, kind: string, q: string }} p */
function Items({ run, kind, q }) {
  const list = usePages(`/imports/${run.id}/items`, { kind, q, v: run.version });
  return html`
    <${ListBody}
      list=${list}
      cols=${columns()}
      label=${t('im.p.change')}
      id=${(/** @type {any} */ i) => String(i.seq)}
      empty=${empty()}
    />
  `;
}

/** @param {{ run: Run }} p */
export function Diff({ run }) {
  const [search, set] = useSearch();
  const c = run.counts;
  /** @type {{ id: string, label: string, n: number, tone?: string }[]} */
  const tabs = [
    { id: 'stale', label: t('im.t.stale'), n: c.stale, tone: 'bad' },
    { id: 'changed', label: t('im.t.changed'), n: c.changed },
    { id: 'new', label: t('im.t.new'), n: c.new },
    { id: 'up', label: t('im.t.up'), n: c.up },
    { id: 'down', label: t('im.t.down'), n: c.down },
    { id: 'vanished', label: t('im.t.vanished'), n: c.vanished },
    { id: 'faults', label: t('im.t.faults'), n: c.faulty + c.notes, tone: c.faulty ? 'bad' : '' },
    { id: 'same', label: t('im.t.same'), n: c.same },
  ].filter((x) => x.n > 0 || x.id === 'changed');
  const tab = tabs.find((x) => x.id === search.tab)?.id ?? tabs.find((x) => x.n)?.id ?? 'changed';
  const q = search.q ?? '';
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  return html`
    <section class="card clip" aria-label=${t('im.p.change')}>
      <div class="card-tabs">
        <${Tabs}
          label=${t('im.p.change')}
          panel="diff"
          value=${tab}
          onChange=${(/** @type {string} */ v) => set({ tab: v })}
          tabs=${tabs}
        />
        ${
          tab !== 'faults' &&
          html`
            <${SearchBox} label=${t('im.find')} placeholder=${t('im.find')} text=${text} setText=${setText} />
          `
        }
      </div>
      <div id="diff" role="tabpanel" aria-labelledby=${'diff-' + tab}>
        ${
          tab === 'faults'
            ? html`
                <${Faults} run=${run} />
              `
            : html`
                <${Items} run=${run} kind=${tab} q=${q} />
              `
        }
      </div>
    </section>
  `;
}
