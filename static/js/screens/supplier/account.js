import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { can } from '../../session.js';
import { AccountPage } from '../../trade/account-page.js';
import { TermsEdit } from './parts/terms-edit.js';

/** What one client owes, and how it came to that. @param {{ params: { id: string } }} p */
export default ({ params }) => html`
  <${AccountPage}
    id=${params.id}
    across="client"
    home="/receivables"
    homeName=${t('nav.receivables')}
    edit=${can('terms:edit') ? TermsEdit : undefined}
  />
`;
