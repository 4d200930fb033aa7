import { html } from '../../../h.js';
import { t, dateTime, money0 } from '../../../i18n.js';
import { Icon } from '../../../ui/icon.js';
import { Panel } from '../../../ui/panel.js';
import { PartyCell } from '../../../ui/product-cell.js';
import { StatusBadge } from '../../../ui/status-badge.js';

/** @typedef {{ name: string, job_title: string, role: string, influence: string, email: string, phone?: string | null, last_seen_at: string | null }} Person */
/** @typedef {{ supplier: { id: string, name: string }, number: string, status: string, net_days: number, minimum_order: string, currency: string }} Agreement */
/** @typedef {import('../../../i18n.js').Key} Key */

/** @type {Record<string, 'info' | 'mute'>} */
const influences = { decides: 'info', handles: 'mute', influences: 'mute' };
/** @param {Person} p */
const seen = (p) => (p.last_seen_at ? t('cl.seen', { date: dateTime(p.last_seen_at) }) : t('cl.unseen'));

/** @param {{ p: Person }} x */
const Row = ({ p }) => html`
  <li>
    <${PartyCell}
      round
      name=${p.name}
      sub=${html`
        ${p.job_title || t(/** @type {Key} */ ('role.' + p.role))}
        <span class="seen">${seen(p)}</span>
      `}
    />
    ${
      p.influence in influences &&
      html`
        <${StatusBadge} tone=${influences[p.influence]}>${t(/** @type {Key} */ ('cl.c.' + p.influence))}<//>
      `
    }
    ${
      p.email &&
      html`
        <a class="btn ghost icon sm" href=${'mailto:' + p.email} aria-label=${t('cl.write', { name: p.name })}>
          <${Icon} name="mail" size=${15} />
        </a>
      `
    }
  </li>
`;
/** Who decides, who handles, who has a say. @param {{ people: Person[] }} p */
export const People = ({ people }) => html`
  <${Panel} id="pe-h" title=${t('cl.people')} n=${people.length}>
    ${
      people.length
        ? html`
            <ul class="rows wrap" role="list">
              ${people.map(
                (p) => html`
                  <${Row} key=${p.email} p=${p} />
                `,
              )}
            </ul>
          `
        : html`
            <p class="quiet">${t('cl.people.none')}</p>
          `
    }
  <//>
`;

/** @type {Record<string, 'ok' | 'warn' | 'mute' | 'info'>} */
const states = { requested: 'info', active: 'ok', on_hold: 'warn', ended: 'mute' };
/** @param {{ client: string, agreements: Agreement[] }} p */
export const Agreements = ({ client, agreements }) => html`
  <${Panel} id="ag-h" title=${t('cl.agreements')} n=${agreements.length}>
    ${
      agreements.length
        ? html`
            <ul class="rows" role="list">
              ${agreements.map(
                (a) => html`
                  <li key=${a.supplier.id}>
                    <div>
                      <a class="pname" href=${`/clients/${client}/accounts/${a.supplier.id}`}>${a.supplier.name}</a>
                      <small>
                        ${a.number}
                        <span class="dotsep">
                          ${a.net_days ? t('terms.net', { n: a.net_days }) : t('terms.prepaid')}
                        </span>
                        <span class="dotsep">${t('cl.minimum', { v: money0(a.minimum_order, a.currency) })}</span>
                      </small>
                    </div>
                    ${
                      a.status in states &&
                      html`
                        <${StatusBadge} tone=${states[a.status]}>${t(/** @type {Key} */ ('cl.a.' + a.status))}<//>
                      `
                    }
                  </li>
                `,
              )}
            </ul>
          `
        : html`
            <p class="quiet">${t('cl.agreements.none')}</p>
          `
    }
  <//>
`;
