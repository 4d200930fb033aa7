import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { Field } from '../../../ui/field.js';

const SHORTEST = 10;
/** @param {string} password */
export const tooShort = (password) => [...password].length < SHORTEST;

/** @param {{ value: string, onInput: (v: string) => void, tried: boolean, error: import('../../../api.js').ApiError | null }} p */
export function NewPassword({ value, onInput, tried, error }) {
  const fault = tried && tooShort(value) ? t('pw.short', { n: SHORTEST }) : error?.field('password');
  return html`
    <${Field}
      label=${t('pw.pass')}
      type="password"
      autocomplete="new-password"
      value=${value}
      onInput=${onInput}
      required
      hint=${t('pw.hint', { n: SHORTEST })}
      error=${fault}
    />
  `;
}
