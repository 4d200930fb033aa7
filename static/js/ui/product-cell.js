import { html } from '../h.js';
import { initials } from '../lib/words.js';
import { Icon } from './icon.js';
import iconData from './icon-data.js';

/**
 * A product's picture place; the catalogue names its icon, a box stands for one it does not have. A picture that does not come is
 * not missed: the icon lies under it.
 * @param {{ icon?: string, size?: number, src?: string }} p
 */
export const Thumb = ({ icon = '', size = 18, src }) => html`
  <span class="thumb">
    <${Icon} name=${icon in iconData ? icon : 'box'} size=${size} />
    ${
      src &&
      html`
        <img src=${src} alt="" loading="lazy" onError=${(/** @type {any} */ e) => e.target.remove()} />
      `
    }
  </span>
`;

/** A thing with its picture place, name and second line. @param {{ icon?: string, src?: string, name: any, sub?: any, href?: string, small?: boolean }} p */
export const ProductCell = ({ icon, src, name, sub, href, small = false }) => html`
  <div class="prod ${small ? 'small' : ''}">
    <${Thumb} icon=${icon} src=${src} size=${small ? 15 : 18} />
    <div>
      ${
        href
          ? html`
              <a class="pname" href=${href}>${name}</a>
            `
          : html`
              <span class="pname plain">${name}</span>
            `
      }${
        sub &&
        html`
          <small>${sub}</small>
        `
      }
    </div>
  </div>
`;

/** @param {{ name: string, href?: string, onClick?: () => void }} p */
const PartyName = ({ name, href, onClick }) =>
  onClick
    ? html`
        <button type="button" class="pname linklike" onClick=${onClick}>${name}</button>
      `
    : href
      ? html`
          <a class="pname" href=${href}>${name}</a>
        `
      : html`
          <span class="pname plain">${name}</span>
        `;
/** A company, or a person when `round`. @param {{ name: string, sub?: any, href?: string, onClick?: () => void, round?: boolean }} p */
export const PartyCell = ({ name, sub, href, onClick, round = false }) => html`
  <div class="prod">
    <span class="av co ${round ? 'round' : ''}" aria-hidden="true">${initials(name)}</span>
    <div>
      <${PartyName} name=${name} href=${href} onClick=${onClick} />
      ${
        sub &&
        html`
          <small>${sub}</small>
        `
      }
    </div>
  </div>
`;
