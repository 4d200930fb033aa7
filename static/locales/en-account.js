// What everybody who is signed in has: the company's people, their own settings.
export default {};
