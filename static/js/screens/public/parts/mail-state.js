import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { Icon } from '../../../ui/icon.js';
import { StatusBadge } from '../../../ui/status-badge.js';

/** @typedef {import('../../../i18n.js').Key} Key */
/** @type {Record<string, string>} */
const icons = {
  'nudge': 'repeat-2',
  'order-received': 'inbox',
  'order-placed': 'package',
  'order-confirmed': 'check',
  'order-refused': 'ban',
  'invitation': 'user-round',
  'password-reset': 'key-round',
};
/** @param {{ kind: string }} p */
export const MailKind = ({ kind }) => html`
  <span class="kind">
    <${Icon} name=${icons[kind] ?? 'mail'} size=${15} />
    ${kind in icons ? t(/** @type {Key} */ ('ob.k.' + kind)) : kind}
  </span>
`;

/** @type {Record<string, 'ok' | 'warn' | 'bad' | 'info' | 'mute'>} */
const tones = { queued: 'info', sending: 'info', sent: 'ok', refused: 'bad', uncertain: 'warn', dropped: 'mute' };
/** @param {{ state: string }} p */
export const MailState = ({ state }) => html`
  <${StatusBadge} tone=${tones[state] ?? 'mute'} icon=${state === 'sent' ? 'check' : undefined}>
    ${state in tones ? t(/** @type {Key} */ ('ob.s.' + state)) : state}
  </${StatusBadge}>
`;
