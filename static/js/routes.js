// Every address, whose side it is, which permission it needs and the module that draws it. The server reads this table
// to name the modules of a page in its head: keep one entry to a screen, `path` first and `load` last. `words` are the rooms
// of words.js that it speaks from, beside its side's own.
/** @typedef {import('./words.js').Side} Side */
/** @typedef {{ path: string, side: Side, needs?: string, words?: import('./words.js').Room[], load: () => Promise<{ default: any }> }} Screen */
/** @type {Screen[]} */
export const screens = [
  { path: '/home', side: 'buyer', needs: 'reorder:read', load: () => import('./screens/buyer/home.js') },
  { path: '/catalogue', side: 'buyer', needs: 'catalogue:read', load: () => import('./screens/buyer/catalogue.js') },
  { path: '/catalogue/:id', side: 'buyer', needs: 'catalogue:read', load: () => import('./screens/buyer/product.js') },
  {
    path: '/price-list',
    side: 'buyer',
    needs: 'print:make',
    words: ['print'],
    load: () => import('./screens/buyer/price-list.js'),
  },
  { path: '/cart', side: 'buyer', needs: 'cart:edit', words: ['terms'], load: () => import('./screens/buyer/cart.js') },
  { path: '/reorder/:id', side: 'buyer', needs: 'reorder:read', load: () => import('./screens/buyer/reorder.js') },
  { path: '/orders', side: 'buyer', needs: 'order:read', load: () => import('./screens/buyer/orders.js') },
  {
    path: '/orders/:id',
    side: 'buyer',
    needs: 'order:read',
    words: ['terms'],
    load: () => import('./screens/buyer/order.js'),
  },
  {
    path: '/invoices',
    side: 'buyer',
    needs: 'invoice:read',
    words: ['accounts', 'papers'],
    load: () => import('./screens/buyer/invoices.js'),
  },
  {
    path: '/invoices/:id',
    side: 'buyer',
    needs: 'invoice:read',
    words: ['papers', 'terms'],
    load: () => import('./screens/buyer/invoice.js'),
  },
  {
    path: '/accounts/:id',
    side: 'buyer',
    needs: 'invoice:read',
    words: ['accounts', 'papers', 'terms'],
    load: () => import('./screens/buyer/account.js'),
  },
  {
    path: '/pay',
    side: 'buyer',
    needs: 'invoice:pay',
    words: ['cards', 'papers'],
    load: () => import('./screens/buyer/pay.js'),
  },
  {
    path: '/card-payments/:id',
    side: 'buyer',
    needs: 'invoice:read',
    words: ['cards'],
    load: () => import('./screens/buyer/card-payment.js'),
  },
  { path: '/today', side: 'supplier', needs: 'sales:read', load: () => import('./screens/supplier/today.js') },
  {
    path: '/figures',
    side: 'supplier',
    needs: 'sales:read',
    words: ['figures'],
    load: () => import('./screens/supplier/figures.js'),
  },
  { path: '/incoming', side: 'supplier', needs: 'order:read', load: () => import('./screens/supplier/incoming.js') },
  {
    path: '/incoming/:id',
    side: 'supplier',
    needs: 'order:read',
    words: ['terms'],
    load: () => import('./screens/supplier/order.js'),
  },
  {
    path: '/products',
    side: 'supplier',
    needs: 'product:read',
    words: ['goods', 'prices'],
    load: () => import('./screens/supplier/products.js'),
  },
  {
    path: '/products/new',
    side: 'supplier',
    needs: 'product:edit',
    words: ['goods', 'prices'],
    load: () => import('./screens/supplier/product-new.js'),
  },
  {
    path: '/categories',
    side: 'supplier',
    needs: 'product:read',
    words: ['goods'],
    load: () => import('./screens/supplier/categories.js'),
  },
  {
    path: '/products/:id',
    side: 'supplier',
    needs: 'product:read',
    words: ['goods', 'prices'],
    load: () => import('./screens/supplier/product.js'),
  },
  {
    path: '/print',
    side: 'supplier',
    needs: 'print:make',
    words: ['print'],
    load: () => import('./screens/supplier/print.js'),
  },
  {
    path: '/search-words',
    side: 'supplier',
    needs: 'vocabulary:edit',
    words: ['vocabulary'],
    load: () => import('./screens/supplier/search-words.js'),
  },
  {
    path: '/imports',
    side: 'supplier',
    needs: 'import:manage',
    words: ['imports'],
    load: () => import('./screens/supplier/imports.js'),
  },
  {
    path: '/imports/:id',
    side: 'supplier',
    needs: 'import:manage',
    words: ['imports', 'goods'],
    load: () => import('./screens/supplier/import.js'),
  },
  {
    path: '/prices',
    side: 'supplier',
    needs: 'price:read',
    words: ['prices'],
    load: () => import('./screens/supplier/prices.js'),
  },
  {
    path: '/prices/:id',
    side: 'supplier',
    needs: 'price:read',
    words: ['prices'],
    load: () => import('./screens/supplier/price-list.js'),
  },
  {
    path: '/visibility',
    side: 'supplier',
    needs: 'visibility:edit',
    words: ['prices'],
    load: () => import('./screens/supplier/visibility.js'),
  },
  {
    path: '/stock',
    side: 'supplier',
    needs: 'stock:edit',
    words: ['stock'],
    load: () => import('./screens/supplier/stock.js'),
  },
  {
    path: '/issued',
    side: 'supplier',
    needs: 'invoice:read',
    words: ['papers'],
    load: () => import('./screens/supplier/issued.js'),
  },
  {
    path: '/issued/:id',
    side: 'supplier',
    needs: 'invoice:read',
    words: ['papers', 'payments', 'terms'],
    load: () => import('./screens/supplier/invoice.js'),
  },
  {
    path: '/receivables',
    side: 'supplier',
    needs: 'payment:record',
    words: ['accounts', 'payments'],
    load: () => import('./screens/supplier/receivables.js'),
  },
  {
    path: '/receivables/:id',
    side: 'supplier',
    needs: 'invoice:read',
    words: ['accounts', 'payments', 'papers', 'terms'],
    load: () => import('./screens/supplier/account.js'),
  },
  {
    path: '/dunning',
    side: 'supplier',
    needs: 'terms:edit',
    words: ['payments'],
    load: () => import('./screens/supplier/dunning.js'),
  },
  {
    path: '/receivables/payments/:id',
    side: 'supplier',
    needs: 'payment:record',
    words: ['payments', 'terms'],
    load: () => import('./screens/supplier/payment.js'),
  },
  {
    path: '/bank',
    side: 'supplier',
    needs: 'statement:import',
    words: ['payments'],
    load: () => import('./screens/supplier/bank.js'),
  },
  {
    path: '/card-account',
    side: 'supplier',
    needs: 'payment:record',
    words: ['cards'],
    load: () => import('./screens/supplier/card-account.js'),
  },
  {
    path: '/card-account/:id',
    side: 'supplier',
    needs: 'payment:record',
    words: ['cards'],
    load: () => import('./screens/supplier/card-payment.js'),
  },
  {
    path: '/queue',
    side: 'desk',
    needs: 'desk:read',
    words: ['accounts'],
    load: () => import('./screens/desk/queue.js'),
  },
  { path: '/clients', side: 'desk', needs: 'desk:read', load: () => import('./screens/desk/clients.js') },
  {
    path: '/clients/:id',
    side: 'desk',
    needs: 'desk:read',
    words: ['accounts', 'terms'],
    load: () => import('./screens/desk/client.js'),
  },
  {
    path: '/clients/:client/accounts/:id',
    side: 'desk',
    needs: 'desk:read',
    words: ['accounts', 'terms'],
    load: () => import('./screens/desk/account.js'),
  },
  {
    path: '/clients/:client/orders/:id',
    side: 'desk',
    needs: 'order:read',
    words: ['terms'],
    load: () => import('./screens/desk/order.js'),
  },
  { path: '/activity', side: 'desk', needs: 'desk:read', load: () => import('./screens/desk/activity.js') },
  { path: '/people', side: 'account', needs: 'member:read', load: () => import('./screens/account/people.js') },
  { path: '/settings', side: 'account', load: () => import('./screens/account/settings.js') },
  { path: '/sign-in', side: 'public', load: () => import('./screens/public/sign-in.js') },
  { path: '/forgot', side: 'public', load: () => import('./screens/public/forgot.js') },
  { path: '/reset/:token', side: 'public', load: () => import('./screens/public/reset.js') },
  { path: '/invitation/:token', side: 'public', load: () => import('./screens/public/invitation.js') },
  { path: '/nudge/:token', side: 'public', load: () => import('./screens/public/nudge.js') },
  { path: '/unsubscribe/:token', side: 'public', load: () => import('./screens/public/unsubscribe.js') },
  {
    path: '/test-card/:id',
    side: 'public',
    words: ['trial'],
    load: () => import('./screens/public/test-card.js'),
  },
  { path: '/outbox', side: 'public', load: () => import('./screens/public/outbox.js') },
  { path: '/outbox/:id', side: 'public', load: () => import('./screens/public/mail.js') },
  { path: '/api', side: 'public', load: () => import('./screens/public/api.js') },
];

/** Whose screen it is: strangers' pages are for all, those of an account for whoever is signed in. @param {Screen} s @param {Side} side */
export const openTo = (s, side) =>
  s.side === 'public' || s.side === side || (s.side === 'account' && side !== 'public');

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
