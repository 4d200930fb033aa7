import { html } from '../h.js';
import { dateTime } from '../i18n.js';
import { Icon } from './icon.js';

/** @typedef {{ id: string, at: string, icon: string, tone?: string, title: any, sub?: any }} Entry */
/** @param {{ events: Entry[] }} p newest first */
export const Timeline = ({ events }) => html`
  <ol class="tl" role="list">
    ${events.map(
      (e) => html`
        <li key=${e.id} class=${e.tone ?? ''}>
          <span class="tl-i"><${Icon} name=${e.icon} size=${14} /></span>
          <div>
            <p>${e.title}</p>
            ${
              e.sub &&
              html`
                <small>${e.sub}</small>
              `
            }
          </div>
          <time datetime=${e.at}>${dateTime(e.at)}</time>
        </li>
      `,
    )}
  </ol>
`;

/** Where a thing stands on its way. @param {{ steps: { label: string, note?: string }[], at: number, part?: boolean, label: string }} p `part`: the step at hand is half done */
export const Track = ({ steps, at, part = false, label }) => html`
  <ol class="track" role="list" aria-label=${label}>
    ${steps.map(
      (s, i) => html`
        <li
          class=${i < at ? 'done' : i === at ? (part ? 'now part' : 'now') : ''}
          aria-current=${i === at ? 'step' : undefined}
        >
          <span class="tr-i">
            ${
              i < at
                ? html`
                    <${Icon} name="check" size=${13} />
                  `
                : null
            }
          </span>
          <b>${s.label}</b>
          <small>${s.note ?? ''}</small>
        </li>
      `,
    )}
  </ol>
`;
