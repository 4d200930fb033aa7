import { html } from '../../h.js';
import { t, dayLong, today } from '../../i18n.js';
import { byDay } from '../../lib/days.js';
import { usePages } from '../../query.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { SkeletonRows, Trouble } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Timeline } from '../../ui/timeline.js';
import { entryOf } from '../../trade/events.js';
import { deskLinks } from './parts/links.js';

/** @typedef {import('../../trade/events.js').Event} Event */

/** @param {{ list: any }} p */
function Feed({ list }) {
  if (list.error && !list.data)
    return html`
      <div class="card"><${Trouble} error=${list.error} retry=${list.reload} /></div>
    `;
  if (!list.data)
    return html`
      <div class="card pad-c wait" aria-busy="true">
        <p class="sr-only" role="status">${t('loading')}</p>
        <${SkeletonRows} n=${8} />
      </div>
    `;
  if (!list.data.length)
    return html`
      <div class="card"><${EmptyState} icon="history" title=${t('ac.none')} text=${t('ac.none.sub')} /></div>
    `;
  const days = byDay(/** @type {Event[]} */ (list.data), (e) => today(new Date(e.at)));
  return html`
    ${days.map(
      ([day, events]) => html`
        <section class="card panel" key=${day} aria-labelledby=${'day-' + day}>
          <div class="panel-h"><h2 id=${'day-' + day}>${dayLong(day)}</h2></div>
          <${Timeline} events=${events.map((e) => entryOf(e, deskLinks(true)))} />
        </section>
      `,
    )}
    <${More} list=${list} />
  `;
}

/** What happened with the clients, the latest first. */
export default function Activity() {
  const list = usePages('/desk/activity', { limit: 40 });
  return html`
    <div class="page">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('nav.activity')}</h1>
          <p>${t('ac.sub')}</p>
        </div>
        <div class="ph-a">
          <button type="button" class="btn" disabled=${list.busy} onClick=${list.reload}>
            <${Icon} name="rotate-ccw" />
            ${t('ac.look')}
          </button>
        </div>
      </header>
      <div class="stack feed"><${Feed} list=${list} /></div>
    </div>
  `;
}
