// Cells that the tables of the figures share.
import { html } from '../../../h.js';
import { t, pct } from '../../../i18n.js';
import { compare } from '../../../lib/decimal.js';
import { Delta } from '../../../ui/delta.js';

/** @typedef {{ net: string, before: string }} Figure */

/** A change as a share; undefined where there was nothing before. @param {string | number} now @param {string | number} before */
export const change = (now, before) => (Number(before) > 0 ? Number(now) / Number(before) - 1 : undefined);

/** @param {{ f: Figure }} p */
export function Change({ f }) {
  const by = change(f.net, f.before);
  if (by !== undefined)
    return html`
      <${Delta} v=${by} />
    `;
  return compare(f.net, '0') > 0
    ? html`
        <span class="badge info">${t('fg.new')}</span>
      `
    : '—';
}

/** A share of the whole, in per cent, beside its bar. @param {{ share: string, most: string }} p `most`: what fills the bar */
export const Share = ({ share, most }) => html`
  <span class="fg-share">
    <i aria-hidden="true">
      <u style=${{ width: Math.min(100, (Number(share) / (Number(most) || 1)) * 100) + '%' }}></u>
    </i>
    <span>${pct(Number(share) / 100)}</span>
  </span>
`;

const tones = { A: 'ok', B: 'info', C: '' };
/** @param {{ c: 'A' | 'B' | 'C' | '' }} p */
export const ClassBadge = ({ c }) =>
  c
    ? html`
        <span class="badge ${tones[c]}">${c}</span>
      `
    : html`
        <span class="quiet">—</span>
      `;
