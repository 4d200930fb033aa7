// Every address, whose side it is, which permission it needs and the module that draws it. The server reads this table
// to name the modules of a page in its head: keep one entry to a screen, `path` first and `load` last.
/** @typedef {import('./i18n.js').Side} Side */
/** @typedef {{ path: string, side: Side, needs?: string, load: () => Promise<{ default: any }> }} Screen */
/** @type {Screen[]} */
export const screens = [];

/** The pattern's segments match the path's, a segment with a colon matches anything. @param {string} path */
export function find(path) {
  const segments = path.split('/');
  return screens.find((s) => {
    const pattern = s.path.split('/');
    return (
      pattern.length === segments.length && pattern.every((p, i) => p === segments[i] || (p[0] === ':' && segments[i]))
    );
  });
}
