/** @type {Record<keyof typeof import('./en-public.js').default, string | import('../js/i18n.js').Plural>} */
export default {};
