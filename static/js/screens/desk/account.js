// What a client of the book owes one of its suppliers, and how the two stand.
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { useGet } from '../../query.js';
import { Icon } from '../../ui/icon.js';
import { AgreementCards } from '../../trade/agreement-cards.js';
import { AgeingCards } from '../../trade/ageing.js';

/** @typedef {import('../../trade/ageing.js').Row} Row */

/** @param {{ params: { client: string, id: string } }} p */
export default function ClientAccount({ params }) {
  const q = useGet('/receivables', { client: params.client });
  const a = useGet(`/accounts/${params.client}/agreement`, { supplier: params.id });
  const rows = /** @type {Row[]} */ (q.data?.items ?? []).filter((r) => r.supplier.id === params.id);
  return html`
    <div class="page">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/clients">${t('nav.clients')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <a href=${'/clients/' + params.client}>${a.data?.client.name ?? t('inv.buyer')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${a.data?.supplier.name ?? t('inv.supplier')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('age.account')}</h1>
          <p>${a.data ? a.data.client.name + ' — ' + a.data.supplier.name : ''}</p>
        </div>
      </header>
      <${AgeingCards} rows=${rows} />
      <${AgreementCards} id=${params.client} supplier=${params.id} client=${params.client} />
    </div>
  `;
}
