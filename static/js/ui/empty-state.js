import { html } from '../h.js';
import { Icon } from './icon.js';
/** What happened, what to do, one button. @param {{ icon: string, title: string, text: string, level?: 1 | 2 | 3, tone?: 'bad' | '', role?: string, children?: any }} p */
export const EmptyState = ({ icon, title, text, level = 2, tone = '', role, children }) => html`
  <div class="empty ${tone}" role=${role}>
    <span class="empty-i"><${Icon} name=${icon} size=${22} /></span>
    ${
      level === 1
        ? html`
            <h1 tabindex="-1">${title}</h1>
          `
        : level === 2
          ? html`
              <h2>${title}</h2>
            `
          : html`
              <h3>${title}</h3>
            `
    }
    <p>${text}</p>
    ${children}
  </div>
`;
