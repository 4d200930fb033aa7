import { html } from '../h.js';
import { t } from '../i18n.js';
import { navOpen, paletteOpen, helpOpen } from '../store.js';
import { can, side, session } from '../session.js';
import { route } from '../router.js';
import { find } from '../routes.js';
import { menu, homeOf } from '../menus.js';
import { lazyOpen } from './lazy.js';
import { Icon } from './icon.js';
import { Drawer } from './drawer.js';
import { Brand } from './brand.js';
import { CartButton } from './cart-button.js';
import { Account, CompanySwitch, Preferences } from './account.js';

/** The menu's own page, or one below it. @param {string} to */
const here = (to) => (route.value === to || route.value.startsWith(to + '/') ? 'page' : undefined);

/** @param {{ items: import('../menus.js').Item[] }} p */
const Links = ({ items }) => html`
  <ul class="nav-g" role="list">
    ${items.map(
      (i) => html`
        <li>
          <a href=${i.to} aria-current=${here(i.to)} onClick=${() => (navOpen.value = false)}>
            <${Icon} name=${i.icon} size=${17} />
            <span>${t(i.key)}</span>
          </a>
        </li>
      `,
    )}
  </ul>
`;

/** Fetched when first opened. */
const Palette = lazyOpen(paletteOpen, async () => (await import('./palette.js')).Palette);
const Help = lazyOpen(helpOpen, async () => (await import('./help.js')).Help);

/** Fetches them while nothing else is to do: the first letters typed must not be lost. */
export const preloadParts = () => Promise.all([Palette.preload(), Help.preload()]);

function skipToContent(/** @type {Event} */ e) {
  e.preventDefault();
  document.getElementById('main')?.focus();
}

function TopBar() {
  const search = () => (paletteOpen.value = true);
  return html`
    <header class="top">
      <button
        type="button"
        class="btn ghost icon only-m"
        aria-label=${t('nav.menu')}
        onClick=${() => (navOpen.value = true)}
      >
        <${Icon} name="menu" size=${20} />
      </button>
      <div class="only-m"><${Brand} href=${homeOf()} /></div>
      <button type="button" class="gsearch" onClick=${search}>
        <${Icon} name="search" />
        <span>${t(`search.${side.value}`)}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <span class="sp"></span>
      <button type="button" class="btn ghost icon only-m" aria-label=${t(`search.${side.value}`)} onClick=${search}>
        <${Icon} name="search" size=${19} />
      </button>
      ${
        side.value === 'buyer' &&
        can('cart:edit') &&
        html`
          <${CartButton} />
        `
      }
      <${Account} />
    </header>
  `;
}

/** The page outside the frame: signing in, links from mails. @param {{ children?: any }} p */
const Bare = ({ children }) => html`
  <main id="main" class="bare" tabindex="-1">
    ${children}
    <div class="bare-p"><${Preferences} /></div>
  </main>
`;

/** @param {{ children?: any }} p */
export function Shell({ children }) {
  if (!session.value || find(route.value)?.side === 'public')
    return html`
      <${Bare}>${children}</${Bare}>
    `;
  const items = menu();
  return html`
    <a class="skip" href="#main" onClick=${skipToContent}>${t('skip')}</a>
    <aside class="side">
      <${Brand} href=${homeOf()} />
      <${CompanySwitch} />
      <nav aria-label=${t('nav.main')}><${Links} items=${items} /></nav>
      <div class="side-f"><${Preferences} /></div>
    </aside>
    <${TopBar} />
    <main id="main" tabindex="-1">${children}</main>
    <nav class="tabs" aria-label=${t('nav.menu')}>
      ${items.slice(0, 5).map(
        (i) => html`
          <a href=${i.to} aria-current=${here(i.to)}>
            <${Icon} name=${i.icon} size=${20} />
            <span>${t(i.short ?? i.key)}</span>
          </a>
        `,
      )}
    </nav>
    <${Drawer}
      side="left"
      title=${t('nav.menu')}
      open=${navOpen.value}
      onClose=${() => (navOpen.value = false)}
      footer=${html`
        <${Preferences} />
      `}
    >
      <${CompanySwitch} />
      <nav aria-label=${t('nav.main')}><${Links} items=${items} /></nav>
    </${Drawer}>
    <${Palette} />
    <${Help} />
  `;
}
