// What is asked for a product: the list price, and what was agreed with some.
import { html } from '../../../h.js';
import { t, dayYear, num, unitPrice } from '../../../i18n.js';
import { unitName } from '../../../trade/goods.js';
import { Panel } from '../../../ui/panel.js';

/** @typedef {{ from: string, unit_price: string }} Tier */
/** @typedef {{ list_name: string, currency: string, valid_from: string | null, valid_to: string | null, clients: number, tiers: Tier[] }} ContractList */
/** @typedef {import('../product.js').WholeProduct} WholeProduct */

/** @param {{ tiers: Tier[], unit: string, currency: string, name: string }} x */
const Tiers = ({ tiers, unit, currency, name }) => html`
  <dl class="kv tiers" aria-label=${name}>
    ${tiers.map(
      (x) => html`
        <div key=${x.from}>
          <dt>${t('pr.from', { n: num(x.from), unit: unitName(unit, x.from) })}</dt>
          <dd>${unitPrice(x.unit_price, currency)}</dd>
        </div>
      `,
    )}
  </dl>
`;

/** Whom a contract price list is for, and how long. @param {{ c: ContractList }} x */
const Reach = ({ c }) => html`
  <small>
    ${t('pr.clients', { n: c.clients })}
    ${
      c.valid_to &&
      html`
        <span class="dotsep">${t('pr.until', { date: dayYear(c.valid_to) })}</span>
      `
    }
  </small>
`;

/** @param {{ p: WholeProduct }} x */
const Contracts = ({ p }) => html`
  <${Panel} id="co-h" title=${t('pr.contract')} n=${p.contract_prices.length}>
    <ul class="rows lists" role="list">
      ${p.contract_prices.map(
        (c) => html`
          <li key=${c.list_name + c.currency}>
            <div>
              <b>${c.list_name}</b>
              <${Reach} c=${c} />
              <${Tiers} tiers=${c.tiers} unit=${p.unit} currency=${c.currency} name=${c.list_name} />
            </div>
          </li>
        `,
      )}
    </ul>
  </${Panel}>
`;

/** @param {{ p: WholeProduct }} x */
export const Prices = ({ p }) => html`
  <${Panel} id="li-h" title=${t('pr.list')}>
    ${
      p.tiers.length
        ? html`
            <${Tiers} tiers=${p.tiers} unit=${p.unit} currency=${p.currency} name=${t('pr.list')} />
          `
        : html`
            <p class="quiet">${t('pr.noprice')}</p>
          `
    }
  </${Panel}>
  ${
    p.contract_prices.length > 0 &&
    html`
      <${Contracts} p=${p} />
    `
  }
`;
