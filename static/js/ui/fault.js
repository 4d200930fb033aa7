import { html } from '../h.js';
import { t } from '../i18n.js';
import { Icon } from './icon.js';

/** @typedef {import('../api.js').ApiError} ApiError */
/** What went wrong with an action, in words. @param {ApiError} e */
export function faultText(e) {
  if (e.code === 'offline') return t('err.offline.sub');
  if (e.status === 429) return t('err.limited', { n: Math.max(1, Math.ceil(e.retryAfter / 60)) });
  return e.status >= 500 && e.requestId ? t('err.load.id', { id: e.requestId }) : e.message;
}

/**
 * Why an action failed, above its button. Faults that stand beside their own field are not told again.
 * @param {{ error: ApiError | null, beside?: string[] }} p `beside` are the fields that show their fault themselves
 */
export function Fault({ error, beside = [] }) {
  if (!error || (error.fields.length > 0 && error.fields.every((f) => beside.includes(f.field)))) return null;
  return html`
    <p class="note bad" role="alert">
      <${Icon} name="circle-alert" />
      <span>${faultText(error)}</span>
    </p>
  `;
}
