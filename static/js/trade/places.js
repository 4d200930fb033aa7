// Where a document stands on the reader's side of the trade; undefined where they have no page for it.
import { mine, opens } from '../menus.js';

/** @param {{ id: string, client?: { id: string } | null }} o */
export const orderPlace = (o) =>
  mine('/orders/' + o.id) ?? (o.client ? opens(`/clients/${o.client.id}/orders/${o.id}`) : undefined);
/** @param {string} id */
export const invoicePlace = (id) => mine('/invoices/' + id);
/** @param {string} id */
export const productPlace = (id) => mine('/catalogue/' + id);
/** @param {string} id */
export const paymentPlace = (id) => opens('/receivables/payments/' + id);
/** @param {string} id */
export const clientPlace = (id) => opens('/clients/' + id);
