import { useEffect, useId, useRef } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { modals } from '../store.js';
import { Icon } from './icon.js';
import { Toasts } from './toasts.js';
/** A short question in the middle of the page. @param {{ open: boolean, onClose: () => void, title: string, footer?: any, children?: any }} p */
export function Dialog({ open, onClose, title, footer, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null)),
    id = useId();
  useEffect(() => {
    const d = ref.current;
    if (open && d && !d.open) d.showModal();
    if (!open && d?.open) d.close();
    if (open) {
      modals.value++;
      return () => {
        modals.value--;
      };
    }
  }, [open]);
  return html`
    <dialog
      ref=${ref}
      class="dialog"
      aria-labelledby=${id}
      onClose=${onClose}
      onClick=${(/** @type {MouseEvent} */ e) => {
        if (e.target === ref.current) onClose();
      }}
    >
      ${
        open &&
        html`
          <div class="dialog-in">
            <div class="drawer-h">
              <h2 id=${id}>${title}</h2>
              <button type="button" class="btn ghost icon" aria-label=${t('close')} onClick=${onClose}>
                <${Icon} name="x" size=${18} />
              </button>
            </div>
            <div class="dialog-b">${children}</div>
            ${
              footer &&
              html`
                <div class="dialog-f">${footer}</div>
              `
            }
          </div>
          <${Toasts} inDialog />
        `
      }
    </dialog>
  `;
}
