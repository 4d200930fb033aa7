import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, num } from '../../../i18n.js';
import { Icon } from '../../../ui/icon.js';

/** @typedef {{ id?: string, name: string, count: number }} Option */
/** @typedef {{ code: string, name: string, unit: string, kind: string, values: { value: string, name: string, count: number }[] }} Attribute */
/** @typedef {{ total: number, suppliers: Option[], categories: Option[], brands: Option[], attributes: Attribute[], available: number }} FacetData */
/** @typedef {{ data: FacetData | undefined, search: Record<string, string>, set: (change: Record<string, string | undefined>) => void }} Props */
const SHOWN = 8;
const keyOf = (/** @type {Option} */ o) => o.id ?? o.name;

/** The chosen attributes, as the address keeps them: code:value, one for each code. @param {string | undefined} text */
export const attributesIn = (text) => (text ? text.split('|') : []);
/** @param {string | undefined} text @param {string} code @param {string | undefined} value */
const withAttribute = (text, code, value) =>
  [...attributesIn(text).filter((a) => !a.startsWith(code + ':')), value && code + ':' + value]
    .filter(Boolean)
    .join('|');
/** @param {Attribute} a @param {{ value: string, name: string }} v */
const answer = (a, v) =>
  a.kind === 'yes_no' ? t(v.value === 'true' ? 'cat.yes' : 'cat.no') : [v.name, a.unit].filter(Boolean).join(' ');

/** One choice of several; choosing it again takes it back. @param {{ title: string, options: Option[], value: string | undefined, onPick: (v: string | undefined) => void }} p */
function Group({ title, options, value, onPick }) {
  const [all, setAll] = useState(false);
  if (!options.length) return null;
  const shown = all ? options : options.filter((o, i) => i < SHOWN || keyOf(o) === value);
  return html`
    <div class="facet" role="group" aria-label=${title}>
      <h2>${title}</h2>
      ${shown.map((o) => {
        const on = keyOf(o) === value;
        return html`
          <button
            type="button"
            key=${keyOf(o)}
            class="pick"
            aria-pressed=${on}
            onClick=${() => onPick(on ? undefined : keyOf(o))}
          >
            <span>${o.name}</span>
            <em>${num(o.count)}</em>
          </button>
        `;
      })}
      ${
        options.length > shown.length &&
        html`
          <button type="button" class="btn link sm" onClick=${() => setAll(true)}>
            ${t('cat.more', { n: options.length - shown.length })}
          </button>
        `
      }
    </div>
  `;
}

/** @param {Props} p */
export function Facets({ data, search, set }) {
  if (!data) return null;
  const pick = (/** @type {string} */ name) => (/** @type {string | undefined} */ v) => set({ [name]: v });
  const stock = [{ id: 'true', name: t('cat.f.available'), count: data.available }];
  return html`
    <${Group}
      title=${t('cat.f.supplier')}
      options=${data.suppliers}
      value=${search.supplier}
      onPick=${pick('supplier')}
    />
    <${Group}
      title=${t('cat.f.category')}
      options=${data.categories}
      value=${search.category}
      onPick=${(/** @type {string | undefined} */ v) => set({ category: v, attribute: '' })}
    />
    ${(data.attributes ?? []).map(
      (a) => html`
        <${Group}
          key=${a.code}
          title=${a.name}
          options=${a.values.map((v) => ({ id: v.value, name: answer(a, v), count: v.count }))}
          value=${attributesIn(search.attribute)
            .find((one) => one.startsWith(a.code + ':'))
            ?.slice(a.code.length + 1)}
          onPick=${(/** @type {string | undefined} */ v) =>
            set({ attribute: withAttribute(search.attribute, a.code, v) })}
        />
      `,
    )}
    <${Group} title=${t('cat.f.stock')} options=${stock} value=${search.available} onPick=${pick('available')} />
    <${Group} title=${t('cat.f.brand')} options=${data.brands} value=${search.brand} onPick=${pick('brand')} />
  `;
}

/** What is chosen, each with its way out. @param {Props} p */
export function Chips({ data, search, set }) {
  const named = (/** @type {Option[] | undefined} */ options, /** @type {string} */ v) =>
    options?.find((o) => keyOf(o) === v)?.name ?? v;
  const chosen = /** @type {{ name: string, label?: string, clear?: Record<string, string> }[]} */ ([
    { name: 'supplier', label: search.supplier && named(data?.suppliers, search.supplier) },
    { name: 'category', label: search.category && named(data?.categories, search.category) },
    { name: 'available', label: search.available && t('cat.f.available') },
    { name: 'brand', label: search.brand },
    ...attributesIn(search.attribute).map((one) => {
      const [code, ...rest] = one.split(':');
      const a = data?.attributes?.find((x) => x.code === code);
      const v = a?.values.find((x) => x.value === rest.join(':'));
      return {
        name: one,
        label: a && v ? answer(a, v) : rest.join(':'),
        clear: { attribute: withAttribute(search.attribute, code, undefined) },
      };
    }),
  ]).filter((c) => c.label && (data || c.name === 'brand'));
  return html`
    ${chosen.map(
      (c) => html`
        <button
          type="button"
          class="chip"
          key=${c.name}
          aria-label=${t('cat.remove', { name: c.label ?? '' })}
          onClick=${() => set(c.clear ?? (c.name === 'category' ? { category: '', attribute: '' } : { [c.name]: '' }))}
        >
          ${c.label}
          <${Icon} name="x" size=${13} />
        </button>
      `,
    )}
  `;
}
