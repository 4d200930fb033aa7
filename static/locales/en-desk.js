// The account manager's pages.
export default {};
