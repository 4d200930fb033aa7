// What a client and a supplier have agreed about money, and how they stand: terms, credit, promises, disputes. All sides read it.
import { useState } from 'preact/hooks';
import { html } from '../h.js';
import { t, dateTime, day, dayYear, money } from '../i18n.js';
import { useGet } from '../query.js';
import { can } from '../session.js';
import { Icon } from '../ui/icon.js';
import { Loaded, SkeletonRows } from '../ui/loaded.js';
import { Panel } from '../ui/panel.js';
import { Meter } from '../ui/progress.js';
import { StatusBadge } from '../ui/status-badge.js';
import { HoldDialog, PromiseDialog, Withdraw } from './agreement-dialogs.js';
import { dunningText, partsText, percent } from './agreement-words.js';
import { Disputes } from './disputes.js';

/** @typedef {{ limit: string | null, invoices: string, credit: string, orders: string, exposure: string, free: string | null, refuses_beyond: boolean }} Credit */
/** @typedef {{ id: string, invoice: { id: string, number: string } | null, amount: string, promised_on: string, note: string, made_by_name: string, said_by: string, made_at: string, paid: string, state: 'open' | 'kept' | 'broken' | 'withdrawn' }} Promised */
/** @typedef {{ id: string, client: { id: string, name: string }, supplier: { id: string, name: string }, number: string, status: string, currency: string, version: number, terms: import('./agreement-words.js').Terms, credit: Credit, hold: { at: string, by_name: string, why: string } | null, dunning: { days: number[], own: boolean, paused_to: string | null }, promises: Promised[] }} Agreement */
/** @typedef {{ a: Agreement, set: (a: Agreement) => void, reload: () => void }} Editing */

/** @param {{ a: Agreement }} p */
const CreditLines = ({ a }) => {
  const c = a.credit;
  const show = (/** @type {string} */ v) => money(v, a.currency);
  return html`
    <dl class="kv">
      <div>
        <dt>${t('agr.limit')}</dt>
        <dd>${c.limit === null ? t('agr.limit.none') : show(c.limit)}</dd>
      </div>
      <div>
        <dt>${t('agr.used.invoices')}</dt>
        <dd>${show(c.invoices)}</dd>
      </div>
      ${
        Number(c.credit) > 0 &&
        html`
          <div>
            <dt>${t('agr.used.credit')}</dt>
            <dd>−${show(c.credit)}</dd>
          </div>
        `
      }
      <div>
        <dt>${t('agr.used.orders')}</dt>
        <dd>${show(c.orders)}</dd>
      </div>
      ${
        c.free !== null &&
        html`
          <div class="tot">
            <dt>${t('agr.free')}</dt>
            <dd class=${Number(c.free) === 0 ? 'out-bad' : ''}>${show(c.free)}</dd>
          </div>
        `
      }
    </dl>
    ${
      c.limit !== null &&
      html`
        <${Meter}
          parts=${[{ v: Number(c.exposure), tone: Number(c.free) > 0 ? 'accent' : 'bad' }]}
          max=${Math.max(Number(c.limit), Number(c.exposure), 1)}
        />
        <p class="quiet">${c.refuses_beyond ? t('agr.refuses') : t('agr.waits')}</p>
      `
    }
  `;
};

/** @param {{ a: Agreement }} p */
const TermLines = ({ a }) => html`
  <dl class="kv stackd">
    <div>
      <dt>${t('agr.pay')}</dt>
      ${partsText(a.terms).map(
        (line) => html`
          <dd key=${line}>${line}</dd>
        `,
      )}
    </div>
    ${
      a.terms.discount &&
      html`
        <div>
          <dt>${t('agr.discount')}</dt>
          <dd>${t('agr.discount.v', { v: percent(a.terms.discount.percent), n: a.terms.discount.days })}</dd>
        </div>
      `
    }
    ${
      a.terms.interest &&
      html`
        <div>
          <dt>${t('agr.interest')}</dt>
          <dd>${t('agr.interest.v', { v: percent(a.terms.interest.percent), n: a.terms.interest.grace })}</dd>
        </div>
      `
    }
    <div>
      <dt>${t('agr.dun')}</dt>
      <dd>
        ${dunningText(a.dunning.days)}
        ${
          a.dunning.paused_to &&
          html`
            <span class="dotsep">${t('agr.dun.paused', { date: dayYear(a.dunning.paused_to) })}</span>
          `
        }
      </dd>
    </div>
  </dl>
`;

/** @param {Editing & { edit?: any }} p */
function Terms({ a, set, reload, edit: Edit }) {
  const [asked, ask] = useState(/** @type {'' | 'hold' | 'edit'} */ (''));
  const close = () => ask('');
  const done = (/** @type {Agreement} */ next) => (set(next), close());
  const shared = { a, done, onClose: close, reload: () => (close(), reload()) };
  return html`
    <${Panel} id="agr-h" title=${t('agr.title', { no: a.number })}>
      ${
        a.hold &&
        html`
          <p class="note warn">
            <${Icon} name="ban" />
            <span>
              <b>${t('agr.held')}</b>
              ${a.hold.why}
              <span class="dotsep">${a.hold.by_name}</span>
              <span class="dotsep">${dateTime(a.hold.at)}</span>
            </span>
          </p>
        `
      }
      <${TermLines} a=${a} />
      <${CreditLines} a=${a} />
      ${
        (can('credit:decide') || Edit) &&
        html`
          <div class="acts">
            ${
              Edit &&
              html`
                <button type="button" class="btn sm" onClick=${() => ask('edit')}>${t('agr.edit')}</button>
              `
            }
            ${
              can('credit:decide') &&
              html`
                <button type="button" class="btn sm" onClick=${() => ask('hold')}>
                  ${a.hold ? t('agr.free.act') : t('agr.hold.act')}
                </button>
              `
            }
          </div>
        `
      }
      <${HoldDialog} ...${shared} open=${asked === 'hold'} />
      ${
        Edit &&
        html`
          <${Edit} ...${shared} open=${asked === 'edit'} />
        `
      }
    </${Panel}>
  `;
}

/** @type {Record<Promised['state'], ['info' | 'ok' | 'bad' | 'mute', string]>} */
const looks = {
  open: ['info', 'clock'],
  kept: ['ok', 'check'],
  broken: ['bad', 'circle-alert'],
  withdrawn: ['mute', 'undo-2'],
};

/** @param {Editing} p */
function Promises({ a, set }) {
  const [open, setOpen] = useState(false);
  return html`
    <${Panel} id="prm-h" title=${t('prm.title')} n=${a.promises.length || undefined}>
      ${
        a.promises.length
          ? html`
              <ul class="rows wrap" role="list">
                ${a.promises.map(
                  (p) => html`
                    <li key=${p.id}>
                      <div>
                        <span class="pname plain">
                          ${t('prm.line', { v: money(p.amount, a.currency), date: day(p.promised_on) })}
                        </span>
                        <small>
                          ${[p.invoice && t('inv.title', { no: p.invoice.number }), p.said_by || p.made_by_name, p.note]
                            .filter(Boolean)
                            .join(' · ')}
                        </small>
                      </div>
                      <${StatusBadge} tone=${looks[p.state][0]} icon=${looks[p.state][1]}>
                        ${t(`prm.s.${p.state}`)}
                      </${StatusBadge}>
                      ${
                        p.state === 'open' &&
                        can('promise:record') &&
                        html`
                          <${Withdraw} p=${p} set=${set} />
                        `
                      }
                    </li>
                  `,
                )}
              </ul>
            `
          : html`
              <p class="quiet">${t('prm.none')}</p>
            `
      }
      ${
        can('promise:record') &&
        html`
          <button type="button" class="btn sm" onClick=${() => setOpen(true)}>${t('prm.add')}</button>
          <${PromiseDialog}
            a=${a}
            open=${open}
            onClose=${() => setOpen(false)}
            done=${(/** @type {Agreement} */ next) => (set(next), setOpen(false))}
          />
        `
      }
    </${Panel}>
  `;
}

/** @param {{ id: string, supplier?: string, edit?: any, client?: string }} p `id` is the other company, for the operator's people the client; `edit` is the supplier's own dialog */
export function AgreementCards({ id, supplier, edit, client }) {
  const q = useGet(`/accounts/${id}/agreement`, { supplier });
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <div class="card panel"><${SkeletonRows} n=${4} /></div>
      `}
    >
      ${(/** @type {Agreement} */ a) => html`
        <div class="agr">
          <${Terms} a=${a} set=${q.set} reload=${q.reload} edit=${edit} />
          <div class="stack">
            <${Promises} a=${a} set=${q.set} reload=${q.reload} />
            <${Disputes} query=${{ client: client ?? a.client.id }} other=${a.supplier.id} />
          </div>
        </div>
      `}
    </${Loaded}>
  `;
}
