// A client's rhythm with a supplier, in words and signs. The figures are the server's; nothing is guessed here.
import { html } from '../h.js';
import { t, civil, day } from '../i18n.js';
import { StatusBadge } from '../ui/status-badge.js';
import { RhythmStrip } from '../ui/rhythm-strip.js';

/**
 * @typedef {{ supplier: { id: string, name: string, trade?: string }, state: 'soon' | 'due' | 'late' | 'lapsed' | 'on_rhythm' | 'no_rhythm', last_on: string, silent_days: number, usual_gap_days: number, late_after_days: number, due_on: string | null, late_on: string | null, next_window?: { from: string, to: string } | null, order_days: string[], usual_total: string, currency: string, rule?: 'cadence' | 'calendar', snoozed_until?: string | null, open_order?: { id: string, number: string, status: string } | null }} Rhythm
 */
const DAY = 864e5;
/** The day the figures were taken: the last order's day and the silence since. @param {{ last_on: string, silent_days: number }} r */
export const asOf = (r) => new Date(civil(r.last_on) + r.silent_days * DAY).toISOString().slice(0, 10);

/** Why now: the sentence of every card, page and mail. @param {Rhythm} r @param {'you' | 'they'} who */
export function reasonOf(r, who) {
  if (r.rule === 'calendar') return t('reason.you.month', { date: day(r.last_on) });
  if (r.state === 'no_rhythm' || !r.usual_gap_days) return t('reason.none');
  const said = { n: r.usual_gap_days, day: r.silent_days, nine: r.late_after_days };
  if (who === 'they') return t('reason.they', said);
  return r.silent_days >= r.usual_gap_days ? t('reason.you', said) : t('reason.you.calm', said);
}

/** @type {Record<Rhythm['state'], 'ok' | 'warn' | 'bad' | 'info' | 'mute'>} */
const tones = { late: 'warn', lapsed: 'bad', due: 'info', soon: 'mute', on_rhythm: 'ok', no_rhythm: 'mute' };
/** @param {{ r: Rhythm }} p */
export function RhythmBadge({ r }) {
  const late = Math.max(1, r.silent_days - r.late_after_days);
  const words = r.state === 'late' ? t('rhythm.late', { n: late }) : t(`rhythm.${r.state}`, { n: r.silent_days });
  return html`
    <${StatusBadge} tone=${tones[r.state]}>${words}</${StatusBadge}>
  `;
}

/** @param {{ r: Rhythm, small?: boolean }} p */
export const Rhythm = ({ r, small = false }) => html`
  <${RhythmStrip} days=${r.order_days} window=${r.next_window} today=${asOf(r)} small=${small} name=${r.supplier.name} />
`;
