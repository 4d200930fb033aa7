// How an order would stand against the credit limit, told before it is placed.
import { html } from '../../../h.js';
import { t, money } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { can } from '../../../session.js';
import { Icon } from '../../../ui/icon.js';
import { beyond, partsText } from '../../../trade/agreement-words.js';

/** @typedef {{ terms: import('../../../trade/agreement-words.js').Terms, credit: { free: string | null, refuses_beyond: boolean }, hold: object | null }} Agreement */

/** @param {{ supplier: string, total: string, currency: string }} p `total` with VAT */
export function CreditNote({ supplier, total, currency }) {
  const q = useGet(can('invoice:read') ? `/accounts/${supplier}/agreement` : null);
  const a = /** @type {Agreement | undefined} */ (q.data);
  if (!a) return null;
  const over = beyond(a.credit, total);
  const warn = a.hold
    ? t('hld.cart.hand')
    : over && t(a.credit.refuses_beyond ? 'hld.cart.refused' : 'hld.cart.waits', { v: money(over, currency) });
  return html`
    ${
      (a.terms.parts.length > 1 || a.terms.discount) &&
      html`
        <p class="quiet">${partsText(a.terms).join('; ')}</p>
      `
    }
    ${
      warn
        ? html`
            <p class="note warn">
              <${Icon} name="triangle-alert" size=${14} />
              <span>${warn}</span>
            </p>
          `
        : a.credit.free !== null &&
          html`
            <p class="quiet">${t('hld.cart.free', { v: money(a.credit.free, currency) })}</p>
          `
    }
  `;
}
