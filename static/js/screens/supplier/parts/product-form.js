// What is said of a product: its texts, how it is sold, and the answers to what its category asks.
import { html } from '../../../h.js';
import { t, lang } from '../../../i18n.js';
import { unitName } from '../../../trade/goods.js';
import { Field } from '../../../ui/field.js';
import { Panel } from '../../../ui/panel.js';

/** @typedef {{ value: (name: string) => any, set: (name: string, v: any) => void, error: (name: string) => string | undefined }} Form */
/** @typedef {{ id: string, name: string, depth: number, own: boolean, products: number }} Category */

export const units = [
  'pcs',
  'box',
  'pack',
  'kg',
  'g',
  't',
  'l',
  'm',
  'pallet',
  'roll',
  'pair',
  'set',
  'bottle',
  'can',
  'bag',
  'case',
];
export const unitOptions = () => units.map((u) => /** @type {[string, string]} */ ([u, unitName(u)]));
/** Branches before their leaves, each as deep as it hangs. @param {Category[]} all @returns {[string, string][]} */
export const categoryOptions = (all) => all.map((c) => [c.id, '  '.repeat(c.depth) + c.name]);

/** @param {{ f: Form, name: string, label: string, hint?: string, rows?: number, type?: string, options?: [string, string][], required?: boolean }} x */
const Input = ({ f, name, ...rest }) => html`
  <${Field}
    ...${rest}
    value=${String(f.value(name) ?? '')}
    onInput=${(/** @type {string} */ v) => f.set(name, v)}
    error=${f.error(name)}
  />
`;

/** @param {{ f: Form }} x */
export const TextFields = ({ f }) => html`
  <div class="halves">
    ${
      /** @type {const} */ (['ru', 'en']).map(
        (l) => html`
          <${Panel} id=${'tx-' + l} title=${t(`pe.text.${l}`)}>
            <${Input} f=${f} name=${'name_' + l} label=${t('pe.name')} required=${l === 'ru'} />
            <${Input} f=${f} name=${'description_' + l} label=${t('pe.about')} rows=${6} />
          </${Panel}>
        `,
      )
    }
  </div>
`;

const monthName = (/** @type {number} */ i) =>
  new Intl.DateTimeFormat(lang.value, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, i, 1));
/** @param {{ f: Form }} x */
const Season = ({ f }) => {
  const s = f.value('season');
  const months = /** @type {[string, string][]} */ ([
    ['', t('pe.always')],
    ...Array.from({ length: 12 }, (_, i) => [String(i + 1), monthName(i)]),
  ]);
  const pick = (/** @type {'from' | 'to'} */ side) => (/** @type {string} */ v) =>
    f.set('season', v ? { ...(s ?? { from: Number(v), to: Number(v) }), [side]: Number(v) } : null);
  return html`
    <div class="halves tight">
      <${Field} label=${t('pe.season.from')} options=${months} value=${String(s?.from ?? '')} onInput=${pick('from')} />
      <${Field} label=${t('pe.season.to')} options=${months} value=${String(s?.to ?? '')} onInput=${pick('to')} />
    </div>
  `;
};

/** @param {{ f: Form, categories: Category[] }} x */
export const SaleFields = ({ f, categories }) => html`
  <div class="halves">
    <${Panel} id="sa-h" title=${t('pe.what')}>
      <${Input} f=${f} name="sku" label=${t('pr.sku')} required />
      <${Input}
        f=${f}
        name="category_id"
        label=${t('pr.category')}
        options=${[['', '—'], ...categoryOptions(categories)]}
      />
      <${Input} f=${f} name="brand" label=${t('pr.brand')} />
      <${Input} f=${f} name="gtin" label=${t('pr.gtin')} hint=${t('pe.gtin.hint')} />
      <${Input} f=${f} name="external_id" label=${t('pe.external')} hint=${t('pe.external.hint')} />
    </${Panel}>
    <${Panel} id="lo-h" title=${t('pr.facts')}>
      <div class="halves tight">
        <${Input} f=${f} name="unit" label=${t('pe.unit')} options=${unitOptions()} />
        <${Input} f=${f} name="pack_size" label=${t('pe.pack')} />
        <${Input} f=${f} name="minimum" label=${t('pr.min')} />
        <${Input} f=${f} name="multiple" label=${t('pr.multiple')} />
        <${Input} f=${f} name="vat_rate" label=${t('pe.vat')} />
        <${Input} f=${f} name="lead_days" label=${t('pe.lead')} type="number" />
      </div>
      <${Season} f=${f} />
      <${OtherUnits} f=${f} />
    </${Panel}>
  </div>
`;

/** @param {{ f: Form }} x */
const OtherUnits = ({ f }) => {
  /** @type {{ unit: string, factor: string, gtin?: string }[]} */
  const all = f.value('units') ?? [];
  const put = (/** @type {number} */ i, /** @type {object} */ change) =>
    f.set(
      'units',
      all.map((u, n) => (n === i ? { ...u, ...change } : u)),
    );
  return html`
    <fieldset class="others">
      <legend>${t('pe.units')}</legend>
      ${all.map(
        (u, i) => html`
          <div class="unit-row" key=${i}>
            <${Field}
              hideLabel
              label=${t('pe.unit')}
              options=${unitOptions()}
              value=${u.unit}
              onInput=${(/** @type {string} */ v) => put(i, { unit: v })}
            />
            <span>=</span>
            <${Field}
              hideLabel
              label=${t('pe.factor')}
              value=${u.factor}
              onInput=${(/** @type {string} */ v) => put(i, { factor: v })}
              error=${f.error(`units/${i}/factor`) ?? f.error(`units/${i}/unit`)}
            />
            <span>${unitName(f.value('unit') || 'pcs')}</span>
            <button
              type="button"
              class="btn ghost sm"
              onClick=${() =>
                f.set(
                  'units',
                  all.filter((_, n) => n !== i),
                )}
            >
              ${t('pe.remove')}
            </button>
          </div>
        `,
      )}
      <button type="button" class="btn sm" onClick=${() => f.set('units', [...all, { unit: 'box', factor: '' }])}>
        ${t('pe.unit.add')}
      </button>
    </fieldset>
  `;
};

/** @typedef {{ code: string, name: string, kind: string, unit: string, choices: { value: string, name_ru: string, name_en: string }[] }} Asked */
/** @param {{ f: Form, asked: Asked[], lang: string }} x */
export const AnswerFields = ({ f, asked, lang }) => {
  const given = f.value('attributes') ?? {};
  const put = (/** @type {Asked} */ a, /** @type {string} */ v) => {
    const known = Object.fromEntries(
      Object.entries(given).filter(([k]) => k !== a.code && asked.some((q) => q.code === k)),
    );
    if (v !== '')
      known[a.code] =
        a.kind === 'yes_no'
          ? v === 'true'
          : a.kind === 'number' && !isNaN(Number(v.replace(',', '.')))
            ? Number(v.replace(',', '.'))
            : v;
    f.set('attributes', known);
  };
  if (!asked.length)
    return html`
      <${Panel} id="an-h" title=${t('pe.tab.attributes')}>
        <p class="quiet">
          ${t('pe.noattr')}
          <a class="inl" href="/categories">${t('nav.categories')}</a>
        </p>
      </${Panel}>
    `;
  return html`
    <${Panel} id="an-h" title=${t('pe.tab.attributes')}>
      <div class="halves tight">
        ${asked.map((a) => {
          const v = given[a.code];
          const options = /** @type {[string, string][] | undefined} */ (
            a.kind === 'choice'
              ? [['', '—'], ...a.choices.map((c) => [c.value, lang === 'ru' ? c.name_ru : c.name_en || c.name_ru])]
              : a.kind === 'yes_no'
                ? [
                    ['', '—'],
                    ['true', t('pe.yes')],
                    ['false', t('pe.no')],
                  ]
                : undefined
          );
          return html`
            <${Field}
              key=${a.code}
              label=${a.unit ? `${a.name}, ${a.unit}` : a.name}
              options=${options}
              value=${v === undefined ? '' : String(v)}
              onInput=${(/** @type {string} */ x) => put(a, x)}
              error=${f.error('attributes/' + a.code)}
            />
          `;
        })}
      </div>
    </${Panel}>
  `;
};
