import { t } from '../../../i18n.js';

/** A rhythm in a few words: how often, and how long ago. @param {import('../../../trade/rhythm.js').Rhythm} r */
export const everyOf = (r) =>
  r.usual_gap_days ? t('cl.every', { n: r.usual_gap_days, day: r.silent_days }) : t('reason.none');
