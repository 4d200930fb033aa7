import { useLayoutEffect, useRef, useState } from 'preact/hooks';
/**
 * First and last row to render, for rows of one height in a page-scrolled list.
 * @param {number} count @param {number} rowHeight
 * @param {number} top where the list starts, in pixels below the top of the viewport (negative once scrolled)
 * @param {number} viewport its height
 */
export function range(count, rowHeight, top, viewport, overscan = 6) {
  const start = Math.max(0, Math.floor(-top / rowHeight) - overscan);
  const end = Math.min(count, Math.ceil((viewport - top) / rowHeight) + overscan);
  return /** @type {[number, number]} */ ([Math.min(start, count), Math.max(end, 0)]);
}
/** @param {number} count @param {number} rowHeight */
export function useWindowRows(count, rowHeight) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [r, set] = useState(/** @type {[number, number]} */ ([0, 20]));
  useLayoutEffect(() => {
    let frame = 0;
    const run = () => {
      frame = 0;
      if (!ref.current) return;
      const next = range(count, rowHeight, ref.current.getBoundingClientRect().top, innerHeight);
      set((p) => (p[0] === next[0] && p[1] === next[1] ? p : next));
    };
    const ask = () => {
      if (!frame) frame = requestAnimationFrame(run);
    };
    run();
    addEventListener('scroll', ask, { passive: true });
    addEventListener('resize', ask);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', ask);
      removeEventListener('resize', ask);
    };
  }, [count, rowHeight]);
  return { ref, start: Math.min(r[0], count), end: Math.min(r[1], count) };
}
