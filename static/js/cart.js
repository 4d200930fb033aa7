// The buyer's cart as the server holds it, and the changes that are on their way there.
import { signal, computed } from '@preact/signals';
import { api } from './api.js';
import { t } from './i18n.js';
import { toast, toastFault } from './store.js';
import { onLeave } from './session.js';

/** @typedef {{ code: string, message: string, suggested_quantity?: string }} Problem */
/** @typedef {{ id: string, sku: string, name: string, icon: string, unit: string, pack_size: string, minimum: string, multiple: string }} Goods */
/** @typedef {{ product: Goods, quantity: string, unit_price: string | null, seen_price: string | null, net: string, vat_rate: string, availability: import('./trade/goods.js').Availability, problems: Problem[], substitute: any }} CartLine */
/** @typedef {{ supplier: { id: string, name: string }, currency: string, agreement_number: string, net_days: number, lines: CartLine[], net: string, tax: string, total: string, minimum_order: string, below_by: string | null, placeable: boolean, problems: Problem[] }} CartPart */
/** @typedef {{ id: string, version: number, suppliers: CartPart[], count: number }} Cart */

const WAIT = 250; // milliseconds of quiet before a changed quantity is sent

export const cart = signal(/** @type {Cart | null} */ (null));
export const cartFault = signal(/** @type {import('./api.js').ApiError | null} */ (null));
export const cartOpen = signal(false);
/** Quantities that the server has not heard of yet. */
const pending = signal(/** @type {Record<string, string>} */ ({}));
/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const timers = new Map();

const quantities = computed(() => {
  /** @type {Record<string, string>} */
  const q = {};
  for (const part of cart.value?.suppliers ?? []) for (const l of part.lines) q[l.product.id] = l.quantity;
  return { ...q, ...pending.value };
});
/** How much of a product is in the cart, "0" for none. @param {string} productId */
export const quantityOf = (productId) => quantities.value[productId] ?? '0';
export const lineCount = computed(() => Object.values(quantities.value).filter((q) => q !== '0').length);
/** Whether changes are still on their way: sums are a moment old. */
export const settling = computed(() => Object.keys(pending.value).length > 0);

onLeave(() => {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  cart.value = null;
  cartFault.value = null;
  pending.value = {};
  cartOpen.value = false;
});

export async function loadCart() {
  try {
    cart.value = await api.get('/cart');
    cartFault.value = null;
  } catch (e) {
    cartFault.value = /** @type {any} */ (e);
  }
}

/** @param {string} id */
function settle(id) {
  pending.value = Object.fromEntries(Object.entries(pending.peek()).filter(([k]) => k !== id));
}
/** One after another: the server's answer to the last change is the cart. @type {Promise<void>} */
let line = Promise.resolve();
/** @param {string} id @param {string} quantity */
function send(id, quantity) {
  timers.delete(id);
  line = line.then(async () => {
    if (pending.peek()[id] !== quantity) return; // changed again meanwhile: the later one is sent
    try {
      const path = '/cart/lines/' + id;
      const answer = quantity === '0' ? await api.del(path) : await api.put(path, { quantity });
      cart.value = answer ?? cart.peek();
    } catch (e) {
      toastFault(/** @type {Error} */ (e));
      await loadCart();
    }
    if (pending.peek()[id] === quantity) settle(id);
  });
}
/** Puts a quantity of a product into the cart in place of the one there; "0" takes it out. @param {string} productId @param {string} quantity */
export function setLine(productId, quantity) {
  pending.value = { ...pending.peek(), [productId]: quantity };
  clearTimeout(timers.get(productId));
  timers.set(
    productId,
    setTimeout(() => send(productId, quantity), WAIT),
  );
}
/** Takes a line out, with a way back. @param {Goods} product */
export function removeLine(product) {
  const before = quantityOf(product.id);
  setLine(product.id, '0');
  toast(t('cart.removed', { name: product.name }), { label: t('undo'), run: () => setLine(product.id, before) });
}
/** Says that the cart has it now, and offers to look. @param {string} text */
export const sayAdded = (text) => toast(text, { label: t('cart.view'), run: () => (cartOpen.value = true) });
