import { t, day } from '../../../i18n.js';

/** A rhythm in a few words: how often, and how long ago. @param {import('../../../trade/rhythm.js').Rhythm} r */
export const everyOf = (r) =>
  r.usual_gap_days ? t('cl.every', { n: r.usual_gap_days, day: r.silent_days }) : t('reason.none');

/** Why a silence calls for nobody just now. @param {import('../queue.js').Beat} r */
export const restOf = (r) =>
  r.resting === 'snoozed' && r.snoozed_until
    ? t('q.r.until', { date: day(r.snoozed_until) })
    : t(`q.r.${/** @type {'open_order'} */ (r.resting)}`);
