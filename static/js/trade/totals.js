import { html } from '../h.js';
import { t, money, pct } from '../i18n.js';

/** The foot of a document: net, tax by rate, total. @param {{ net: string, total: string, taxes: { rate: string, tax: string }[], currency: string }} p */
export const Totals = ({ net, total, taxes, currency }) => html`
  <dl class="sum doc-sum">
    <div>
      <dt>${t('ord.net')}</dt>
      <dd>${money(net, currency)}</dd>
    </div>
    ${taxes.map(
      (x) => html`
        <div key=${x.rate}>
          <dt>${t('ord.vat', { rate: pct(Number(x.rate) / 100, 0) })}</dt>
          <dd>${money(x.tax, currency)}</dd>
        </div>
      `,
    )}
    <div class="tot">
      <dt>${t('ord.grand')}</dt>
      <dd>${money(total, currency)}</dd>
    </div>
  </dl>
`;
