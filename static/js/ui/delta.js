import { html } from '../h.js';
import { signedPct } from '../i18n.js';
import { Icon } from './icon.js';
/** A change; `good` says which direction is welcome. @param {{ v: number, good?: 'up' | 'down', chip?: boolean, odd?: boolean }} p `odd`: suspicious in either direction */
export const Delta = ({ v, good = 'up', chip = false, odd = false }) => html`
  <span
    class="delta ${odd ? 'odd' : v === 0 ? 'flat' : v > 0 === (good === 'up') ? 'up' : 'down'} ${chip ? 'chip-d' : ''}"
  >
    <${Icon} name=${v > 0 ? 'arrow-up' : v < 0 ? 'arrow-down' : 'minus'} size=${12} />
    ${signedPct(v)}
  </span>
`;
