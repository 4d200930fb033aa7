import { html } from '../h.js';
import { num, pct } from '../i18n.js';
/** @param {{ value: number, max: number, label: string, quiet?: boolean }} p */
export const Progress = ({ value, max, label, quiet = false }) => html`
  <div class="progress">
    ${
      !quiet &&
      html`
        <div class="row">
          <span>${label}</span>
          <b class="num">${num(value)} / ${num(max)} · ${pct(value / max, 0)}</b>
        </div>
      `
    }
    <div
      class="bar-p"
      role="progressbar"
      aria-label=${label}
      aria-valuenow=${Math.round((value / max) * 100)}
      aria-valuemin="0"
      aria-valuemax="100"
    >
      <i style=${{ width: Math.min(100, (value / max) * 100) + '%' }}></i>
    </div>
  </div>
`;
/** Parts of a whole: every part has a name and a sum beside it. @param {{ parts: { v: number, tone: string }[], max: number, mark?: number }} p */
export const Meter = ({ parts, max, mark }) => html`
  <div class="meter big" aria-hidden="true">
    ${parts.map(
      (p) => html`
        <i class=${p.tone} style=${{ width: Math.max(0, Math.min(100, (p.v / max) * 100)) + '%' }}></i>
      `,
    )}${
      mark !== undefined &&
      html`
        <u style=${{ left: (mark / max) * 100 + '%' }}></u>
      `
    }
  </div>
`;
