// The style sheet that suppliers' screens have besides the one of all. The server names it in the page of such a screen; whoever
// comes to one by a link, from signing in, say, fetches it here.
const href = new URL('../css/supplier.css', import.meta.url).href;
/** @type {Promise<unknown> | undefined} */
let coming;

/** Resolves when the side's screens may be drawn; a sheet that does not come does not keep them back. @param {import('./words.js').Side} side */
export const dress = (side) =>
  side !== 'supplier' || [...document.styleSheets].some((s) => s.href === href)
    ? coming
    : (coming ??= new Promise((done) =>
        document.head.append(
          Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: done, onerror: done }),
        ),
      ));
