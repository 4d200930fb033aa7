// The buyer's pages.
export default {};
