import { html } from '../../../h.js';
/** Text whose `ticked` words are code. @param {{ text: string }} p */
export const Ticked = ({ text }) => html`
  ${text.split('`').map((s, i) =>
    i % 2
      ? html`
          <code>${s}</code>
        `
      : s,
  )}
`;
