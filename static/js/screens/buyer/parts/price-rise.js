import { html } from '../../../h.js';
import { t, unitPrice } from '../../../i18n.js';
import { Dialog } from '../../../ui/dialog.js';
import { Delta } from '../../../ui/delta.js';

/** @typedef {import('../../../api.js').ApiError} ApiError */
/** @param {ApiError | null} e */
export const isPriceRise = (e) => e?.code === 'price-changed';

/**
 * Some prices rose since the buyer saw them. Nothing is ordered until they say yes to the new ones.
 * @param {{ error: ApiError | null, busy: boolean, nameOf: (productId: string) => string, currency: string, onAccept: () => void, onClose: () => void }} p
 */
export function PriceRise({ error, busy, nameOf, currency, onAccept, onClose }) {
  const rises = isPriceRise(error) ? (error?.fields ?? []) : [];
  const share = (/** @type {any} */ f) => Number(f.now) / Number(f.was) - 1;
  const footer = html`
    <button type="button" class="btn" onClick=${onClose}>${t('back')}</button>
    <button type="button" class="btn primary" disabled=${busy} onClick=${onAccept}>${t('rise.accept')}</button>
  `;
  return html`
    <${Dialog}
      open=${isPriceRise(error)}
      onClose=${onClose}
      title=${t('rise.title', { n: rises.length })}
      footer=${footer}
    >
      <p class="quiet">${t('rise.sub')}</p>
      <ul class="rise" role="list">
        ${rises.map(
          (f) => html`
            <li key=${f.field}>
              <span>${nameOf(f.field.replace('lines/', ''))}</span>
              <span class="num">
                <s>${unitPrice(f.was, currency)}</s>
                ${' '}
                <b>${unitPrice(f.now, currency)}</b>
                ${' '}
                <${Delta} v=${share(f)} good="down" />
              </span>
            </li>
          `,
        )}
      </ul>
    </${Dialog}>
  `;
}
