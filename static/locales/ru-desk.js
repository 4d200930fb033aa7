/** @type {Record<keyof typeof import('./en-desk.js').default, string | import('../js/i18n.js').Plural>} */
export default {};
