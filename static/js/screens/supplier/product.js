import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, dateTime, lang } from '../../i18n.js';
import { api } from '../../api.js';
import { invalidate, useAction, useGet } from '../../query.js';
import { useSearch } from '../../router.js';
import { can } from '../../session.js';
import { toast } from '../../store.js';
import { Fault } from '../../ui/fault.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Thumb } from '../../ui/product-cell.js';
import { Tabs } from '../../ui/tabs.js';
import { categoryName, ProductState } from './parts/product.js';
import { Papers, pictureOf, Pictures } from './parts/product-files.js';
import { AnswerFields, SaleFields, TextFields } from './parts/product-form.js';
import { fieldName, History } from './parts/product-history.js';
import { ProductPrices } from './parts/product-prices.js';
import { Related } from './parts/product-related.js';

/** @typedef {{ from: string, unit_price: string }} Tier */
/** @typedef {{ list_name: string, currency: string, valid_from: string | null, valid_to: string | null, clients: number, tiers: Tier[] }} ContractList */
/**
 * @typedef {import('./parts/product.js').Product & { version: number, picture: string | null, name_ru: string, name_en: string, description_ru: string,
 *   description_en: string, substitute_id: string | null, substitute: import('./parts/product.js').Product | null, restock_on: string | null, tiers: Tier[],
 *   contract_prices: ContractList[], attributes: Record<string, any>, asked: import('./parts/product-form.js').Asked[],
 *   goes_with: import('./parts/product.js').Product[], pictures: { id: string, name: string }[], missing: { field: string, message: string }[],
 *   papers: { id: string, kind: string, title: string, valid_to: string | null }[] }} WholeProduct
 */

const tabs = /** @type {const} */ ([
  'texts',
  'sale',
  'attributes',
  'pictures',
  'papers',
  'related',
  'prices',
  'history',
]);
/** What may be cleared, and is then sent under `clear`. */
const clearable = ['substitute_id', 'lead_days', 'season'];

/** The changes as the server takes them. @param {Record<string, any>} changes */
export function asEdit(changes) {
  /** @type {Record<string, any>} */
  const body = {};
  const clear = [];
  for (const [k, v] of Object.entries(changes)) {
    if (clearable.includes(k) && (v === null || v === '')) clear.push(k);
    else body[k] = k === 'lead_days' ? Number(v) : v;
  }
  return clear.length ? { ...body, clear } : body;
}

/** What a product's row holds that a form writes. @param {WholeProduct} p @param {string} name */
const stored = (p, name) =>
  name === 'category_id'
    ? /** @type {any} */ (p.category)?.id
    : name === 'goes_with'
      ? p.goes_with.map((x) => x.id)
      : /** @type {any} */ (p)[name];

/** Somebody was faster: who and when, and two ways on. @param {{ error: any, reload: () => void, onTop: () => void, changes: Record<string, any> }} x */
const Overtaken = ({ error, reload, onTop, changes }) => html`
  <div class="note warn" role="alert">
    <${Icon} name="info" />
    <div>
      <p>
        ${t('pe.stale', { name: error.field('changed_by') || t('pe.somebody'), at: error.field('changed_at') ? dateTime(error.field('changed_at')) : '' })}
      </p>
      <p>${t('pe.stale.yours', { fields: Object.keys(changes).map(fieldName).join(', ') })}</p>
      <p class="acts">
        <button type="button" class="btn sm" onClick=${onTop}>${t('pe.ontop')}</button>
        <button type="button" class="btn sm" onClick=${reload}>${t('pe.theirs')}</button>
      </p>
    </div>
  </div>
`;

/** @param {{ p: WholeProduct, set: (p: WholeProduct) => void, reload: () => Promise<void> }} x */
function Page({ p, set, reload }) {
  const [search, go] = useSearch();
  const tab = tabs.find((x) => x === search.tab) ?? 'texts';
  const [changes, change] = useState(/** @type {Record<string, any>} */ ({}));
  const categories = useGet('/categories');
  const may = can('product:edit');
  const save = useAction((/** @type {{ body: object, version: number }} */ { body, version }, key) =>
    api.patch(`/products/${p.id}`, body, { key, version }),
  );
  const dirty = Object.keys(changes).length > 0;
  const form = {
    value: (/** @type {string} */ name) => (name in changes ? changes[name] : stored(p, name)),
    set: (/** @type {string} */ name, /** @type {any} */ v) => change((c) => ({ ...c, [name]: v })),
    error: (/** @type {string} */ name) => save.error?.field(name),
  };
  const send = async (/** @type {object} */ body, version = p.version) => {
    const now = await save.act({ body, version });
    if (!now) return;
    set(now);
    change({});
    invalidate('/products');
    toast(t('pe.saved'));
  };
  const onTop = async () => {
    const fresh = await api.get(`/products/${p.id}`);
    await send(asEdit(changes), fresh.version);
  };
  const theirs = async () => {
    await reload();
    change({});
    save.clear();
  };
  const files = { p, set: (/** @type {WholeProduct} */ now) => (set(now), invalidate('/products')), may };
  const late = save.error?.status === 412;
  return html`
    <div class="page">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/products">${t('nav.products')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${p.sku}</span>
      </nav>
      <header class="ph">
        <div class="cl-h">
          <${Thumb} icon=${p.icon} size=${20} src=${p.picture && pictureOf(p.id, p.picture)} />
          <div>
            <h1 tabindex="-1">
              ${p.name}
              <${ProductState} status=${p.status} />
            </h1>
            <p>${[p.sku, p.brand, categoryName(p)].filter(Boolean).join(' · ')}</p>
          </div>
        </div>
        ${
          may &&
          html`
            <div class="ph-a">
              ${
                p.status !== 'active' &&
                html`
                  <button type="button" class="btn" disabled=${save.busy} onClick=${() => send({ status: 'active' })}>
                    ${t('pe.publish')}
                  </button>
                `
              }
              ${
                p.status === 'active' &&
                html`
                  <button
                    type="button"
                    class="btn"
                    disabled=${save.busy}
                    onClick=${() => send({ status: 'discontinued' })}
                  >
                    ${t('pe.discontinue')}
                  </button>
                `
              }
              <button
                type="button"
                class="btn primary"
                disabled=${!dirty || save.busy}
                onClick=${() => send(asEdit(changes))}
              >
                ${t('save')}
              </button>
            </div>
          `
        }
      </header>
      ${
        late
          ? html`
              <${Overtaken} error=${save.error} reload=${theirs} onTop=${onTop} changes=${changes} />
            `
          : save.error &&
            html`
              <${Fault} error=${save.error} />
            `
      }
      ${
        p.status === 'draft' &&
        p.missing.length > 0 &&
        html`
          <p class="note warn">
            <${Icon} name="info" />
            <span>${t('pe.missing', { fields: p.missing.map((x) => fieldName(x.field)).join(', ') })}</span>
          </p>
        `
      }
      <div class="card tabs-c">
        <${Tabs}
          label=${t('pe.parts')}
          panel="part"
          value=${tab}
          onChange=${(/** @type {string} */ v) => go({ tab: v === 'texts' ? '' : v })}
          tabs=${tabs.map((id) => ({ id, label: t(`pe.tab.${id}`) }))}
        />
      </div>
      <div id="part" role="tabpanel" aria-labelledby=${'part-' + tab} class="stack">
        ${
          tab === 'texts' &&
          html`
            <${TextFields} f=${form} />
          `
        }
        ${
          tab === 'sale' &&
          html`
            <${SaleFields} f=${form} categories=${categories.data?.items ?? []} />
          `
        }
        ${
          tab === 'attributes' &&
          html`
            <${AnswerFields} f=${form} asked=${p.asked} lang=${lang.value} />
          `
        }
        ${
          tab === 'pictures' &&
          html`
            <${Pictures} ...${files} />
          `
        }
        ${
          tab === 'papers' &&
          html`
            <${Papers} ...${files} />
          `
        }
        ${
          tab === 'related' &&
          html`
            <${Related} f=${form} p=${p} />
          `
        }
        ${
          tab === 'prices' &&
          html`
            <${ProductPrices} id=${p.id} />
          `
        }
        ${
          tab === 'history' &&
          html`
            <${History} id=${p.id} may=${may} changed=${reload} />
          `
        }
      </div>
    </div>
  `;
}

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
        <${Page} key=${p.id} p=${p} set=${q.set} reload=${q.reload} />
      `}
    </${Loaded}>
  `;
}
