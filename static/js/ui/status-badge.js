import { html } from '../h.js';
import { Icon } from './icon.js';
/** A state in words, with a dot or an icon: colour alone never says it. @param {{ tone?: 'ok' | 'warn' | 'bad' | 'info' | 'mute', icon?: string, children?: any }} p */
export const StatusBadge = ({ tone = 'mute', icon, children }) => html`
  <span class="badge ${tone}">
    ${
      icon
        ? html`
            <${Icon} name=${icon} size=${12} />
          `
        : html`
            <i aria-hidden="true"></i>
          `
    }${children}
  </span>
`;
