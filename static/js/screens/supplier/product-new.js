import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { api } from '../../api.js';
import { invalidate, useAction, useGet } from '../../query.js';
import { go } from '../../router.js';
import { toast } from '../../store.js';
import { Fault } from '../../ui/fault.js';
import { Icon } from '../../ui/icon.js';
import { SaleFields, TextFields } from './parts/product-form.js';
import { asEdit } from './product.js';

const usual = { unit: 'pcs', pack_size: '1', minimum: '1', multiple: '1', vat_rate: '22' };
/** A new product: a draft until it is put on sale. */
export default function NewProduct() {
  const [said, say] = useState(/** @type {Record<string, any>} */ (usual));
  const categories = useGet('/categories');
  const create = useAction((/** @type {object} */ body, key) => api.post('/products', body, { key }));
  const form = {
    value: (/** @type {string} */ name) => said[name],
    set: (/** @type {string} */ name, /** @type {any} */ v) => say((s) => ({ ...s, [name]: v })),
    error: (/** @type {string} */ name) => create.error?.field(name),
  };
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const filled = Object.fromEntries(Object.entries(said).filter(([, v]) => v !== '' && v !== null));
    const made = await create.act(asEdit(filled));
    if (!made) return;
    invalidate('/products');
    toast(t('pe.made'));
    go('/products/' + made.id);
  };
  return html`
    <form class="page" onSubmit=${submit} novalidate>
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/products">${t('nav.products')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${t('pe.new')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('pe.new')}</h1>
          <p>${t('pe.new.sub')}</p>
        </div>
        <div class="ph-a">
          <button type="submit" class="btn primary" disabled=${create.busy}>${t('pe.create')}</button>
        </div>
      </header>
      <${Fault} error=${create.error} />
      <div class="stack">
        <${SaleFields} f=${form} categories=${categories.data?.items ?? []} />
        <${TextFields} f=${form} />
      </div>
    </form>
  `;
}
