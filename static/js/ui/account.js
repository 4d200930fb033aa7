// Who is signed in and for which company; language, looks, signing out.
import { html } from '../h.js';
import { t, lang, locales } from '../i18n.js';
import { theme, density, letters, helpOpen, toastFault } from '../store.js';
import { savePrefs } from '../prefs.js';
import { session, chooseLanguage, signOut, switchCompany } from '../session.js';
import { homeOf } from '../menus.js';
import { go } from '../router.js';
import { initials } from '../lib/words.js';
import { Icon } from './icon.js';
import { Popover, Choices } from './popover.js';

function flipTheme() {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  savePrefs({ theme: theme.value });
}
function flipDensity() {
  density.value = density.value === 'compact' ? 'cosy' : 'compact';
  savePrefs({ density: density.value });
}
function flipLetters() {
  letters.value = !letters.value;
  savePrefs({ letters: letters.value });
}

/** Language and theme, on every page. */
export function Preferences() {
  const other = theme.value === 'dark' ? 'light' : 'dark';
  return html`
    <div class="prefs">
      <label class="sel ghost">
        <span class="sr-only">${t('language')}</span>
        <${Icon} name="globe" />
        <select value=${lang.value} onChange=${(/** @type {any} */ e) => chooseLanguage(e.target.value)}>
          ${Object.entries(locales).map(
            ([k, l]) => html`
              <option value=${k} lang=${k} selected=${k === lang.value}>${l.name}</option>
            `,
          )}
        </select>
      </label>
      <button
        type="button"
        class="btn ghost icon"
        aria-label=${t('theme', { to: t(`theme.${other}`) })}
        onClick=${flipTheme}
      >
        <${Icon} name=${other === 'dark' ? 'moon' : 'sun'} size=${17} />
      </button>
    </div>
  `;
}

/** @param {import('../session.js').Membership} m */
async function change(m) {
  try {
    await switchCompany(m.id);
  } catch (e) {
    toastFault(/** @type {Error} */ (e));
    return;
  }
  location.assign(homeOf()); // a page load: nothing of the other company stays in memory
}
/** @param {import('../session.js').Membership} m */
const asChoice = (m) => ({
  label: m.organisation.name,
  sub: t(/** @type {import('../i18n.js').Key} */ ('role.' + m.role)),
  icon: html`
    <span class="av co" aria-hidden="true">${initials(m.organisation.name)}</span>
  `,
  on: m.id === session.value?.membership_id,
  run: () => {
    if (m.id !== session.value?.membership_id) change(m);
  },
});

/** The company this page speaks for; a way to the person's others, if there are any. */
export function CompanySwitch() {
  const s = session.value;
  if (!s) return null;
  const card = html`
    <span class="av" aria-hidden="true">${initials(s.organisation.name)}</span>
    <span>
      <b>${s.organisation.name}</b>
      <small>${s.organisation.city || t(`kind.${s.organisation.kind}`)}</small>
    </span>
  `;
  if (s.memberships.length < 2)
    return html`
      <div class="org">${card}</div>
    `;
  return html`
    <${Popover}
      class="org"
      name=${t('org.change')}
      button=${html`
        ${card}
        <${Icon} name="chevron-down" size=${15} />
      `}
    >
      ${(/** @type {() => void} */ close) => html`
        <p class="pop-h">${t('org.change')}</p>
        <${Choices} close=${close} items=${s.memberships.map(asChoice)} />
      `}
    </${Popover}>
  `;
}

export function Account() {
  const s = session.value;
  if (!s) return null;
  const items = (/** @type {() => void} */ close) => [
    {
      label: t('density.compact'),
      icon: html`
        <${Icon} name="list" />
      `,
      on: density.value === 'compact',
      run: flipDensity,
    },
    {
      label: t('keys.letters'),
      icon: html`
        <${Icon} name="keyboard" />
      `,
      on: letters.value,
      run: flipLetters,
    },
    {
      label: t('keys.title'),
      icon: html`
        <${Icon} name="circle-help" />
      `,
      run: () => (close(), (helpOpen.value = true)),
    },
    {
      label: t('nav.settings'),
      icon: html`
        <${Icon} name="settings" />
      `,
      run: () => go('/settings'),
    },
    {
      label: t('sign.out'),
      icon: html`
        <${Icon} name="log-out" />
      `,
      run: signOut,
    },
  ];
  return html`
    <${Popover}
      class="av me"
      align="end"
      name=${t('account')}
      button=${html`
        <span aria-hidden="true">${initials(s.user.name)}</span>
        <span class="sr-only">${t('account')}: ${s.user.name}</span>
      `}
    >
      ${(/** @type {() => void} */ close) => html`
        <div class="acc-h">
          <b>${s.user.name}</b>
          <small>${s.user.email}</small>
          <small>${t(/** @type {import('../i18n.js').Key} */ ('role.' + s.role))}</small>
        </div>
        <${Choices} close=${close} items=${items(close)} />
      `}
    </${Popover}>
  `;
}
