// What this browser remembers about its user's taste. Nothing of a company goes here.
/** @typedef {{ theme?: 'light' | 'dark', lang?: string, density?: 'cosy' | 'compact', letters?: boolean }} Prefs */
/** @returns {Prefs} */
export function readPrefs() {
  try {
    return JSON.parse(localStorage.getItem('prefs') || '{}');
  } catch {
    return {}; // private mode
  }
}
/** @param {Prefs} change */
export function savePrefs(change) {
  try {
    localStorage.setItem('prefs', JSON.stringify({ ...readPrefs(), ...change }));
  } catch {
    /* private mode: it holds until the page is closed */
  }
}
