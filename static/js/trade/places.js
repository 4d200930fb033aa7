// Where a document stands on the reader's side of the trade; undefined where they have no page for it.
import { opens } from '../menus.js';

/** @typedef {{ id: string, client?: { id: string } | null }} Order */
/** @param {Order} o */
export const orderPlace = (o) =>
  opens('/orders/' + o.id) ??
  opens('/incoming/' + o.id) ??
  (o.client ? opens(`/clients/${o.client.id}/orders/${o.id}`) : undefined);
/** @param {string} id */
export const invoicePlace = (id) => opens('/invoices/' + id) ?? opens('/issued/' + id);
/** @param {string} id */
export const productPlace = (id) => opens('/catalogue/' + id) ?? opens('/products/' + id);
/** @param {string} id */
export const clientPlace = (id) => opens('/clients/' + id);
