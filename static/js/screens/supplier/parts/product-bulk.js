// Many products changed at once, and the way back.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { api } from '../../../api.js';
import { invalidate, useAction } from '../../../query.js';
import { toast, toastFault } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { categoryOptions } from './product-form.js';
import { tellUndone } from './product-history.js';

/** @typedef {{ ids?: string[], filter?: object }} Which */
const fields = /** @type {const} */ ([
  'status',
  'category_id',
  'brand',
  'vat_rate',
  'minimum',
  'multiple',
  'lead_days',
]);
const states = /** @type {const} */ (['active', 'draft', 'discontinued']);

/** @param {string} batch @param {() => void} after */
async function takeBack(batch, after) {
  try {
    tellUndone(await api.post(`/products/batches/${batch}/undo`, {}));
  } catch (e) {
    toastFault(/** @type {Error} */ (e));
  }
  invalidate('/products');
  after();
}

/** Says what was done, with the way back. @param {{ changed: number, batch_id: string | null, held: number }} d @param {() => void} after */
export function tellDone(d, after) {
  const batch = d.batch_id;
  if (d.held) toast(t('pb.held', { n: d.held }), undefined, 'bad');
  toast(
    d.changed ? t('pb.done', { n: d.changed }) : t('pb.same'),
    batch ? { label: t('pe.undo'), run: () => takeBack(batch, after) } : undefined,
  );
}

/** @param {{ open: boolean, onClose: () => void, which: Which, n: number, categories: import('./product-form.js').Category[], done: () => void }} p */
export function BulkDialog({ open, onClose, which, n, categories, done }) {
  const [field, setField] = useState('status');
  const [value, setValue] = useState('active');
  const act = useAction((/** @type {object} */ body, key) => api.post('/products/bulk', body, { key }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const v = value.trim();
    const set = field === 'lead_days' ? (v ? { lead_days: Number(v) } : { clear: ['lead_days'] }) : { [field]: v };
    const d = await act.act({ ...which, set });
    if (!d) return;
    invalidate('/products');
    onClose();
    done();
    tellDone(d, done);
  };
  const options = /** @type {Record<string, [string, string][]>} */ ({
    status: states.map((s) => [s, t(`pr.s.${s}`)]),
    category_id: [['', '—'], ...categoryOptions(categories)],
  });
  return html`
    <${Dialog}
      open=${open}
      onClose=${onClose}
      title=${t('pb.title')}
      footer=${html`
        <button type="button" class="btn" onClick=${onClose}>${t('cancel')}</button>
        <button type="submit" form="bulk" class="btn primary" disabled=${act.busy}>${t('pb.apply', { n })}</button>
      `}
    >
      <form id="bulk" onSubmit=${submit} novalidate>
        <${Field}
          label=${t('pb.what')}
          value=${field}
          onInput=${(/** @type {string} */ f) => (setField(f), setValue(f === 'status' ? 'active' : ''), act.clear())}
          options=${fields.map((f) => [f, t(`pf.${f}`)])}
        />
        <${Field}
          key=${field}
          label=${t('pb.to')}
          value=${value}
          onInput=${setValue}
          options=${options[field]}
          hint=${field === 'lead_days' ? t('pb.nolead') : undefined}
          error=${act.error?.field(field)}
        />
        <${Fault} error=${act.error} beside=${[field]} />
      </form>
    </${Dialog}>
  `;
}
