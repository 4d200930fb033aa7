import { html } from '../h.js';
import { t } from '../i18n.js';
import { toasts, dismiss, modals } from '../store.js';
import { Icon } from './icon.js';

/** @param {{ x: import('../store.js').Toast }} p */
const Toast = ({ x }) => html`
  <div class="toast">
    <${Icon} name=${x.tone === 'bad' ? 'circle-alert' : 'circle-check'} size=${18} class=${x.tone ?? 'ok'} />
    <span>${x.text}</span>
    ${
      x.action &&
      html`
        <button
          type="button"
          class="btn link"
          onClick=${() => {
            x.action?.run();
            dismiss(x.id);
          }}
        >
          ${x.action.label}
        </button>
      `
    }
    <button type="button" class="btn ghost icon sm" aria-label=${t('dismiss')} onClick=${() => dismiss(x.id)}>
      <${Icon} name="x" />
    </button>
  </div>
`;

/**
 * The live region is always there; only its content changes. A modal dialog makes the page inert, so each open dialog
 * brings its own.
 * @param {{ inDialog?: boolean }} p
 */
export const Toasts = ({ inDialog = false }) => html`
  <div class="toasts" role="status" aria-live="polite" aria-label=${t('toast.region')}>
    ${
      (inDialog || !modals.value) &&
      toasts.value.map(
        (x) => html`
          <${Toast} key=${x.id} x=${x} />
        `,
      )
    }
  </div>
`;
