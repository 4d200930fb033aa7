/** @type {Record<keyof typeof import('./en-supplier.js').default, string | import('../js/i18n.js').Plural>} */
export default {};
