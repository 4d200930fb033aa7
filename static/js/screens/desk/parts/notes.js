import { html } from '../../../h.js';
import { t, day } from '../../../i18n.js';
import { Icon } from '../../../ui/icon.js';

/** What has been tried already: a reminder, a word, or nothing on purpose. @param {{ c: import('../queue.js').Case }} p */
export function Notes({ c }) {
  const said = [
    c.nudged_at && { icon: 'send', text: t('q.nudged', { date: day(c.nudged_at) }) },
    c.held_out && { icon: 'circle-dot', text: t('q.held') },
    c.last_contact && {
      icon: 'phone',
      text: [t('q.spoke', { date: day(c.last_contact.at), name: c.last_contact.by }), c.last_contact.note]
        .filter(Boolean)
        .join(': '),
    },
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
