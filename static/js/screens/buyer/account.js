import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { AccountPage } from '../../trade/account-page.js';

/** What the company owes one supplier, and how it came to that. @param {{ params: { id: string } }} p */
export default ({ params }) => html`
  <${AccountPage} id=${params.id} across="supplier" home="/invoices" homeName=${t('nav.invoices')} />
`;
