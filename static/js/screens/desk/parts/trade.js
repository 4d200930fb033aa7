import { t } from '../../../i18n.js';

const trades = /** @type {const} */ (['chain', 'wholesale', 'horeca', 'factory', 'one_off']);
/** What kind of buyer a client is; a word of its own stays as it is. @param {string} code */
export function tradeName(code) {
  const known = trades.find((x) => x === code);
  return known ? t(`cl.t.${known}`) : code;
}
