import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { AccountPage } from '../../trade/account-page.js';

/** What one client owes, and how it came to that. @param {{ params: { id: string } }} p */
export default ({ params }) => html`
  <${AccountPage} id=${params.id} across="client" home="/receivables" homeName=${t('nav.receivables')} />
`;
