import { render } from 'preact';
import { dress } from './dress.js';
import { html } from './h.js';
import { need, setLang } from './i18n.js';
import { LocationProvider, Router, Route, Bridge, arrive, go, nameTab, route } from './router.js';
import { screens, find, openTo } from './routes.js';
import { can, loadSession, side, signInAddress, watchSession } from './session.js';
import { homeOf, mine } from './menus.js';
import { watchKeys } from './keys.js';
import { Shell, preloadParts } from './ui/shell.js';
import { lazy } from './ui/lazy.js';
import { Toasts } from './ui/toasts.js';
import { Trouble } from './ui/loaded.js';
import NotFound from './screens/not-found.js';

/** @typedef {import('./routes.js').Screen} Screen */

/** A screen together with its words and its dress. @param {Screen} s */
const whole = async (s) => (await Promise.all([s.load(), need(s.side, ...(s.words ?? [])), dress(s.side)]))[0].default;
/** Somebody else's screen looks like one that does not exist. @param {Screen} s */
const shut = (s) => !openTo(s, side.value) || !can(s.needs);

const pages = screens.map((s) => {
  const view = lazy(
    () => whole(s),
    html`
      <div class="page" aria-busy="true"></div>
    `,
  );
  const guarded = (/** @type {any} */ props) =>
    shut(s)
      ? html`
          <${NotFound} />
        `
      : html`
          <${view} key=${props.path} ...${props} />
        `;
  return { ...s, view, guarded };
});
/** Once idle, the other screens of the same side. @param {import('./words.js').Side} mine */
function warm(mine) {
  const idle = window.requestIdleCallback ?? setTimeout;
  idle(() => {
    if (mine !== 'public') preloadParts();
    pages.forEach((p) => p.side === mine && !shut(p) && p.view.preload());
  });
}

/** Where this address leads for the person at hand; '' when it may be shown as it is. @param {string} path */
function redirect(path) {
  if (path === '/') return side.value === 'public' ? '/sign-in' : homeOf();
  const s = find(path);
  if (s?.side === 'public') return '';
  if (side.value === 'public') return signInAddress(location.pathname + location.search);
  const there = mine(path);
  return there && there !== path ? there : '';
}

const App = () => html`
  <${LocationProvider}>
    <${Bridge} />
    <${Shell}>
      <${Router} onRouteChange=${arrive}>
        ${pages.map(
          (p) => html`
            <${Route} path=${p.path} component=${p.guarded} />
          `,
        )}
        <${Route} default component=${NotFound} />
      </${Router}>
    </${Shell}>
    <${Toasts} />
  </${LocationProvider}>
`;

async function start() {
  const root = /** @type {HTMLElement} */ (document.getElementById('app'));
  const asked = pages.find((p) => p.path === find(location.pathname)?.path);
  try {
    await Promise.all([setLang(document.documentElement.lang), loadSession(), asked?.view.preload()]);
  } catch (e) {
    root.replaceChildren();
    render(
      html`
        <main id="main" class="bare"><${Trouble} error=${e} retry=${() => location.reload()} /></main>
      `,
      root,
    );
    return;
  }
  const to = redirect(location.pathname);
  if (to) {
    history.replaceState(null, '', to);
    route.value = location.pathname;
  }
  if (side.value !== 'public') await need(side.value);
  watchSession((signIn) => go(signIn, true));
  watchKeys();
  root.replaceChildren();
  render(
    html`
      <${App} />
    `,
    root,
  );
  nameTab();
  performance.mark('app-rendered');
  warm(side.value);
}
await start();
