import { html } from '../../h.js';
import { t, day, money, num, pct, unitPrice } from '../../i18n.js';
import { compare, placesOf, priceAt, times } from '../../lib/decimal.js';
import { useGet } from '../../query.js';
import { can } from '../../session.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';
import { ProductCell, Thumb } from '../../ui/product-cell.js';
import { Stepper } from '../../ui/stepper.js';
import { InStock, packOf, stockNote, unitName } from '../../trade/goods.js';
import { PartNumber } from './parts/part-number.js';
import { pictureOf, useBuy } from './parts/product-table.js';
import { Details, Gallery } from './parts/product-details.js';
import { WhyPrice } from './parts/why-price.js';

/** @typedef {import('./parts/product-table.js').ProductCard} ProductCard */
/** @typedef {ProductCard & import('./parts/product-details.js').Told & { description: string, gtin: string, vat_rate: string, status: string, substitute: ProductCard | null, last_ordered: { on: string, quantity: string, unit_price: string } | null }} Product */

/** What is known of it, row by row; what is not known has no row. @param {{ p: Product }} props */
function Facts({ p }) {
  const steps =
    p.minimum === '1' && p.multiple === '1' ? '' : t('ro.mult', { min: num(p.minimum), step: num(p.multiple) });
  const rows = /** @type {[string, any][]} */ ([
    [t('prod.code'), p.sku],
    [t('prod.gtin'), p.gtin],
    [t('prod.brand'), p.brand],
    [t('prod.category'), p.category.name],
    [t('prod.pack'), packOf(p)],
    [t('prod.min'), steps],
    [t('prod.vat'), pct(Number(p.vat_rate) / 100, 0)],
  ]);
  return html`
    <dl class="kv facts">
      ${rows
        .filter(([, v]) => v)
        .map(
          ([k, v]) => html`
            <div>
              <dt>${k}</dt>
              <dd>${v}</dd>
            </div>
          `,
        )}
    </dl>
  `;
}

/** @param {{ p: Product, quantity: string }} props */
function Tiers({ p, quantity }) {
  const price = p.price;
  if (!price || price.tiers.length < 2) return null;
  const first = Number(price.tiers[0].unit_price);
  const here = [...price.tiers].reverse().find((tier) => compare(tier.from, quantity) <= 0);
  return html`
    <table class="tbl dt dense" aria-label=${t('prod.tiers')}>
      <thead>
        <tr>
          <th scope="col">${t('prod.tier')}</th>
          <th scope="col" class="num">${t('prod.price')}</th>
          <th scope="col" class="num">${t('prod.save')}</th>
        </tr>
      </thead>
      <tbody>
        ${price.tiers.map(
          (tier) => html`
            <tr key=${tier.from} class=${tier === here ? 'picked' : ''}>
              <td class="m-lead">${num(tier.from)}${' '}${unitName(p.unit, tier.from)}</td>
              <td class="num m-side"><b>${unitPrice(tier.unit_price, price.currency)}</b></td>
              <td class="num m-sub">${tier === price.tiers[0] ? '' : pct(1 - Number(tier.unit_price) / first, 0)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

/** @param {{ p: Product, buy: ReturnType<typeof useBuy> }} props */
function Buy({ p, buy }) {
  const price = p.price;
  if (!price)
    return html`
      <section class="card panel"><p class="quiet">${t('prod.nosale')}</p></section>
    `;
  const unit = priceAt(price.tiers, buy.quantity) ?? price.unit_price;
  return html`
    <section class="card panel buy" aria-label=${t('prod.price')}>
      <div class="spend">
        <b class="big num">${unitPrice(unit, price.currency)}</b>
        <small>/ ${unitName(p.unit)}</small>
        <${WhyPrice} product=${p} quantity=${buy.quantity} />
        ${
          price.source === 'contract' &&
          html`
            <span class="tag">${t('cat.contract')}</span>
          `
        }
      </div>
      <p>
        <${InStock} a=${p.availability} />
        ${' '}
        <small>${stockNote(p.availability)}</small>
      </p>
      ${
        can('cart:edit') &&
        p.status !== 'discontinued' &&
        html`
          <div class="buy-q">
            <${Stepper}
              value=${buy.quantity}
              minimum=${p.minimum}
              multiple=${p.multiple}
              zero=${buy.there}
              name=${p.name}
              onChange=${buy.change}
            />
            <span class="quiet">
              ${t('prod.sum', { q: num(buy.quantity) })}${' '}
              <b class="num">${money(times(buy.quantity, unit, placesOf(price.currency)), price.currency)}</b>
            </span>
          </div>
          ${
            buy.there
              ? html`
                  <p class="added">
                    <${Icon} name="check" />
                    ${t('cat.added')}
                  </p>
                `
              : html`
                  <button type="button" class="btn primary wide" onClick=${buy.add}>
                    <${Icon} name="shopping-cart" size=${16} />
                    ${t('cat.col.add')}
                  </button>
                `
          }
        `
      }
      <p class="foot-n">${t('why.net')}</p>
    </section>
  `;
}

/** @param {{ last: NonNullable<Product['last_ordered']>, currency: string }} props */
function LastBought({ last, currency }) {
  const said = { q: num(last.quantity), date: day(last.on), price: unitPrice(last.unit_price, currency) };
  return html`
    <${Panel} id="la-h" title=${t('prod.last')}><p class="quiet">${t('prod.last.on', said)}</p></${Panel}>
  `;
}

/** @param {{ p: Product, reload: () => void }} props */
function Page({ p, reload }) {
  const buy = useBuy({ p });
  const last = p.last_ordered;
  return html`
    <div class="page">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/catalogue">${t('nav.catalogue')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <a href=${'/catalogue?category=' + p.category.id}>${p.category.name}</a>
      </nav>
      <header class="ph">
        <div class="cl-h">
          <${Thumb} icon=${p.icon} size=${22} src=${pictureOf(p)} />
          <div>
            <h1 tabindex="-1">${p.name}</h1>
            <p>
              <a class="inl" href=${'/catalogue?supplier=' + p.supplier.id}>${p.supplier.name}</a>
              <span class="dotsep sku">${p.sku}</span>
              ${
                p.status === 'discontinued' &&
                html`
                  ${' '}
                  <span class="chg bad">${t('prod.gone')}</span>
                `
              }
            </p>
          </div>
        </div>
      </header>
      <div class="two">
        <div class="stack">
          ${
            p.substitute &&
            html`
              <section class="card pad-c instead" aria-label=${t('prod.instead')}>
                <div>
                  <h2>${t('prod.instead')}</h2>
                  <p class="quiet">${t('prod.instead.sub')}</p>
                </div>
                <${ProductCell}
                  icon=${p.substitute.icon}
                  name=${p.substitute.name}
                  href=${'/catalogue/' + p.substitute.id}
                  sub=${p.substitute.sku}
                />
              </section>
            `
          }
          <${Panel} id="pr-h" title=${t('prod.lead')}>
            <${Gallery} p=${p} />
            ${
              p.description &&
              html`
                <p class="desc">${p.description}</p>
              `
            }
            <${Facts} p=${p} />
            ${
              can('partnumber:edit') &&
              html`
                <${PartNumber} key=${p.part_number} id=${p.id} code=${p.part_number} onDone=${reload} />
              `
            }
          </${Panel}>
          <${Details} p=${p} />
        </div>
        <div class="stack">
          <${Buy} p=${p} buy=${buy} />
          ${
            p.price &&
            p.price.tiers.length > 1 &&
            html`
              <section class="card clip" aria-labelledby="ti-h">
                <div class="card-h"><h2 id="ti-h">${t('prod.tiers')}</h2></div>
                <${Tiers} p=${p} quantity=${buy.quantity} />
              </section>
            `
          }
          ${
            last &&
            html`
              <${LastBought} last=${last} currency=${p.price?.currency ?? 'RUB'} />
            `
          }
        </div>
      </div>
    </div>
  `;
}

/** @param {{ params: { id: string } }} props */
export default function ProductPage({ params }) {
  const q = useGet('/catalogue/' + params.id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Product} */ p) => html`
        <${Page} p=${p} reload=${q.reload} />
      `}
    </${Loaded}>
  `;
}
