// Who is signed in, for which company, and what that allows here. What is allowed is decided by the server: this only
// keeps people from doors that are shut.
import { signal, computed } from '@preact/signals';
import { api, listeners, mayBeSignedIn } from './api.js';
import { timeZone, setLang } from './i18n.js';
import { readPrefs, savePrefs } from './prefs.js';
import { forget } from './query.js';

/** @typedef {{ id: string, kind: 'client' | 'supplier' | 'operator', name: string, city?: string, currency?: string, time_zone?: string }} Organisation */
/** @typedef {{ id: string, role: string, organisation: Organisation }} Membership */
/** @typedef {{ user: { id: string, name: string, email: string, locale: string }, membership_id: string, role: string, organisation: Organisation, permissions: string[], memberships: Membership[], expires_at: string }} Session */
/** @typedef {Exclude<import('./words.js').Side, 'account'>} Side */

/** null: nobody is signed in. */
export const session = signal(/** @type {Session | null} */ (null));
const granted = computed(() => new Set(session.value?.permissions ?? []));
/** @type {Record<Organisation['kind'], Side>} */
const sideOf = { client: 'buyer', supplier: 'supplier', operator: 'desk' };
export const side = computed(() => (session.value ? sideOf[session.value.organisation.kind] : 'public'));
/** @param {string | undefined} permission undefined is open to everyone on that side */
export const can = (permission) => !permission || granted.value.has(permission);
/** The company's own currency, for sums that name none. */
export const currency = computed(() => session.value?.organisation.currency || 'RUB');

/** @type {Set<() => void>} */
const leavers = new Set();
/** What a module must drop when the person or the company changes. @param {() => void} drop */
export const onLeave = (drop) => leavers.add(drop);
/** Nothing of the old company stays in this tab. */
export function leave() {
  forget();
  for (const drop of leavers) drop();
  try {
    sessionStorage.clear();
  } catch {
    /* private mode: there was nothing */
  }
}

/** @param {Session} s */
function enter(s) {
  session.value = s;
  timeZone.value = s.organisation.time_zone || 'UTC';
}
listeners.renewed = enter;

/** Other tabs of this browser share the session: when it changes hands, they start anew. */
let tabs = /** @type {BroadcastChannel | null} */ (null);

/** Finds out who is signed in. The person's language is used until this browser has been told another. */
export async function loadSession() {
  if (!mayBeSignedIn()) return;
  try {
    enter(await api.get('/session', { language: readPrefs().lang ?? '*' }));
  } catch (e) {
    if (/** @type {import('./api.js').ApiError} */ (e).status !== 401) throw e;
    return;
  }
  const theirs = session.value?.user.locale;
  if (theirs && !readPrefs().lang) await setLang(theirs);
}

/** @param {{ email: string, password: string }} credentials @param {string} [key] */
export async function signIn(credentials, key) {
  const s = await api.post('/session', credentials, { key });
  leave();
  enter(s);
  if (!readPrefs().lang) await setLang(s.user.locale);
  tabs?.postMessage('changed');
}
/** Takes a session that another door gave: an accepted invitation. @param {Session} s */
export function adopt(s) {
  leave();
  enter(s);
  tabs?.postMessage('changed');
}
/** @param {string} membershipId */
export async function switchCompany(membershipId) {
  const s = await api.post('/session/switch', { membership_id: membershipId });
  leave();
  enter(s);
  tabs?.postMessage('changed');
}
/** Ends the session and starts the page anew, so that not even a variable is left of it. */
export async function signOut() {
  await api.del('/session').catch(() => {});
  leave();
  session.value = null;
  tabs?.postMessage('changed');
  location.replace('/sign-in');
}
/** @param {string} lang */
export async function chooseLanguage(lang) {
  await setLang(lang);
  savePrefs({ lang });
  if (session.value) await api.patch('/me', { locale: lang }).then(enter, () => {});
}

/** Where somebody who is not signed in goes, and comes back from. @param {string} from path with its query */
export const signInAddress = (from) => '/sign-in' + (from && from !== '/' ? '?next=' + encodeURIComponent(from) : '');
/** Only addresses of this portal: nobody is sent elsewhere by a link. @param {string | null | undefined} next */
export function safeNext(next) {
  if (!next || !next.startsWith('/')) return '';
  try {
    const u = new URL(next, location.origin);
    return u.origin === location.origin && !next.startsWith('//') && !next.startsWith('/\\')
      ? u.pathname + u.search
      : '';
  } catch {
    return '';
  }
}

/** Keeps this tab true to the session; called once. @param {(to: string) => void} onEnded */
export function watchSession(onEnded) {
  listeners.ended = () => {
    if (!session.value) return;
    leave();
    session.value = null;
    onEnded(signInAddress(location.pathname + location.search));
  };
  tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('povtor-session') : null;
  tabs?.addEventListener('message', () => location.reload());
  addEventListener('pageshow', (e) => {
    if (e.persisted) location.reload(); // the browser brought back a page that may be another company's
  });
}
