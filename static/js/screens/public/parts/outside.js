import { html } from '../../../h.js';
import { t, civil, today } from '../../../i18n.js';
import { homeOf } from '../../../menus.js';
import { Brand } from '../../../ui/brand.js';
import { Icon } from '../../../ui/icon.js';
import { RhythmStrip } from '../../../ui/rhythm-strip.js';

const DAY = 864e5;
/** Gaps in days between invented orders, and how long ago the last of them was. */
const examples = /** @type {const} */ ([
  { key: 'fasteners', gaps: [12, 13, 11, 12, 14, 12], silent: 20, window: [11, 16] },
  { key: 'coffee', gaps: [21, 20, 22, 21, 19, 22], silent: 22, window: [19, 25] },
  { key: 'packaging', gaps: [30, 28, 31, 29, 30, 30], silent: 12, window: [28, 33] },
]);
/** @param {string} now @param {typeof examples[number]} e */
function strip(now, { gaps, silent, window }) {
  const on = (/** @type {number} */ ago) => new Date(civil(now) - ago * DAY).toISOString().slice(0, 10);
  let ago = silent;
  const days = [on(ago)];
  for (const g of [...gaps].reverse()) days.unshift(on((ago += g)));
  return { days, window: { from: on(silent - window[0]), to: on(silent - window[1]) } };
}

/** What the product does, for those who have not seen it. */
export function Pitch() {
  const now = today(new Date());
  return html`
    <div class="sign-d">
      <h2>${t('si.lead')}</h2>
      <p>${t('si.lead.sub')}</p>
      ${examples.map(
        (e) => html`
          <div class="card strip-d">
            <b>${t(`si.ex.${e.key}`)}</b>
            <${RhythmStrip} ...${strip(now, e)} today=${now} name=${t(`si.ex.${e.key}`)} />
          </div>
        `,
      )}
    </div>
  `;
}

/** A page outside the frame: a form under the brand, something to look at beside it. @param {{ aside?: any, foot?: any, children?: any }} p */
export const Outside = ({ aside, foot, children }) => html`
  <div class="sign">
    <div class="sign-f">
      <${Brand} href=${homeOf()} size=${32} />
      <div class="sign-b">${children}</div>
      ${
        foot &&
        html`
          <p class="foot-n">${foot}</p>
        `
      }
    </div>
    <aside class="sign-p ${aside ? 'has' : ''}">
      ${
        aside ??
        html`
          <${Pitch} />
        `
      }
    </aside>
  </div>
`;

/** A plain word instead of a form: done, expired, gone. @param {{ icon: string, title: string, text: any, children?: any }} p */
export const Word = ({ icon, title, text, children }) => html`
  <span class="empty-i"><${Icon} name=${icon} size=${22} /></span>
  <h1 tabindex="-1">${title}</h1>
  <p>${text}</p>
  ${children}
`;

/** Why a link no longer works, by the server's code. @type {Record<string, 'expired' | 'used' | 'withdrawn'>} */
const reasons = { 'link-expired': 'expired', 'link-used': 'used', 'link-withdrawn': 'withdrawn' };
/** A single-purpose link that no longer works, and where to get another. @param {{ error: import('../../../api.js').ApiError, children?: any }} p */
export function DeadLink({ error, children }) {
  const why = reasons[error.code] ?? (error.status === 410 ? 'expired' : 'broken');
  return html`
    <${Word} icon="clock" title=${t(`pw.${why}`)} text=${t(`pw.${why}.sub`)}>${children}</${Word}>
  `;
}
