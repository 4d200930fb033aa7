// What replaces a product, and what goes with it.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { Panel } from '../../../ui/panel.js';
import { ProductCell } from '../../../ui/product-cell.js';

/** @typedef {import('./product.js').Product} Product */
/** @param {{ label: string, without: string[], pick: (p: Product) => void }} x */
function Pick({ label, without, pick }) {
  const [q, setQ] = useState('');
  const found = useGet(q.trim().length > 1 ? '/products' : null, { q: q.trim(), limit: 6 });
  return html`
    <${Field} label=${label} value=${q} onInput=${setQ} placeholder=${t('pr.search')} />
    <ul class="choices" role="list">
      ${(found.data?.items ?? [])
        .filter((/** @type {Product} */ x) => !without.includes(x.id))
        .map(
          (/** @type {Product} */ x) => html`
            <li key=${x.id}>
              <button type="button" onClick=${() => (pick(x), setQ(''))}>
                <span>
                  ${x.name}
                  <small>${x.sku}</small>
                </span>
              </button>
            </li>
          `,
        )}
    </ul>
  `;
}

/** @param {{ x: Product | undefined, id: string, drop: () => void }} p */
const Chosen = ({ x, id, drop }) => html`
  <li>
    <${ProductCell} small icon=${x?.icon} name=${x?.name ?? id} href=${'/products/' + id} sub=${x?.sku} />
    <button
      type="button"
      class="btn ghost icon sm"
      aria-label=${t('pe.removeOf', { name: x?.name ?? id })}
      onClick=${drop}
    >
      <${Icon} name="x" />
    </button>
  </li>
`;

/** @param {{ f: import('./product-form.js').Form, p: import('../product.js').WholeProduct }} x */
export function Related({ f, p }) {
  const [met, meet] = useState(/** @type {Record<string, Product>} */ ({}));
  const known = (/** @type {string} */ id) =>
    met[id] ?? [...p.goes_with, p.substitute].find((x) => x?.id === id) ?? undefined;
  const substitute = f.value('substitute_id');
  /** @type {string[]} */
  const goes = f.value('goes_with') ?? [];
  return html`
    <div class="halves">
      <${Panel} id="su-h" title=${t('pr.instead')}>
        <ul class="rows" role="list">
          ${
            substitute &&
            html`
              <${Chosen} id=${substitute} x=${known(substitute)} drop=${() => f.set('substitute_id', null)} />
            `
          }
        </ul>
        <${Pick}
          label=${t('pe.pick')}
          without=${[p.id, substitute]}
          pick=${(/** @type {Product} */ x) => (meet({ ...met, [x.id]: x }), f.set('substitute_id', x.id))}
        />
      </${Panel}>
      <${Panel} id="gw-h" title=${t('pe.goeswith')} n=${goes.length}>
        <ul class="rows" role="list">
          ${goes.map(
            (id) => html`
              <${Chosen}
                key=${id}
                id=${id}
                x=${known(id)}
                drop=${() =>
                  f.set(
                    'goes_with',
                    goes.filter((x) => x !== id),
                  )}
              />
            `,
          )}
        </ul>
        <${Pick}
          label=${t('pe.pick')}
          without=${[p.id, ...goes]}
          pick=${(/** @type {Product} */ x) => (meet({ ...met, [x.id]: x }), f.set('goes_with', [...goes, x.id]))}
        />
      </${Panel}>
    </div>
  `;
}
