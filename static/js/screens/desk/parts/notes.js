import { html } from '../../../h.js';
import { t, day } from '../../../i18n.js';
import { outcomes } from './outcome-list.js';
import { Icon } from '../../../ui/icon.js';

/** The last word with them: when, who, what came of it. @param {NonNullable<import('../queue.js').Case['last_contact']>} l */
function talk(l) {
  const how = l.outcome in outcomes ? t(`out.${/** @type {keyof typeof outcomes} */ (l.outcome)}`) : '';
  return [t('q.spoke', { date: day(l.at), name: l.by }), [how, l.note].filter(Boolean).join('. ')]
    .filter(Boolean)
    .join(': ');
}
/** What has been tried already: a reminder, a word, or nothing on purpose. @param {{ c: import('../queue.js').Case }} p */
export function Notes({ c }) {
  const said = [
    c.nudged_at && { icon: 'send', text: t('q.nudged', { date: day(c.nudged_at) }) },
    c.held_out && { icon: 'circle-dot', text: t('q.held') },
    c.last_contact && { icon: 'phone', text: talk(c.last_contact) },
  ].filter((x) => !!x);
  if (!said.length) return null;
  return html`
    <ul class="q-notes" role="list">
      ${said.map(
        (x) => html`
          <li>
            <${Icon} name=${x.icon} size=${13} />
            <span>${x.text}</span>
          </li>
        `,
      )}
    </ul>
  `;
}
