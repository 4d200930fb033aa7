import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { api } from '../../api.js';
import { t, num } from '../../i18n.js';
import { invalidate, useAction, useGet } from '../../query.js';
import { Dialog } from '../../ui/dialog.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';
import { Find } from './parts/find.js';
import { useCategories } from './parts/price-picker.js';

/** A rule in a sentence. @param {any} r */
function inWords(r) {
  const who = r.group_id
    ? t('vi.to.group', { name: r.group })
    : r.agreement_id
      ? t('vi.to.client', { name: r.client })
      : t('vi.to.all');
  const what = r.category_id
    ? t('vi.of.category', { name: r.category })
    : r.brand
      ? t('vi.of.brand', { name: r.brand })
      : r.product_id
        ? t('vi.of.product', { name: r.product })
        : t('vi.of.all');
  return t(r.effect === 'deny' ? 'vi.deny' : 'vi.allow', { who, what });
}

const options = (/** @type {any} */ q, /** @type {string} */ none) => [
  ['', none],
  ...(q.data?.items ?? []).map((/** @type {any} */ x) => [x.id, x.name]),
];

/** @param {{ open: boolean, onClose: () => void, done: (rules: any) => void }} p */
function AddRule({ open, onClose, done }) {
  const blank = {
    effect: 'deny',
    to: 'all',
    group: '',
    client: '',
    of: 'category',
    category: '',
    brand: '',
    product: '',
  };
  const [v, setV] = useState(blank);
  const groups = useGet(open ? '/client-groups' : null);
  const categories = useCategories(t('vi.choose'));
  const add = useAction((/** @type {any} */ body, key) => api.post('/visibility', body, { key }));
  const put = (/** @type {string} */ k) => (/** @type {string} */ x) => setV((o) => ({ ...o, [k]: x }));
  const ready =
    (v.to === 'all' || (v.to === 'group' ? v.group : v.client)) &&
    (v.of === 'all' || { category: v.category, brand: v.brand.trim(), product: v.product }[v.of]);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const rules = await add.act({
      effect: v.effect,
      ...(v.to === 'group' && { group_id: v.group }),
      ...(v.to === 'client' && { agreement_id: v.client }),
      ...(v.of === 'category' && { category_id: v.category }),
      ...(v.of === 'brand' && { brand: v.brand.trim() }),
      ...(v.of === 'product' && { product_id: v.product }),
    });
    if (!rules) return;
    setV(blank);
    done(rules);
    onClose();
  };
  return html`
    <${Dialog}
      open=${open}
      onClose=${onClose}
      title=${t('vi.add')}
      footer=${html`
        <button type="button" class="btn" onClick=${onClose}>${t('cancel')}</button>
        <button type="submit" form="rule-form" class="btn primary" disabled=${add.busy || !ready}>
          ${t('vi.add')}
        </button>
      `}
    >
      <form id="rule-form" class="stack" onSubmit=${submit}>
        <${Field}
          label=${t('vi.effect')}
          value=${v.effect}
          onInput=${put('effect')}
          options=${[
            ['deny', t('vi.effect.deny')],
            ['allow', t('vi.effect.allow')],
          ]}
          hint=${t(v.effect === 'deny' ? 'vi.effect.deny.hint' : 'vi.effect.allow.hint')}
        />
        <${Field}
          label=${t('vi.to')}
          value=${v.to}
          onInput=${put('to')}
          options=${[
            ['all', t('vi.to.all.o')],
            ['group', t('vi.to.group.o')],
            ['client', t('vi.to.client.o')],
          ]}
        />
        ${
          v.to === 'group' &&
          html`
            <${Field}
              label=${t('vi.to.group.o')}
              value=${v.group}
              onInput=${put('group')}
              options=${options(groups, t('vi.choose'))}
            />
          `
        }
        ${
          v.to === 'client' &&
          html`
            <${Find} label=${t('vi.to.client.o')} path="/trade-clients" value=${v.client} onPick=${put('client')} />
          `
        }
        <${Field}
          label=${t('vi.of')}
          value=${v.of}
          onInput=${put('of')}
          options=${['category', 'brand', 'product', 'all'].map((o) => [o, t(/** @type {any} */ (`vi.of.${o}.o`))])}
        />
        ${
          v.of === 'category' &&
          html`
            <${Field}
              label=${t('vi.of.category.o')}
              value=${v.category}
              onInput=${put('category')}
              options=${categories}
            />
          `
        }
        ${
          v.of === 'brand' &&
          html`
            <${Field} label=${t('vi.of.brand.o')} value=${v.brand} onInput=${put('brand')} hint=${t('vi.brand.hint')} />
          `
        }
        ${
          v.of === 'product' &&
          html`
            <${Find} label=${t('vi.of.product.o')} path="/products" value=${v.product} onPick=${put('product')} />
          `
        }
        <${Fault} error=${add.error} />
      </form>
    </${Dialog}>
  `;
}

/** What one client sees, as it is held to. */
function SeeAs() {
  const [id, setID] = useState('');
  const q = useGet(id ? `/trade-clients/${id}/visibility` : null);
  const part = (q.data?.categories ?? []).filter((/** @type {any} */ c) => c.seen < c.all);
  return html`
    <${Panel} id="as-h" title=${t('vi.as')}>
      <${Find} label=${t('vi.as.client')} path="/trade-clients" value=${id} onPick=${setID} />
      ${
        id &&
        q.data &&
        html`
          <div role="status">
            <p class="big">${t('vi.as.sees', { n: num(q.data.seen), m: num(q.data.all) })}</p>
            ${
              part.length > 0 &&
              html`
                <ul class="rows wrap" role="list">
                  ${part.map(
                    (/** @type {any} */ c) => html`
                      <li key=${c.id}>
                        <div>${c.name}</div>
                        <span class="num">${t('vi.of.n', { n: num(c.seen), m: num(c.all) })}</span>
                      </li>
                    `,
                  )}
                </ul>
              `
            }
          </div>
        `
      }
    </${Panel}>
  `;
}

/** Which goods the supplier shows to whom. */
export default function Visibility() {
  const q = useGet('/visibility');
  const [open, setOpen] = useState(false);
  const remove = useAction((/** @type {string} */ id, key) => api.del('/visibility/' + id, { key }));
  const settle = (/** @type {any} */ rules) => (rules && q.set(rules), invalidate('/trade-clients'));
  return html`
    <div class="page">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/prices">${t('nav.prices')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span>${t('nav.visibility')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('nav.visibility')}</h1>
          <p>${t('vi.sub')}</p>
        </div>
        <div class="ph-a">
          <button type="button" class="btn primary" onClick=${() => setOpen(true)}>${t('vi.add')}</button>
        </div>
      </header>
      <div class="two">
        <section class="card clip" aria-label=${t('vi.rules')}>
          <${Loaded}
            q=${q}
            wait=${html`
              <${SkeletonPage} />
            `}
          >
            ${(/** @type {any} */ rules) =>
              rules.items.length
                ? html`
                    <ul class="rows wrap roomy" role="list">
                      ${rules.items.map(
                        (/** @type {any} */ r) => html`
                          <li key=${r.id}>
                            <div class="said">
                              ${inWords(r)}
                              <small>${t('pl.goods', { n: r.goods })}${r.by && ` · ${r.by}`}</small>
                            </div>
                            <button type="button" class="btn sm" onClick=${async () => settle(await remove.act(r.id))}>
                              ${t('pl.remove')}
                              <span class="sr-only">${' '}${inWords(r)}</span>
                            </button>
                          </li>
                        `,
                      )}
                    </ul>
                  `
                : html`
                    <${EmptyState} icon="shield-check" title=${t('vi.none')} text=${t('vi.none.sub')} />
                  `}
          </${Loaded}>
          <${Fault} error=${remove.error} />
        </section>
        <${SeeAs} />
      </div>
      <${AddRule} open=${open} onClose=${() => setOpen(false)} done=${settle} />
    </div>
  `;
}
