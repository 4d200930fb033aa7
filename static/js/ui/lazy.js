import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
/**
 * A component that is fetched when it is first shown. Until then its place is kept, so that nothing jumps.
 * @param {() => Promise<any>} load the component itself, or a promise of it
 * @param {any} [place] what stands there meanwhile
 */
export function lazy(load, place = null) {
  /** @type {any} */
  let got;
  const fetchIt = async () => (got ??= await load());
  const view = (/** @type {any} */ props) => {
    const [C, set] = useState(() => got);
    useEffect(() => {
      if (!C) fetchIt().then((c) => set(() => c));
    }, []);
    return C ? h(C, props) : place;
  };
  view.preload = fetchIt;
  return view;
}
/**
 * A drawer or dialog that is fetched when it is first opened, and stays.
 * @param {import('@preact/signals').Signal<boolean>} open @param {() => Promise<any>} load
 */
export function lazyOpen(open, load) {
  const view = lazy(load);
  function LazyOpen() {
    const [asked, ask] = useState(false);
    useEffect(() => {
      if (open.value) ask(true);
    }, [open.value]);
    return asked ? h(view, {}) : null;
  }
  LazyOpen.preload = view.preload;
  return LazyOpen;
}
