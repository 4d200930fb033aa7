import { html } from '../h.js';
import { Delta } from './delta.js';
import { Spark } from './spark.js';
/** @param {{ label: string, value: string, delta?: number, good?: 'up' | 'down', note: string, spark?: number[], tone?: string, href?: string }} p `href`: where there is more of it */
export const StatCard = ({ label, value, delta, good, note, spark, tone, href }) => html`
  <div class="kpi card">
    <h2>
      ${
        href
          ? html`
              <a href=${href}>${label}</a>
            `
          : label
      }
    </h2>
    <div class="kpi-v">
      <b>${value}</b>
      ${
        spark &&
        html`
          <${Spark} values=${spark} width=${92} height=${32} tone=${tone} />
        `
      }
    </div>
    <p>
      ${
        delta !== undefined &&
        html`
          <${Delta} v=${delta} good=${good} />
        `
      }
      <span>${note}</span>
    </p>
  </div>
`;
