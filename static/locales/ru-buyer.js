/** @type {Record<keyof typeof import('./en-buyer.js').default, string | import('../js/i18n.js').Plural>} */
export default {};
