// The style sheets of one side alone. The server names a side's in the page of its own screens; whoever comes to them by a link,
// from signing in, say, fetches it here.
/** @typedef {import('./words.js').Side} Side */
/** @type {Partial<Record<Side, string>>} */
const sheets = { supplier: '../css/supplier.css' };
/** @type {Map<string, Promise<void>>} */
const asked = new Map();

/** Resolves when the side's screens may be drawn; a sheet that does not come does not keep them back. @param {Side} side */
export function dress(side) {
  const name = sheets[side];
  if (!name) return Promise.resolve();
  const href = new URL(name, import.meta.url).href;
  if ([...document.styleSheets].some((s) => s.href === href)) return Promise.resolve();
  const known = asked.get(href);
  if (known) return known;
  const coming = /** @type {Promise<void>} */ (
    new Promise((done) => {
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
      link.onload = link.onerror = () => done();
      document.head.append(link);
    })
  );
  asked.set(href, coming);
  return coming;
}
