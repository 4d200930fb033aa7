import { html } from '../../h.js';
import { t, day, dayYear, num, pct, unitPrice } from '../../i18n.js';
import { useGet } from '../../query.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';
import { Thumb } from '../../ui/product-cell.js';
import { packOf, unitName } from '../../trade/goods.js';
import { categoryName, ProductState, Stock } from './parts/product.js';

/** @typedef {{ from: string, unit_price: string }} Tier */
/** @typedef {{ list_name: string, currency: string, valid_from: string | null, valid_to: string | null, clients: number, tiers: Tier[] }} ContractList */
/** @typedef {import('./parts/product.js').Product & { name_ru: string, name_en: string, description_ru: string, description_en: string, substitute_id: string | null, restock_on: string | null, tiers: Tier[], contract_prices: ContractList[] }} WholeProduct */

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
const Prices = ({ p }) => html`
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

/** @param {{ p: WholeProduct }} x */
const Texts = ({ p }) => html`
  <${Panel} id="tx-h" title=${t('pr.texts')}>
    ${
      /** @type {const} */ ([
        ['ru', p.name_ru, p.description_ru],
        ['en', p.name_en, p.description_en],
      ]).map(
        ([code, name, about]) =>
          (name || about) &&
          html`
            <div class="text" lang=${code}>
              <span class="tag">${code.toUpperCase()}</span>
              ${
                name &&
                html`
                  <h3>${name}</h3>
                `
              }${
                about &&
                html`
                  <p>${about}</p>
                `
              }
            </div>
          `,
      )
    }
  <//>
`;

/** @param {{ p: WholeProduct }} x */
const Facts = ({ p }) => html`
  <${Panel} id="fa-h" title=${t('pr.facts')}>
    <dl class="kv">
      ${
        /** @type {[string, any][]} */ ([
          [
            t('pr.sku'),
            html`
              <span class="sku">${p.sku}</span>
            `,
          ],
          [t('pr.gtin'), p.gtin],
          [t('pr.brand'), p.brand],
          [t('pr.category'), categoryName(p)],
          [t('pr.pack'), packOf(p)],
          [t('pr.min'), num(p.minimum)],
          [t('pr.multiple'), num(p.multiple)],
          [t('cart.vat'), pct(Number(p.vat_rate) / 100, 0)],
          [
            t('pr.free'),
            html`
              <${Stock} p=${p} />
            `,
          ],
          [t('pr.restock'), p.restock_on && day(p.restock_on)],
          [
            t('pr.instead'),
            p.substitute_id &&
              html`
                <a class="inl" href=${'/products/' + p.substitute_id}>${t('pr.open')}</a>
              `,
          ],
          [t('pr.updated'), day(p.updated_at)],
        ]).map(
          ([k, v]) =>
            v &&
            html`
              <div>
                <dt>${k}</dt>
                <dd>${v}</dd>
              </div>
            `,
        )
      }
    </dl>
  <//>
`;

/** @param {{ p: WholeProduct }} x */
const Page = ({ p }) => html`
  <div class="page">
    <nav class="crumbs" aria-label=${t('crumbs')}>
      <a href="/products">${t('nav.products')}</a>
      <${Icon} name="chevron-right" size=${13} />
      <span aria-current="page">${p.sku}</span>
    </nav>
    <header class="ph">
      <div class="cl-h">
        <${Thumb} icon=${p.icon} size=${20} />
        <div>
          <h1 tabindex="-1">
            ${p.name}
            <${ProductState} status=${p.status} />
          </h1>
          <p>${[p.sku, p.brand, categoryName(p)].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
    </header>
    <div class="two">
      <div class="stack">
        <${Texts} p=${p} />
        <${Prices} p=${p} />
      </div>
      <div class="stack"><${Facts} p=${p} /></div>
    </div>
  </div>
`;

/** One product as its supplier keeps it. @param {{ params: { id: string } }} p */
export default function ProductPage({ params }) {
  const q = useGet('/products/' + params.id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {WholeProduct} */ p) => html`
        <${Page} p=${p} />
      `}
    <//>
  `;
}
