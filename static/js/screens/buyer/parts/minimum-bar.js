import { html } from '../../../h.js';
import { t, money, money0 } from '../../../i18n.js';
import { compare, minus } from '../../../lib/decimal.js';
import { Meter } from '../../../ui/progress.js';
import { StatusBadge } from '../../../ui/status-badge.js';

/** @param {string} minimum */
export const hasMinimum = (minimum) => Boolean(minimum) && compare(minimum, '0') > 0;

/** How far an order is from the least its supplier takes. Nothing where there is no minimum. @param {{ net: string, minimum: string, currency: string }} p */
export function MinimumBar({ net, minimum, currency }) {
  if (!hasMinimum(minimum)) return null;
  const short = compare(net, minimum) < 0;
  const max = Math.max(Number(minimum), Number(net));
  return html`
    <div class="min">
      <div class="row min-r">
        <span>
          ${short ? t('min.short', { v: money(minus(minimum, net), currency) }) : t('min.order', { v: money0(minimum, currency) })}
        </span>
        ${
          !short &&
          html`
            <${StatusBadge} tone="ok" icon="check">${t('min.met')}</${StatusBadge}>
          `
        }
      </div>
      <${Meter} max=${max} mark=${Number(minimum)} parts=${[{ v: Number(net), tone: short ? 'held' : 'good' }]} />
    </div>
  `;
}
