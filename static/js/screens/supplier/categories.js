import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction, useGet } from '../../query.js';
import { can } from '../../session.js';
import { toastFault } from '../../store.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { categoryOptions } from './parts/product-form.js';

/** @typedef {{ id: string, category_id: string, own: boolean, code: string, name: string, name_ru: string, name_en: string, kind: string, unit: string, choices: { value: string, name_ru: string, name_en: string }[], facet: boolean, version: number }} Attribute */
/** @typedef {{ id: string, parent_id: string | null, name: string, name_ru: string, name_en: string, icon: string, depth: number, own: boolean, products: number, attributes: Attribute[], version: number }} Category */
/** @typedef {{ category?: Category, fresh?: boolean, attribute?: Attribute, asked?: Category }} Open */

/** @param {{ all: Category[], c: Category | undefined, open: boolean, onClose: () => void, done: () => void }} x */
function CategoryDialog({ all, c, open, onClose, done }) {
  const [said, say] = useState(/** @type {Record<string, string>} */ ({}));
  const act = useAction((/** @type {object} */ body, key) =>
    c ? api.put('/categories/' + c.id, body, { key, version: c.version }) : api.post('/categories', body, { key }),
  );
  const value = (/** @type {'name_ru' | 'name_en' | 'parent_id'} */ k) => said[k] ?? c?.[k] ?? '';
  const field = (/** @type {string} */ k) => (/** @type {string} */ v) => say({ ...said, [k]: v });
  const close = () => (say({}), act.clear(), onClose());
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const parent = value('parent_id');
    if (
      !(await act.act({ name_ru: value('name_ru'), name_en: value('name_en'), ...(parent && { parent_id: parent }) }))
    )
      return;
    close();
    done();
  };
  return html`
    <${Dialog}
      open=${open}
      onClose=${close}
      title=${t(c ? 'ct.edit' : 'ct.new')}
      footer=${html`
        <button type="button" class="btn" onClick=${close}>${t('cancel')}</button>
        <button type="submit" form="category" class="btn primary" disabled=${act.busy}>${t('save')}</button>
      `}
    >
      <form id="category" onSubmit=${submit} novalidate>
        <${Field}
          label=${t('pf.name_ru')}
          value=${value('name_ru')}
          onInput=${field('name_ru')}
          required
          error=${act.error?.field('name_ru')}
        />
        <${Field} label=${t('pf.name_en')} value=${value('name_en')} onInput=${field('name_en')} />
        <${Field}
          label=${t('ct.parent')}
          value=${value('parent_id')}
          onInput=${field('parent_id')}
          options=${[['', t('ct.top')], ...categoryOptions(all.filter((x) => x.id !== c?.id))]}
          error=${act.error?.field('parent_id')}
        />
        <${Fault} error=${act.error} beside=${['name_ru', 'parent_id']} />
      </form>
    </${Dialog}>
  `;
}

const kinds = /** @type {const} */ (['text', 'number', 'choice', 'yes_no']);
/** One choice a line, in both languages. @param {string} text @param {Attribute['choices']} known */
const choicesOf = (text, known) =>
  text
    .split('\n')
    .map((l) => l.split(';').map((x) => x.trim()))
    .filter(([ru]) => ru)
    .map(([ru, en]) => ({ value: known.find((c) => c.name_ru === ru)?.value ?? ru, name_ru: ru, name_en: en || ru }));

/** @param {{ c: Category | undefined, a: Attribute | undefined, open: boolean, onClose: () => void, done: () => void }} x */
function AttributeDialog({ c, a, open, onClose, done }) {
  const [said, say] = useState(/** @type {Record<string, any>} */ ({}));
  const act = useAction((/** @type {object} */ body, key) =>
    a
      ? api.put('/attributes/' + a.id, body, { key, version: a.version })
      : api.post(`/categories/${c?.id}/attributes`, body, { key }),
  );
  const listed = a?.choices.map((x) => `${x.name_ru} ; ${x.name_en}`).join('\n') ?? '';
  const value = (/** @type {string} */ k, /** @type {any} */ none = '') =>
    said[k] ?? /** @type {any} */ (a)?.[k] ?? none;
  const field = (/** @type {string} */ k) => (/** @type {any} */ v) => say({ ...said, [k]: v });
  const kind = value('kind', 'text');
  const close = () => (say({}), act.clear(), onClose());
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const body = {
      name_ru: value('name_ru'),
      name_en: value('name_en'),
      facet: value('facet', false),
      unit: kind === 'number' ? value('unit') : '',
    };
    const more = {
      ...(kind === 'choice' && { choices: choicesOf(said.choices ?? listed, a?.choices ?? []) }),
      ...(!a && { code: value('code'), kind }),
    };
    if (!(await act.act({ ...body, ...more }))) return;
    close();
    done();
  };
  return html`
    <${Dialog}
      open=${open}
      onClose=${close}
      title=${t('ct.ask.title', { name: c?.name ?? '' })}
      footer=${html`
        <button type="button" class="btn" onClick=${close}>${t('cancel')}</button>
        <button type="submit" form="attribute" class="btn primary" disabled=${act.busy}>${t('save')}</button>
      `}
    >
      <form id="attribute" onSubmit=${submit} novalidate>
        <${Field}
          label=${t('pf.name_ru')}
          value=${value('name_ru')}
          onInput=${field('name_ru')}
          required
          error=${act.error?.field('name_ru')}
        />
        <${Field} label=${t('pf.name_en')} value=${value('name_en')} onInput=${field('name_en')} />
        ${
          !a &&
          html`
            <${Field}
              label=${t('ct.code')}
              hint=${t('ct.code.hint')}
              value=${value('code')}
              onInput=${field('code')}
              error=${act.error?.field('code')}
            />
            <${Field}
              label=${t('ct.kind')}
              value=${kind}
              onInput=${field('kind')}
              options=${kinds.map((k) => [k, t(`ct.kind.${k}`)])}
            />
          `
        }
        ${
          kind === 'number' &&
          html`
            <${Field} label=${t('ct.unit')} value=${value('unit')} onInput=${field('unit')} />
          `
        }
        ${
          kind === 'choice' &&
          html`
            <${Field}
              label=${t('ct.choices')}
              hint=${t('ct.choices.hint')}
              rows=${5}
              value=${said.choices ?? listed}
              onInput=${field('choices')}
              error=${act.error?.field('choices')}
            />
          `
        }
        <label class="chk">
          <input
            type="checkbox"
            checked=${value('facet', false)}
            onChange=${(/** @type {any} */ e) => field('facet')(e.target.checked)}
          />
          <span>${t('ct.facet')}</span>
        </label>
        <${Fault} error=${act.error} beside=${['name_ru', 'code', 'choices']} />
      </form>
    </${Dialog}>
  `;
}

/** @param {{ c: Category, may: boolean, open: (o: Open) => void, remove: (path: string) => void }} x */
const Row = ({ c, may, open, remove }) => html`
  <li class="cat-row" style=${{ paddingLeft: 8 + c.depth * 22 + 'px' }}>
    <div>
      <b>${c.name}</b>
      ${
        c.own &&
        html`
          ${' '}
          <span class="tag">${t('ct.own')}</span>
        `
      }
      <small>${t('ct.n', { n: c.products })}</small>
      <p class="chips">
        ${c.attributes.map((a) =>
          a.own && may
            ? html`
                <button type="button" class="chip" onClick=${() => open({ asked: c, attribute: a })}>
                  ${a.name}${a.unit && `, ${a.unit}`}
                </button>
              `
            : html`
                <span class="tag">${a.name}${a.unit && `, ${a.unit}`}</span>
              `,
        )}
      </p>
    </div>
    ${
      may &&
      html`
        <div class="row-a">
          <button
            type="button"
            class="btn sm"
            aria-label=${`${t('ct.ask')}: ${c.name}`}
            onClick=${() => open({ asked: c })}
          >
            <${Icon} name="plus" size=${14} />
            ${t('ct.ask')}
          </button>
          ${
            c.own &&
            html`
              <button
                type="button"
                class="btn ghost icon sm"
                aria-label=${`${t('ct.edit')}: ${c.name}`}
                onClick=${() => open({ category: c })}
              >
                <${Icon} name="pencil" size=${14} />
              </button>
              <button
                type="button"
                class="btn ghost icon sm"
                aria-label=${t('pe.removeOf', { name: c.name })}
                onClick=${() => remove('/categories/' + c.id)}
              >
                <${Icon} name="trash-2" size=${14} />
              </button>
            `
          }
        </div>
      `
    }
  </li>
`;

/** What products hang on, and what is asked about them. */
export default function Categories() {
  const q = useGet('/categories');
  const may = can('product:edit');
  const [what, open] = useState(/** @type {Open} */ ({}));
  const close = () => open({});
  const remove = async (/** @type {string} */ path) => {
    try {
      await api.del(path);
    } catch (e) {
      toastFault(/** @type {Error} */ (e));
    }
    q.reload();
  };
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {{ items: Category[] }} */ { items }) => html`
        <div class="page">
          <nav class="crumbs" aria-label=${t('crumbs')}>
            <a href="/products">${t('nav.products')}</a>
            <${Icon} name="chevron-right" size=${13} />
            <span aria-current="page">${t('nav.categories')}</span>
          </nav>
          <header class="ph">
            <div>
              <h1 tabindex="-1">${t('nav.categories')}</h1>
              <p>${t('ct.sub')}</p>
            </div>
            ${
              may &&
              html`
                <div class="ph-a">
                  <button type="button" class="btn primary" onClick=${() => open({ fresh: true })}>
                    ${t('ct.new')}
                  </button>
                </div>
              `
            }
          </header>
          <section class="card panel" aria-label=${t('nav.categories')}>
            <ul class="rows tree" role="list">
              ${items.map(
                (c) => html`
                  <${Row} key=${c.id} c=${c} may=${may} open=${open} remove=${remove} />
                `,
              )}
            </ul>
          </section>
          <${CategoryDialog}
            key=${what.category?.id}
            all=${items}
            c=${what.category}
            open=${Boolean(what.category || what.fresh)}
            onClose=${close}
            done=${q.reload}
          />
          <${AttributeDialog}
            key=${(what.attribute?.id ?? '') + what.asked?.id}
            c=${what.asked}
            a=${what.attribute}
            open=${Boolean(what.asked)}
            onClose=${close}
            done=${q.reload}
          />
        </div>
      `}
    </${Loaded}>
  `;
}
