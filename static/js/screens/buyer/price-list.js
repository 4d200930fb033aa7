import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { useGet } from '../../query.js';
import { useSearch } from '../../router.js';
import { Prints } from '../../trade/prints.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { attributesIn } from './parts/facets.js';

/** What this company may buy, at its own prices, on paper. */
export default function PriceList() {
  const [search, set] = useSearch();
  const { supplier = '', category, brand, available, q } = search;
  const attribute = attributesIn(search.attribute);
  const suppliers = useGet('/suppliers');
  const narrowed = Boolean(category || brand || available || q || attribute.length);
  /** @type {[string, string][]} */
  const options = [
    ['', t('print.of.all')],
    ...(suppliers.data?.items ?? []).map((/** @type {{ id: string, name: string }} */ s) => [s.id, s.name]),
  ];
  const choice = html`
    <${Field}
      label=${t('print.of')}
      value=${supplier}
      onInput=${(/** @type {string} */ id) => set({ supplier: id })}
      options=${options}
    />
    ${
      narrowed &&
      html`
        <p class="note info">
          <${Icon} name="sliders-horizontal" />
          <span>
            ${t('print.narrowed')}${' '}
            <button
              type="button"
              class="btn link sm"
              onClick=${() => set({ category: '', brand: '', available: '', q: '', attribute: '' })}
            >
              ${t('print.all')}
            </button>
          </span>
        </p>
      `
    }
  `;
  const list = (/** @type {string | undefined} */ v) => (v ? [v] : undefined);
  const wanted = {
    supplier: list(supplier),
    category: list(category),
    brand: list(brand),
    available: Boolean(available) || undefined,
    q: q || undefined,
    attribute: attribute.length ? attribute : undefined,
  };
  return html`
    <${Prints} about=${t('print.sub')} choice=${choice} wanted=${wanted} />
  `;
}
