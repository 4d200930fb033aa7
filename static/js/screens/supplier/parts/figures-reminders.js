// What reminders on the supplier's behalf came to, and what of it is theirs.
import { html } from '../../../h.js';
import { t, dayYear, num, pct } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Loaded } from '../../../ui/loaded.js';
import { Panel } from '../../../ui/panel.js';
import { Progress } from '../../../ui/progress.js';

/** @typedef {{ clients: number, reminders: number, followed: number, rate: number | null }} Arm */
/** @typedef {{ enough: boolean, needed: number, reminded: Arm, held_out: Arm, points: number | null, low: number | null, high: number | null }} Lift */
/** @typedef {{ from: string, to: string, window_days: number, sent: number, opened: number, through: number, followed: number, closed: number, held_out: number, lift: Lift }} Reminders */

/** @param {{ label: string, n: number, of: number, text: string }} p */
const Step = ({ label, n, of, text }) => html`
  <li>
    <div class="row">
      <b>${label}</b>
      <span class="num">
        <b>${num(n)}</b>
        ${
          of > 0 &&
          html`
            <small>${pct(n / of, 0)}</small>
          `
        }
      </span>
    </div>
    <span class="fg-bar" aria-hidden="true">
      <i style=${{ width: (of > 0 ? Math.min(100, (n / of) * 100) : 0) + '%' }}></i>
    </span>
    <small>${text}</small>
  </li>
`;

/** @param {{ r: Reminders }} p */
const Funnel = ({ r }) => html`
  <${Panel} id="fg-rf" title=${t('fg.r.funnel')}>
    <ul class="fg-funnel" role="list">
      <${Step} label=${t('fg.r.sent')} n=${r.sent} of=${r.sent} text=${t('fg.r.sent.n', { n: r.held_out })} />
      <${Step} label=${t('fg.r.opened')} n=${r.opened} of=${r.sent} text=${t('fg.r.opened.n')} />
      <${Step} label=${t('fg.r.through')} n=${r.through} of=${r.sent} text=${t('fg.r.through.n')} />
      <${Step}
        label=${t('fg.r.followed')}
        n=${r.followed}
        of=${r.closed}
        text=${t('fg.r.followed.n', { days: r.window_days, n: r.closed })}
      />
    </ul>
  </${Panel}>
`;

const points = (/** @type {number | null} */ v) => (v === null ? '—' : num(v));

/** @param {{ l: Lift }} p */
const Told = ({ l }) => html`
  <p class="big">${t('fg.r.points', { v: (Number(l.points) > 0 ? '+' : '') + points(l.points) })}</p>
  <p class="quiet">${t('fg.r.range', { low: points(l.low), high: points(l.high) })}</p>
  <p class="quiet">${t(Number(l.low) > 0 ? 'fg.r.works' : Number(l.high) < 0 ? 'fg.r.harms' : 'fg.r.unsure')}</p>
`;

/** @param {{ l: Lift }} p */
const TooFew = ({ l }) => html`
  <p><b>${t('fg.r.few')}</b></p>
  <p class="quiet">${t('fg.r.few.sub', { n: l.needed })}</p>
  <div class="fg-few">
    <${Progress} value=${l.reminded.clients} max=${l.needed} label=${t('fg.r.side.reminded')} />
    <${Progress} value=${l.held_out.clients} max=${l.needed} label=${t('fg.r.side.held')} />
  </div>
`;

/** @param {{ l: Lift }} p */
const Arms = ({ l }) => html`
  <dl class="kv fg-arms">
    ${
      /** @type {const} */ (['reminded', 'held_out']).map(
        (k) => html`
          <div key=${k}>
            <dt>${t(`fg.r.arm.${k}`)}</dt>
            <dd>
              ${l[k].rate === null ? '—' : pct(l[k].rate / 100)}
              <small>${t('fg.r.arm.n', { a: num(l[k].followed), n: l[k].reminders })}</small>
            </dd>
          </div>
        `,
      )
    }
  </dl>
`;

/** @param {{ query: Record<string, string | undefined> }} p */
export function RemindersOf({ query }) {
  const q = useGet('/figures/reminders', query, { keep: true });
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <div class="halves">
          <section class="card pad-c"><span class="sk w1"></span></section>
        </div>
      `}
    >
      ${(/** @type {Reminders} */ r) =>
        r.sent + r.held_out === 0
          ? html`
              <section class="card">
                <${EmptyState} icon="bell" title=${t('fg.r.none')} text=${t('fg.r.none.sub')}>
                  <a class="btn" href="/figures?tab=quiet">${t('fg.t.quiet')}</a>
                </${EmptyState}>
              </section>
            `
          : html`
              <p class="fg-say quiet">${t('fg.r.when', { from: dayYear(r.from), to: dayYear(r.to) })}</p>
              <div class="halves">
                <${Funnel} r=${r} />
                <${Panel} id="fg-rl" title=${t('fg.r.lift')}>
                  <div class="fg-lift">
                    ${
                      r.lift.enough
                        ? html`
                            <${Told} l=${r.lift} />
                          `
                        : html`
                            <${TooFew} l=${r.lift} />
                          `
                    }
                    <${Arms} l=${r.lift} />
                    <p class="foot-n">${t('fg.r.how', { days: r.window_days })}</p>
                  </div>
                </${Panel}>
              </div>
            `}
    </${Loaded}>
  `;
}
