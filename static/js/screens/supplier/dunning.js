// When reminders of invoices go out, who gets what now, who not, and why.
import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, day, money, num } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction, useGet, invalidate } from '../../query.js';
import { toast } from '../../store.js';
import { DataTable } from '../../ui/data-table.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { PartyCell } from '../../ui/product-cell.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { invoicePlace } from '../../trade/places.js';

/** @typedef {{ id: string, number: string, position: number, due_on: string, balance: string, currency: string, verdict: 'send' | 'dispute' | 'promise' | 'hand' | 'quiet' | 'today' | 'no-reader' | 'wait', step: number | null, next_on: string | null, until: string | null, done: number[] }} Part */
/** @typedef {{ days: number[], version: number, clients: { id: string, name: string, reader: string, invoices: Part[] }[] }} Plan */
/** @typedef {Part & { client: { id: string, name: string, reader: string } }} Row */

/** @type {Record<Part['verdict'], 'ok' | 'warn' | 'info' | 'mute'>} */
const tones = {
  'send': 'ok',
  'dispute': 'warn',
  'promise': 'info',
  'hand': 'warn',
  'quiet': 'info',
  'today': 'info',
  'no-reader': 'warn',
  'wait': 'mute',
};

/** @param {{ r: Row }} p */
const Why = ({ r }) => html`
  <${StatusBadge} tone=${tones[r.verdict]}>${t(`dun.v.${r.verdict}`)}</${StatusBadge}>
  <small>
    ${
      r.next_on
        ? t('dun.next', { date: day(r.next_on) })
        : r.until
          ? t('dun.until', { date: day(r.until) })
          : r.step !== null && t('dun.step', { n: r.step })
    }
  </small>
`;

/** @returns {import('../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'c',
    label: t('inv.buyer'),
    m: 'lead',
    cell: (/** @type {Row} */ r) => html`
      <${PartyCell}
        name=${r.client.name}
        href=${'/receivables/' + r.client.id}
        sub=${r.client.reader || t('dun.nobody')}
      />
    `,
  },
  {
    key: 'i',
    label: t('inv.no'),
    w: '150px',
    m: 'sub',
    cell: (/** @type {Row} */ r) => html`
      <a class="pname" href=${invoicePlace(r.id)}>${r.number}</a>
    `,
  },
  { key: 'd', label: t('inv.due'), w: '110px', m: 'sub', cell: (/** @type {Row} */ r) => day(r.due_on) },
  {
    key: 'b',
    label: t('inv.rest'),
    num: true,
    w: '150px',
    m: 'side',
    cell: (/** @type {Row} */ r) => html`
      <b>${money(r.balance, r.currency)}</b>
    `,
  },
  {
    key: 's',
    label: t('dun.done'),
    w: '130px',
    m: 'hide',
    cell: (/** @type {Row} */ r) => r.done.map((d) => num(d)).join(', ') || '—',
  },
  {
    key: 'v',
    label: t('dun.what'),
    w: '240px',
    m: 'act',
    cell: (/** @type {Row} */ r) => html`
      <${Why} r=${r} />
    `,
  },
];

/** @param {{ plan: Plan, set: (p: Plan) => void }} p */
function Rule({ plan, set }) {
  const [days, setDays] = useState(plan.days.join(', '));
  const act = useAction((/** @type {object} */ input, key) =>
    api.put('/dunning', input, { key, version: plan.version }),
  );
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = /** @type {Plan | undefined} */ (
      await act.act({
        days: days
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map((d) => Number(d.replace('−', '-'))),
      })
    );
    if (!next) return;
    set(next);
    setDays(next.days.join(', '));
    invalidate('/accounts');
    toast(t('dun.saved'));
  };
  return html`
    <form class="card panel dun-rule" onSubmit=${submit} novalidate>
      <${Field}
        label=${t('dun.days')}
        value=${days}
        onInput=${setDays}
        hint=${t('dun.days.hint')}
        error=${act.error?.fields[0]?.message}
      />
      <${Fault} error=${act.error?.fields.length ? null : act.error} />
      <button type="submit" class="btn primary" disabled=${act.busy}>${t('ted.save')}</button>
    </form>
  `;
}

/** @param {{ plan: Plan, set: (p: Plan) => void }} p */
const Page = ({ plan, set }) => {
  const rows = plan.clients.flatMap((c) => c.invoices.map((i) => ({ ...i, client: c })));
  return html`
    <div class="page rcv">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/receivables">${t('nav.receivables')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${t('dun.title')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('dun.title')}</h1>
          <p>${t('dun.sub')}</p>
        </div>
      </header>
      <${Rule} plan=${plan} set=${set} />
      <section class="card clip" aria-label=${t('dun.plan')}>
        ${
          rows.length
            ? html`
                <${DataTable}
                  label=${t('dun.plan')}
                  cols=${columns()}
                  rows=${rows}
                  id=${(/** @type {Row} */ r) => r.id + r.position}
                />
              `
            : html`
                <${EmptyState} icon="bell" title=${t('dun.none')} text=${t('dun.none.sub')} />
              `
        }
      </section>
    </div>
  `;
};

export default function Dunning() {
  const q = useGet('/dunning');
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Plan} */ plan) => html`
        <${Page} plan=${plan} set=${q.set} />
      `}
    </${Loaded}>
  `;
}
