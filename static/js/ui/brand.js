import { html } from '../h.js';
/** The mark: a letter P whose bowl turns back on itself. @param {{ size?: number }} p */
const Mark = ({ size = 26 }) => html`
  <svg class="mark" width=${size} height=${size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" class="b" />
    <path
      d="M10 25.500V8h7.500a5.750 5.750 0 0 1 0 11.500h-2.500M18.250 15.750 14.500 19.500l3.750 3.750"
      fill="none"
      stroke="#fff"
      stroke-width="2.800"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
`;
/** @param {{ href: string, size?: number }} p */
export const Brand = ({ href, size }) => html`
  <a class="brand" href=${href}>
    <${Mark} size=${size} />
    <span>Povtor</span>
  </a>
`;
