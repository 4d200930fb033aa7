import { html } from '../h.js';
import { t } from '../i18n.js';
import { compare, minus, onMultiple, readQuantity, sum, trim } from '../lib/decimal.js';
import { Icon } from './icon.js';

/**
 * A quantity with less and more. What is typed goes up to the next quantity that may be ordered. Where `zero` is
 * allowed, less than the minimum is none.
 * @param {{ value: string, name: string, minimum?: string, multiple?: string, zero?: boolean, disabled?: boolean, onChange: (q: string) => void }} p
 */
export function Stepper({ value, name, minimum = '1', multiple = '1', zero = false, disabled = false, onChange }) {
  const atFloor = compare(value, minimum) <= 0;
  const less = () => {
    if (!atFloor)
      onChange(
        onMultiple(compare(minus(value, multiple), minimum) < 0 ? minimum : minus(value, multiple), minimum, multiple),
      );
    else if (zero) onChange('0');
  };
  const more = () =>
    onChange(compare(value, minimum) < 0 ? minimum : onMultiple(trim(sum([value, multiple])), minimum, multiple));
  const typed = (/** @type {any} */ e) => {
    const said = e.target.value.trim();
    const q = readQuantity(said);
    if (q) onChange(onMultiple(q, minimum, multiple));
    else if (zero && said === '0') onChange('0');
    e.target.value = value;
  };
  const key = (/** @type {KeyboardEvent} */ e) => {
    if (e.key !== 'ArrowUp' && e.key !== 'ArrowDown') return;
    e.preventDefault();
    if (e.key === 'ArrowUp') more();
    else less();
  };
  return html`
    <div class="stepper" role="group" aria-label=${t('qty.of', { name })}>
      <button
        type="button"
        tabindex="-1"
        aria-label=${t('qty.less')}
        disabled=${disabled || (atFloor && !zero)}
        onClick=${less}
      >
        <${Icon} name="minus" size=${14} />
      </button>
      <input
        inputmode="decimal"
        aria-label=${t('qty.of', { name })}
        value=${value}
        disabled=${disabled}
        onFocus=${(/** @type {any} */ e) => e.target.select()}
        onChange=${typed}
        onKeyDown=${key}
      />
      <button type="button" tabindex="-1" aria-label=${t('qty.more')} disabled=${disabled} onClick=${more}>
        <${Icon} name="plus" size=${14} />
      </button>
    </div>
  `;
}
