import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { modals } from '../store.js';
import { Icon } from './icon.js';
import { Toasts } from './toasts.js';
/**
 * Side drawer on the native modal dialog: focus trap, Esc, inert page and focus return come with it.
 * @param {{ open: boolean, onClose: () => void, title: string, side?: 'left' | 'right', badge?: any, footer?: any, children?: any }} p
 */
export function Drawer({ open, onClose, title, side = 'right', badge, footer, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [shown, setShown] = useState(false);
  const head = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const d = ref.current;
    if (!d) return;
    if (open && !d.open) {
      d.showModal();
      head.current?.focus();
    }
    if (!open && d.open) d.close();
    if (open) {
      setShown(true);
      modals.value++;
      return () => {
        modals.value--;
      };
    }
    const id = setTimeout(() => setShown(false), 280); // the content stays while the drawer slides out
    return () => clearTimeout(id);
  }, [open]);
  return html`
    <dialog
      ref=${ref}
      class="drawer ${side}"
      aria-label=${title}
      onClose=${onClose}
      onClick=${(/** @type {MouseEvent} */ e) => {
        if (e.target === ref.current) onClose();
      }}
    >
      <div class="drawer-in">
        <div class="drawer-h">
          <h2 tabindex="-1" ref=${head}>${title}</h2>
          ${badge}
          <button type="button" class="btn ghost icon" aria-label=${t('close')} onClick=${onClose}>
            <${Icon} name="x" size=${18} />
          </button>
        </div>
        <div class="drawer-b" tabindex="0" role="group" aria-label=${title}>${(open || shown) && children}</div>
        ${
          footer &&
          (open || shown) &&
          html`
            <div class="drawer-f">${footer}</div>
          `
        }
      </div>
      ${
        open &&
        html`
          <${Toasts} inDialog />
        `
      }
    </dialog>
  `;
}
