// The supplier's pages.
export default {};
