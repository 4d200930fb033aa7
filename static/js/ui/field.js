import { useId } from 'preact/hooks';
import { html } from '../h.js';
import { Icon } from './icon.js';
/**
 * A labelled control with its hint and its fault beside it. `options` makes it a select, `rows` a text area.
 * @param {{ label: string, value: string, onInput: (v: string) => void, type?: string, hint?: string, error?: string, options?: [string, string][], rows?: number, placeholder?: string, hideLabel?: boolean, required?: boolean, autocomplete?: string, class?: string, min?: string, readonly?: boolean }} p
 */
export function Field({
  label,
  value,
  onInput,
  type = 'text',
  hint,
  error,
  options,
  rows,
  placeholder,
  hideLabel = false,
  required,
  autocomplete,
  class: c = '',
  min,
  readonly,
}) {
  const id = useId(),
    about = [hint && id + 'h', error && id + 'e'].filter(Boolean).join(' ') || undefined;
  const base = {
    id,
    'aria-describedby': about,
    'aria-invalid': error ? 'true' : undefined,
    required,
    'onInput': (/** @type {any} */ e) => onInput(e.target.value),
  };
  return html`
    <div class="field ${c} ${error ? 'bad' : ''}">
      <label for=${id} class=${hideLabel ? 'sr-only' : ''}>${label}</label>
      ${
        options
          ? html`
              <span class="sel">
                <select ...${base} value=${value}>
                  ${options.map(
                    ([v, l]) => html`
                      <option value=${v} selected=${v === value}>${l}</option>
                    `,
                  )}
                </select>
              </span>
            `
          : rows
            ? html`
                <textarea
                  ...${base}
                  rows=${rows}
                  placeholder=${placeholder}
                  value=${value}
                  spellcheck=${false}
                ></textarea>
              `
            : html`
                <input
                  ...${base}
                  type=${type}
                  placeholder=${placeholder}
                  value=${value}
                  autocomplete=${autocomplete ?? 'off'}
                  min=${min}
                  readonly=${readonly}
                />
              `
      }
      ${
        hint &&
        html`
          <small id=${id + 'h'}>${hint}</small>
        `
      }${
        error &&
        html`
          <small class="err" id=${id + 'e'}>
            <${Icon} name="circle-alert" size=${13} />
            ${error}
          </small>
        `
      }
    </div>
  `;
}
