import { html } from '../h.js';
import { num } from '../i18n.js';
/** A titled card, with a way to all of what it shows a part of. @param {{ id: string, title: string, n?: number, href?: string, more?: string, children?: any }} p */
export const Panel = ({ id, title, n, href, more, children }) => html`
  <section class="card panel" aria-labelledby=${id}>
    <div class="panel-h">
      <h2 id=${id}>
        ${title}${
          n !== undefined &&
          html`
            <span class="count">${num(n)}</span>
          `
        }
      </h2>
      ${
        href &&
        html`
          <a class="btn link sm" href=${href}>
            ${more}
            <span class="sr-only">${' '}· ${title}</span>
          </a>
        `
      }
    </div>
    ${children}
  </section>
`;
