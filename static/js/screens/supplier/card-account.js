// Being paid by card: the supplier's account at Stripe, the payments that came by it, what does not agree.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, dateTime, money } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction, useGet, usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { can } from '../../session.js';
import { toast, toastFault } from '../../store.js';
import { CardState, TestNote } from '../../trade/card-payment.js';
import { Dialog } from '../../ui/dialog.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { ListBody } from '../../ui/list-page.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';
import { PartyCell } from '../../ui/product-cell.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { Tabs } from '../../ui/tabs.js';

/** @typedef {{ offered: boolean, connected: boolean, account: string, ready: boolean, submitted: boolean, missing: string[], disabled: string, test: boolean, checked_at: string | null, walked_to: string | null }} Account */
/** @typedef {{ id: string, kind: string, subject: string, card_payment_id: string | null, currency: string, ours: string, theirs: string, found_at: string }} Difference */
/** @typedef {import('../../trade/card-payment.js').CardSummary} CardSummary */
/** @typedef {import('../../i18n.js').Key} Key */
const tabs = /** @type {const} */ (['came', 'waiting', 'nothing', 'all']);

/** @param {Account} a */
const stateOf = (a) => (!a.connected ? 'none' : a.ready ? 'ready' : a.submitted ? 'checking' : 'asked');
/** @type {Record<string, ['ok' | 'warn' | 'mute', string?]>} */
const looks = { none: ['mute'], ready: ['ok', 'check'], checking: ['warn', 'clock'], asked: ['warn'] };

/** @param {{ a: Account, set: (a: Account) => void }} p */
function Connection({ a, set }) {
  const [search] = useSearch();
  const onboard = useAction((_, key) => api.post('/card-account/onboarding', {}, { key }), toastFault);
  const check = useAction((_, key) => api.post('/card-account/check', {}, { key }), toastFault);
  const look = async () => {
    const now = await check.act({});
    if (now) set(now);
  };
  useEffect(() => {
    if (search.onboarding) look();
  }, []);
  const go = async () => {
    const to = await onboard.act({});
    if (to) location.assign(to.url);
  };
  const state = stateOf(a);
  const [tone, icon] = looks[state];
  return html`
    <${Panel} id="ca-h" title=${t('ca.account')}>
      <p>
        <${StatusBadge} tone=${tone} icon=${icon}>${t(/** @type {Key} */ ('ca.s.' + state))}</${StatusBadge}>
      </p>
      <p>${t(/** @type {Key} */ (`ca.t.${state}`))}</p>
      ${
        a.walked_to &&
        html`
          <p class="quiet">${t('ca.walked', { date: dateTime(a.walked_to) })}</p>
        `
      }
      <div class="acts">
        ${
          can('card:connect') &&
          !a.ready &&
          html`
            <button type="button" class="btn primary" disabled=${onboard.busy} onClick=${go}>
              ${t(a.connected ? 'ca.goon' : 'ca.connect')}
            </button>
          `
        }
        ${
          a.connected &&
          html`
            <button type="button" class="btn" disabled=${check.busy} onClick=${look}>${t('ca.check')}</button>
          `
        }
      </div>
      ${
        !a.ready &&
        !can('card:connect') &&
        html`
          <p class="quiet">${t('ca.admin')}</p>
        `
      }
    </${Panel}>
  `;
}

/** @param {{ d: Difference | null, onClose: () => void, done: (items: Difference[]) => void }} p */
function SettleDialog({ d, onClose, done }) {
  const [note, setNote] = useState('');
  const act = useAction((/** @type {{ note: string }} */ input, key) =>
    api.post(`/card-differences/${d?.id}/settle`, input, { key }),
  );
  useEffect(() => (setNote(''), act.clear()), [d?.id]);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const got = await act.act({ note: note.trim() });
    if (!got) return;
    toast(t('ca.settled'));
    done(got.items);
  };
  return html`
    <${Dialog} open=${d !== null} onClose=${onClose} title=${t('ca.settle')}>
      <form onSubmit=${submit} novalidate>
        <${Field}
          label=${t('ca.note')}
          rows=${3}
          value=${note}
          onInput=${setNote}
          error=${act.error?.field('note')}
          required
        />
        <${Fault} error=${act.error} beside=${['note']} />
        <div class="dialog-acts">
          <button class="btn primary" disabled=${act.busy}>${t('ca.settle.go')}</button>
        </div>
      </form>
    </${Dialog}>
  `;
}

/** What Stripe and the books do not agree on. */
function Differences() {
  const q = useGet('/card-differences');
  const [open, setOpen] = useState(/** @type {Difference | null} */ (null));
  const rows = /** @type {Difference[]} */ (q.data?.items ?? []);
  if (!q.data) return null;
  return html`
    <${Panel} id="cd-h" title=${t('ca.differ')} n=${rows.length}>
      ${
        rows.length
          ? html`
              <ul class="rows wrap" role="list">
                ${rows.map(
                  (d) => html`
                    <li key=${d.id}>
                      <div>
                        ${t(/** @type {Key} */ ('ca.d.' + d.kind))}
                        <small>
                          ${dateTime(d.found_at)} ·
                          ${d.subject}${d.ours && ` · ${t('ca.sums', { ours: money(d.ours, d.currency), theirs: money(d.theirs, d.currency) })}`}
                        </small>
                      </div>
                      <button type="button" class="btn sm" onClick=${() => setOpen(d)}>${t('ca.settle')}</button>
                    </li>
                  `,
                )}
              </ul>
            `
          : html`
              <p class="quiet">${t('ca.differ.none')}</p>
            `
      }
      <${SettleDialog}
        d=${open}
        onClose=${() => setOpen(null)}
        done=${(/** @type {Difference[]} */ items) => (setOpen(null), q.set({ items }))}
      />
    </${Panel}>
  `;
}

/** @returns {import('../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'w',
    label: t('inv.buyer'),
    m: 'lead',
    cell: (p) => html`
      <${PartyCell} name=${p.client.name} href=${'/card-account/' + p.id} />
    `,
  },
  { key: 'd', label: t('cp.when'), w: '150px', m: 'sub', cell: (p) => dateTime(p.paid_at ?? p.started_at) },
  { key: 'm', label: t('cp.means'), w: '150px', m: 'hide', cell: (p) => p.means || '—' },
  {
    key: 's',
    label: t('inv.state'),
    w: '190px',
    m: 'act',
    cell: (p) => html`
      <${CardState} p=${p} />
    `,
  },
  {
    key: 'a',
    label: t('inv.sum'),
    num: true,
    w: '140px',
    m: 'side',
    cell: (p) => html`
      <b>${money(p.amount, p.currency)}</b>
    `,
  },
];

function Payments() {
  const [search, set] = useSearch();
  const tab = tabs.find((x) => x === search.tab) ?? 'came';
  const list = usePages('/card-payments', { tab });
  return html`
    <section class="card clip" aria-label=${t('ca.payments')}>
      <div class="card-tabs">
        <${Tabs}
          label=${t('ca.payments')}
          panel="cards"
          value=${tab}
          onChange=${(/** @type {string} */ v) => set({ tab: v === 'came' ? '' : v })}
          tabs=${tabs.map((x) => ({ id: x, label: t(`ca.tab.${x}`) }))}
        />
      </div>
      <div id="cards" role="tabpanel" aria-labelledby=${'cards-' + tab}>
        <${ListBody}
          list=${list}
          cols=${columns()}
          label=${t('ca.payments')}
          id=${(/** @type {CardSummary} */ p) => p.id}
          empty=${html`
            <${EmptyState} icon="landmark" title=${t('ca.none')} text=${t('ca.none.sub')} />
          `}
        />
      </div>
    </section>
  `;
}

/** @param {{ a: Account, set: (a: Account) => void }} p */
const Page = ({ a, set }) => html`
  <div class="page ca">
    <nav class="crumbs" aria-label=${t('crumbs')}>
      <a href="/receivables">${t('nav.receivables')}</a>
      <${Icon} name="chevron-right" size=${13} />
      <span aria-current="page">${t('ca.title')}</span>
    </nav>
    <header class="ph">
      <div><h1 tabindex="-1">${t('ca.title')}</h1></div>
    </header>
    ${
      a.test &&
      html`
        <${TestNote} />
      `
    }
    ${
      a.offered
        ? html`
            <div class="two">
              <${Payments} />
              <div class="stack">
                <${Connection} a=${a} set=${set} />
                <${Differences} />
              </div>
            </div>
          `
        : html`
            <${EmptyState} icon="landmark" title=${t('ca.off')} text=${t('ca.off.sub')} />
          `
    }
  </div>
`;

export default function CardAccount() {
  const q = useGet('/card-account');
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Account} */ a) => html`
        <${Page} a=${a} set=${q.set} />
      `}
    </${Loaded}>
  `;
}
