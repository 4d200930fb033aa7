import { useId, useRef } from 'preact/hooks';
import { html } from '../h.js';
import { Icon } from './icon.js';

const GAP = 6;
const EDGE = 8;
/** Below its button, above it where there is no room; never over the window's edge. @param {HTMLElement} sheet @param {HTMLElement} button @param {'start' | 'end'} align */
function place(sheet, button, align) {
  const r = button.getBoundingClientRect();
  const { offsetWidth: w, offsetHeight: h } = sheet;
  const x = align === 'end' ? r.right - w : r.left;
  const above = r.bottom + GAP + h > innerHeight && r.top - GAP - h > 0;
  sheet.style.left = Math.max(EDGE, Math.min(x, document.documentElement.clientWidth - w - EDGE)) + 'px';
  sheet.style.top = (above ? r.top - GAP - h : r.bottom + GAP) + 'px';
}

/**
 * A button and the light sheet it opens: Esc, light dismiss and focus return are the platform's.
 * Without `label` the button's own text names it; `name` is for the sheet alone. Children may be a function of `close`.
 * @param {{ button: any, class?: string, label?: string, name?: string, title?: string, align?: 'start' | 'end', onOpen?: () => void, onClose?: () => void, children?: any }} p
 */
export function Popover({
  button,
  class: c = 'btn sm',
  label,
  name,
  title,
  align = 'start',
  onOpen,
  onClose,
  children,
}) {
  const id = useId();
  const btn = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const toggled = (/** @type {any} */ e) => {
    if (e.newState === 'closed') onClose?.();
    if (e.newState !== 'open' || !box.current || !btn.current) return;
    onOpen?.();
    const [sheet, by] = [box.current, btn.current];
    const grown = new ResizeObserver(() => place(sheet, by, align)); // what it shows may come later
    grown.observe(sheet);
    sheet.addEventListener('beforetoggle', () => grown.disconnect(), { once: true });
  };
  const close = () => box.current?.hidePopover();
  return html`
    <button type="button" ref=${btn} class=${c} popovertarget=${id} aria-label=${label} title=${title}>
      ${button}
    </button>
    <div id=${id} ref=${box} popover class="pop" role="group" aria-label=${name ?? label ?? title} onToggle=${toggled}>
      ${typeof children === 'function' ? children(close) : children}
    </div>
  `;
}

/** @param {{ items: { label: string, sub?: string, icon?: any, on?: boolean, run: () => void }[], close: () => void }} p `on` marks the one that holds */
export const Choices = ({ items, close }) => html`
  <ul class="choices" role="list">
    ${items.map(
      (i) => html`
        <li>
          <button
            type="button"
            aria-current=${i.on ? 'true' : undefined}
            onClick=${() => {
              close();
              i.run();
            }}
          >
            ${i.icon}
            <span>
              ${i.label}${
                i.sub &&
                html`
                  <small>${i.sub}</small>
                `
              }
            </span>
            ${
              i.on &&
              html`
                <${Icon} name="check" size=${15} />
              `
            }
          </button>
        </li>
      `,
    )}
  </ul>
`;
