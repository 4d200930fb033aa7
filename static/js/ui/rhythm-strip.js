import { html } from '../h.js';
import { t, civil, day, month } from '../i18n.js';

const DAY = 864e5;
const SHOWN = 7; // the latest are enough to see the beat, and the window stays wide enough to read

/** @typedef {{ from: string, to: string }} Span */
/** The first of every month between two instants. @param {number} from @param {number} to */
function monthsBetween(from, to) {
  const out = [];
  const d = new Date(from);
  for (let m = Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 1); m < to;) {
    out.push(m);
    const next = new Date(m);
    m = Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 1);
  }
  return out;
}

/** In words, for those who do not see it. @param {{ days: string[], window?: Span | null, name?: string }} p */
function rhythmWords({ days, window, name }) {
  const said = { n: days.length, last: day(days[days.length - 1]), name: name ?? '' };
  if (!window) return t('rs.label.free', said);
  const span = { a: day(window.from), b: day(window.to) };
  return name ? t('rs.name', { ...said, ...span }) : t('rs.label', { ...said, ...span });
}

/**
 * Past order days on a time line, the window in which the next one was to be expected, and today.
 * Everything is in per cent of the width: no measuring, no script on resize.
 * @param {{ days: string[], window?: Span | null, today: string, small?: boolean, name?: string }} p
 */
export function RhythmStrip({ days, window, today, small = false, name }) {
  if (!days.length) return null;
  const past = days.slice(-SHOWN).map(civil);
  const now = civil(today);
  const [a, b] = window ? [civil(window.from), civil(window.to)] : [now, now];
  const from = past[0] - 4 * DAY;
  const reach = Math.max(b, now);
  const to = reach + Math.max(2 * DAY, (reach - past[0]) * 0.06);
  const share = (/** @type {number} */ ms) => ((ms / (to - from)) * 100).toFixed(2) + '%';
  const x = (/** @type {number} */ at) => share(at - from);
  const late = Boolean(window) && now > b;
  const y = small ? 12 : 30;
  return html`
    <svg
      class="rhythm ${small ? 'sm' : ''} ${late ? 'late' : ''}"
      width="100%"
      height=${small ? 24 : 64}
      role="img"
      aria-label=${rhythmWords({ days, window, name })}
    >
      ${
        !small &&
        monthsBetween(from, to).map(
          (m) => html`
            <g key=${m}>
              <line class="tick" x1=${x(m)} x2=${x(m)} y1="14" y2="46" />
              ${
                m < to - (to - from) * 0.06 &&
                html`
                  <text class="ax" x=${x(m)} y="60">${month(m)}</text>
                `
              }
            </g>
          `,
        )
      }
      ${
        window &&
        html`
          <rect
            class="win"
            x=${x(a)}
            width=${share(Math.max(b - a, DAY))}
            y=${y - (small ? 7 : 12)}
            height=${small ? 14 : 24}
            rx=${small ? 4 : 6}
          />
        `
      }
      <line class="base" x1="0" x2="100%" y1=${y} y2=${y} />
      ${
        late &&
        html`
          <line class="over" x1=${x(b)} x2=${x(now)} y1=${y} y2=${y} />
        `
      }
      ${past.map(
        (d) => html`
          <circle class="dot" key=${d} cx=${x(d)} cy=${y} r=${small ? 3 : 4.5} />
        `,
      )}
      <line class="now" x1=${x(now)} x2=${x(now)} y1=${small ? 2 : 14} y2=${small ? 22 : 46} />
      ${
        !small &&
        html`
          <text class="nowt" x=${x(now)} y="9" text-anchor=${now > to - (to - from) * 0.08 ? 'end' : 'middle'}>
            ${t('rs.today')}
          </text>
        `
      }
    </svg>
  `;
}
/** What the signs mean; once a page is enough. */
export const RhythmKey = () => html`
  <p class="rkey">
    <span>
      <i class="rk-dot"></i>
      ${t('rs.k.order')}
    </span>
    <span>
      <i class="rk-win"></i>
      ${t('rs.k.window')}
    </span>
    <span>
      <i class="rk-now"></i>
      ${t('rs.today')}
    </span>
  </p>
`;
