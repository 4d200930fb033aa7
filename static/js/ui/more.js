import { useEffect, useRef } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
/** The foot of a list that goes on: it asks for more when it comes into sight, and by its button. @param {{ list: { more: boolean, busy: boolean, error: any, loadMore: () => void } }} p */
export function More({ list }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const latest = useRef(list);
  latest.current = list;
  useEffect(() => {
    if (!ref.current || !list.more) return;
    const seen = new IntersectionObserver((es) => es.some((e) => e.isIntersecting) && latest.current.loadMore(), {
      rootMargin: '600px',
    });
    seen.observe(ref.current);
    return () => seen.disconnect();
  }, [list.more, list.busy]);
  if (!list.more) return null;
  return html`
    <div class="more-f" ref=${ref}>
      <button type="button" class="btn sm" disabled=${list.busy} onClick=${list.loadMore}>
        ${list.busy ? t('loading') : t('more')}
      </button>
    </div>
  `;
}
