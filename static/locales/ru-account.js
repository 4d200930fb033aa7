/** @type {Record<keyof typeof import('./en-account.js').default, string | import('../js/i18n.js').Plural>} */
export default {};
