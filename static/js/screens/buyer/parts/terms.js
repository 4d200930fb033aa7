import { t } from '../../../i18n.js';
/** Under which agreement, and when to be paid. @param {{ agreement_number: string, net_days: number }} s */
export function termsOf({ agreement_number, net_days }) {
  const paid = net_days ? t('terms.net', { n: net_days }) : t('terms.prepaid');
  return agreement_number ? `${t('cart.agreement', { no: agreement_number })} · ${paid}` : paid;
}
