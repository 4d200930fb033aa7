/** What came of a word with the client: its sign, when to look again unless told otherwise, and whether it needs words. */
export const outcomes = /** @type {const} */ ({
  will_order: { icon: 'calendar-clock', again: 3 },
  no_answer: { icon: 'phone-call', again: 1 },
  not_needed: { icon: 'ban', again: 0 },
  problem: { icon: 'triangle-alert', again: 1 },
  other: { icon: 'message-square', again: 0 },
});
/** @typedef {keyof typeof outcomes} Outcome */
/** Those that need words: nobody could act on them otherwise. @param {Outcome} how */
export const needsWords = (how) => how === 'problem' || how === 'other';
