/** @param {string} s */
const words = (s) =>
  s
    .replace(/[«»"]/g, '')
    .split(/\s+/)
    .filter((w) => /\p{L}/u.test(w) && !/^(ООО|АО|ИП|ПАО|GmbH|Ltd|LLC)$/.test(w));
/** Two letters for a face or a company. @param {string} name */
export function initials(name) {
  const w = words(name);
  return (w.length > 1 ? w[0][0] + w[1][0] : (w[0] ?? '').slice(0, 2)).toUpperCase();
}
/** How a person is greeted: the first name, in either order of a Russian full name. @param {string} name */
export const firstName = (name) => words(name)[0] ?? name;
/** Enough to catch a slip of the fingers; whether it exists, a mail tells. @param {string} s */
export const isMail = (s) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(s.trim());
