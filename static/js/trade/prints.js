// Price lists to print and send on: asking for one, watching it being made, fetching it. Both sides of the trade have them.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../h.js';
import { api, download } from '../api.js';
import { day, num, t } from '../i18n.js';
import { useAction, useGet } from '../query.js';
import { toast } from '../store.js';
import { DataTable, TableSkeleton } from '../ui/data-table.js';
import { EmptyState } from '../ui/empty-state.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { Loaded } from '../ui/loaded.js';
import { Progress } from '../ui/progress.js';
import { StatusBadge } from '../ui/status-badge.js';

/** @typedef {{ id: string, form: 'pdf' | 'xlsx', title: string, day: string, state: 'waiting' | 'making' | 'done' | 'failed', done: number, total: number, code?: string, size: number }} Print */
/** @typedef {import('../i18n.js').Key} Key */

const AGAIN = 1000; // milliseconds between two looks at one that is being made

const running = (/** @type {Print} */ p) => p.state === 'waiting' || p.state === 'making';
const nameOf = (/** @type {Print} */ p) => p.title || t('print.whole');
const known = new Set(['too-many-goods', 'nothing-to-print']);

/** The person's own price lists, looked at again while one is being made. */
export function usePrints() {
  const list = useGet('/prints');
  const busy = (list.data?.items ?? []).some(running);
  useEffect(() => {
    if (!busy || list.busy) return;
    const timer = setTimeout(list.reload, AGAIN);
    return () => clearTimeout(timer);
  }, [busy, list.busy]);
  return { ...list, running: busy };
}

/** @param {{ p: Print }} props */
function State({ p }) {
  if (running(p)) {
    const label = t(p.state === 'making' ? 'print.making' : 'print.waiting');
    return p.total > 0
      ? html`
          <${Progress} value=${Math.min(p.done, p.total)} max=${p.total} label=${label} />
        `
      : html`
          <${StatusBadge} tone="info" icon="clock">${label}${p.done > 0 ? ' · ' + num(p.done) : ''}</${StatusBadge}>
        `;
  }
  if (p.state === 'failed')
    return html`
      <${StatusBadge} tone="bad" icon="circle-alert">${t('print.failed')}</${StatusBadge}>
      <small>${t(known.has(p.code ?? '') ? /** @type {Key} */ ('print.' + p.code) : 'print.broken')}</small>
    `;
  return html`
    <${StatusBadge} tone="ok" icon="check">${t('print.done')}</${StatusBadge}>
  `;
}

/** @param {{ p: Print }} props */
function Get({ p }) {
  const name = `${t('print.title')} ${p.title} ${p.day}.${p.form}`.replace(/\s+/g, ' ');
  const get = useAction(
    () => download(`/prints/${p.id}/file`, name),
    (e) => toast(e.message, undefined, 'bad'),
  );
  if (p.state !== 'done') return null;
  return html`
    <button
      type="button"
      class="btn sm"
      aria-label=${t('print.get.what', { what: `${nameOf(p)}, ${p.form.toUpperCase()}` })}
      disabled=${get.busy}
      onClick=${() => get.act(p.id)}
    >
      <${Icon} name="download" size=${15} />
      ${t('print.get')}
    </button>
  `;
}

/** @type {() => import('../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'n',
    label: t('print.what'),
    m: 'lead',
    cell: (p) => html`
      <b>${nameOf(p)}</b>
      <small>
        ${p.form.toUpperCase()}
        <span class="dotsep">${t('print.prices', { day: day(p.day) })}</span>
        ${
          p.state === 'done' &&
          html`
            <span class="dotsep">${t('print.goods', { n: p.total })}</span>
          `
        }
      </small>
    `,
  },
  {
    key: 's',
    label: t('print.state'),
    w: '320px',
    m: 'full',
    cell: (p) => html`
      <${State} p=${p} />
    `,
  },
  {
    key: 'g',
    label: t('print.get'),
    quiet: true,
    w: '150px',
    m: 'act',
    cell: (p) => html`
      <${Get} p=${p} />
    `,
  },
];

/** @param {{ list: any }} p */
const Mine = ({ list }) => html`
  <section class="card clip" aria-label=${t('print.mine')}>
    <div class="card-h"><h2>${t('print.mine')}</h2></div>
    <${Loaded}
      q=${list}
      wait=${html`
        <${TableSkeleton} cols=${columns()} label=${t('print.mine')} />
      `}
    >
      ${(/** @type {{ items: Print[] }} */ data) =>
        data.items.length
          ? html`
              <${DataTable}
                label=${t('print.mine')}
                cols=${columns()}
                rows=${data.items}
                id=${(/** @type {Print} */ p) => p.id}
              />
            `
          : html`
              <${EmptyState} icon="file-text" title=${t('print.none')} text=${t('print.none.sub')} />
            `}
    </${Loaded}>
  </section>
`;

/**
 * The page: what is chosen stands in `choice`, what it comes to in `wanted`.
 * @param {{ about: string, choice: any, wanted: Record<string, any> }} p
 */
export function Prints({ about, choice, wanted }) {
  const list = usePrints();
  const [form, setForm] = useState('pdf');
  const make = useAction((/** @type {any} */ input, key) => api.post('/prints', input, { key }));
  const start = async (/** @type {Event} */ e) => {
    e.preventDefault();
    await make.act({ ...(form === 'pictures' ? { form: 'pdf', pictures: true } : { form }), ...wanted });
    list.reload();
  };
  return html`
    <div class="page">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('print.title')}</h1>
          <p>${about}</p>
        </div>
      </header>
      <form class="card print-f" aria-label=${t('print.new')} onSubmit=${start}>
        ${choice}
        <${Field}
          label=${t('print.form')}
          value=${form}
          onInput=${setForm}
          options=${[
            ['pdf', t('print.form.pdf')],
            ['pictures', t('print.form.pictures')],
            ['xlsx', t('print.form.xlsx')],
          ]}
        />
        <button class="btn primary" disabled=${make.busy || list.running}>${t('print.make')}</button>
        ${
          make.error &&
          html`
            <p class="note bad" role="alert">
              <${Icon} name="circle-alert" />
              <span>${make.error.message}</span>
            </p>
          `
        }
      </form>
      <${Mine} list=${list} />
    </div>
  `;
}
