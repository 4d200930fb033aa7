import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { Drawer } from '../../../ui/drawer.js';
import { Icon } from '../../../ui/icon.js';
import { Loaded, SkeletonRows } from '../../../ui/loaded.js';
import { PartyCell } from '../../../ui/product-cell.js';
import { Timeline } from '../../../ui/timeline.js';
import { reasonOf, Rhythm } from '../../../trade/rhythm.js';
import { entryOf } from '../../../trade/events.js';
import { everyOf } from './every.js';
import { deskLinks, tel } from './links.js';
import { Notes } from './notes.js';

const EVENTS = 5;
const wait = html`
  <${SkeletonRows} n=${3} />
`;

/** @param {{ id: string }} p */
function Rhythms({ id }) {
  const q = useGet('/desk/clients/' + id);
  return html`
    <h3>${t('cl.rhythm')}</h3>
    <${Loaded} q=${q} wait=${wait} level=${3}>
      ${(/** @type {import('../client.js').Client} */ c) => html`
        <ul class="calm" role="list">
          ${c.rhythms.map(
            (r) => html`
              <li key=${r.supplier.id}>
                <div>
                  <b>${r.supplier.name}</b>
                  <small>${everyOf(r)}</small>
                </div>
                <${Rhythm} small r=${r} />
              </li>
            `,
          )}
        </ul>
      `}
    <//>
  `;
}
/** @param {{ id: string }} p */
function Story({ id }) {
  const q = useGet(`/desk/clients/${id}/events`, { limit: EVENTS });
  return html`
    <h3>${t('cl.story')}</h3>
    <${Loaded} q=${q} wait=${wait} level=${3}>
      ${(/** @type {any} */ page) =>
        page.items.length
          ? html`
              <${Timeline} events=${page.items.map((/** @type {any} */ e) => entryOf(e, deskLinks(false)))} />
            `
          : html`
              <p class="quiet">${t('cl.story.none')}</p>
            `}
    <//>
  `;
}

/** A look at a client without leaving the list. @param {{ c: import('../queue.js').Case | null, onClose: () => void }} p */
export function Peek({ c, onClose }) {
  const who = c?.contact;
  const call =
    who?.phone &&
    html`
      <a class="btn" href=${tel(who.phone)}>
        <${Icon} name="phone" />
        ${t('q.call')}
      </a>
    `;
  const write =
    !who?.phone &&
    who?.email &&
    html`
      <a class="btn" href=${'mailto:' + who.email}>
        <${Icon} name="mail" />
        ${t('q.write')}
      </a>
    `;
  const footer =
    c &&
    html`
      <div class="acts">
        ${call}${write}
        <a class="btn primary" href=${'/clients/' + c.client.id} onClick=${onClose}>
          ${t('q.open')}
          <${Icon} name="arrow-right" />
        </a>
      </div>
    `;
  return html`
    <${Drawer} open=${c !== null} onClose=${onClose} title=${c?.client.name ?? t('nav.clients')} footer=${footer}>
      ${
        c &&
        html`
          <div class="peek">
            ${
              who &&
              html`
                <${PartyCell}
                  round
                  name=${who.name}
                  sub=${[who.job_title, who.phone ?? who.email].filter(Boolean).join(' · ')}
                />
              `
            }
            ${
              c.suppliers[0] &&
              html`
                <p class="note info">
                  <${Icon} name="clock" />
                  <span>${reasonOf(c.suppliers[0], 'they')}</span>
                </p>
              `
            }
            <${Notes} c=${c} />
            <${Rhythms} id=${c.client.id} />
            <${Story} id=${c.client.id} />
          </div>
        `
      }
    <//>
  `;
}
