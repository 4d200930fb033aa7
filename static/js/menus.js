// What each side of the trade sees in its menu. An entry shows when its screen exists and the person may open it, so a
// menu cannot hold a dead link.
import { find, openTo } from './routes.js';
import { can, side } from './session.js';

/** @typedef {{ to: string, key: import('./i18n.js').Key, icon: string, letter: string, short?: import('./i18n.js').Key }} Item `short` is its name where there is little room, `letter` follows "g" on the keyboard */
/** @type {Item} */
const people = { to: '/people', key: 'nav.people', icon: 'users', letter: 'm' };
/** @type {Record<import('./words.js').Side, Item[]>} */
const items = {
  buyer: [
    { to: '/home', key: 'nav.home', icon: 'house', letter: 'h' },
    { to: '/catalogue', key: 'nav.catalogue', icon: 'layout-grid', letter: 'c' },
    { to: '/orders', key: 'nav.orders', icon: 'package', letter: 'o' },
    { to: '/invoices', key: 'nav.invoices', icon: 'receipt', letter: 'i' },
    people,
  ],
  supplier: [
    { to: '/today', key: 'nav.home', icon: 'house', letter: 'h' },
    { to: '/incoming', key: 'nav.incoming', short: 'nav.incoming.short', icon: 'inbox', letter: 'o' },
    { to: '/figures', key: 'nav.figures', icon: 'chart-column', letter: 'f' },
    { to: '/products', key: 'nav.products', icon: 'package', letter: 'p' },
    { to: '/prices', key: 'nav.prices', icon: 'tag', letter: 'e' },
    { to: '/search-words', key: 'nav.searchWords', icon: 'search', letter: 'w' },
    { to: '/stock', key: 'nav.stock', icon: 'box', letter: 's' },
    { to: '/imports', key: 'nav.imports', icon: 'file-text', letter: 'u' },
    { to: '/issued', key: 'nav.invoices', icon: 'receipt', letter: 'i' },
    { to: '/receivables', key: 'nav.receivables', icon: 'landmark', letter: 'r' },
    people,
  ],
  desk: [
    { to: '/queue', key: 'nav.queue', icon: 'list-checks', letter: 'q' },
    { to: '/clients', key: 'nav.clients', icon: 'building-2', letter: 'c' },
    { to: '/activity', key: 'nav.activity', icon: 'history', letter: 'a' },
    people,
  ],
  account: [],
  public: [],
};

/** @param {import('./words.js').Side} [whose] */
export const menu = (whose = side.value) =>
  items[whose].filter((i) => {
    const screen = find(i.to);
    return screen && openTo(screen, whose) && can(screen.needs);
  });
/** Where a person's day starts: the first page they may open. */
export const homeOf = (/** @type {import('./words.js').Side} */ whose = side.value) => menu(whose)[0]?.to ?? '/sign-in';
/** The address, if there is a screen behind it that this person may open: a link for some, plain text for others. @param {string} path */
export function opens(path) {
  const screen = find(path.split('?')[0]);
  return screen && openTo(screen, side.value) && can(screen.needs) ? path : undefined;
}

/** A document has one address in letters, whoever reads them; each side has its own page for it. */
const twins = [
  ['/orders/', '/incoming/'],
  ['/invoices/', '/issued/'],
  ['/catalogue/', '/products/'],
];
/** Where this person reads what an address of any side names; undefined where they have no page for it. @param {string} path */
export function mine(path) {
  const pair = twins.find((t) => t.some((start) => path.startsWith(start))) ?? [];
  const id = path.split('/').slice(2).join('/');
  return opens(path) ?? pair.map((start) => opens(start + id)).find(Boolean);
}
