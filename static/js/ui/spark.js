import { html } from '../h.js';
/** A word-sized line. @param {{ values: number[], width?: number, height?: number, tone?: string }} p */
export function Spark({ values, width = 84, height = 26, tone = '' }) {
  const max = Math.max(...values),
    min = Math.min(...values),
    pts = values.map((v, i) => [
      2 + (i * (width - 6)) / (values.length - 1),
      3 + (1 - (v - min) / (max - min || 1)) * (height - 6),
    ]);
  const [lx, ly] = pts[pts.length - 1];
  return html`
    <svg class="spark ${tone}" width=${width} height=${height} aria-hidden="true">
      <path d=${'M' + pts.map((p) => p.map((n) => n.toFixed(1)).join()).join('L')} />
      <circle cx=${lx} cy=${ly} r="2.250" />
    </svg>
  `;
}
