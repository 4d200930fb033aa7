// What a price list is: its name, money, tax, days and turn.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { api } from '../../../api.js';
import { t } from '../../../i18n.js';
import { invalidate, useAction } from '../../../query.js';
import { currency } from '../../../session.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';

/** A new list, or a change to one. @param {{ open: boolean, onClose: () => void, list?: any, done: (l: any) => void }} p */
export function ListForm({ open, onClose, list, done }) {
  const [v, setV] = useState({ name: '', currency: '', gross: '', valid_from: '', valid_to: '', priority: '0' });
  const save = useAction((/** @type {any} */ body, key) =>
    list
      ? api.put('/price-lists/' + list.id, body, { key, version: list.version })
      : api.post('/price-lists', { ...body, kind: 'contract', currency: v.currency.trim().toUpperCase() }, { key }),
  );
  useEffect(() => {
    if (!open) return;
    save.clear();
    setV({
      name: list?.name ?? '',
      currency: list?.currency ?? currency.value,
      gross: list?.gross ? 'yes' : '',
      valid_from: list?.valid_from ?? '',
      valid_to: list?.valid_to ?? '',
      priority: String(list?.priority ?? 0),
    });
  }, [open]);
  const put = (/** @type {string} */ k) => (/** @type {string} */ x) => setV((o) => ({ ...o, [k]: x }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const made = await save.act({
      name: v.name,
      gross: v.gross === 'yes',
      priority: Number(v.priority) || 0,
      ...(v.valid_from && { valid_from: v.valid_from }),
      ...(v.valid_to && { valid_to: v.valid_to }),
    });
    if (!made) return;
    invalidate('/price-lists');
    onClose();
    done(made);
  };
  const error = (/** @type {string} */ k) => save.error?.field(k);
  return html`
    <${Dialog}
      open=${open}
      onClose=${onClose}
      title=${t(list ? 'pl.change' : 'pl.new')}
      footer=${html`
        <button type="button" class="btn" onClick=${onClose}>${t('cancel')}</button>
        <button type="submit" form="price-list" class="btn primary" disabled=${save.busy}>${t('pl.save')}</button>
      `}
    >
      <form id="price-list" class="stack" onSubmit=${submit} novalidate>
        <${Field} label=${t('pl.name')} required value=${v.name} onInput=${put('name')} error=${error('name')} />
        ${
          !list &&
          html`
            <${Field}
              label=${t('pl.currency')}
              value=${v.currency}
              onInput=${put('currency')}
              error=${error('currency')}
            />
          `
        }
        <${Field}
          label=${t('pl.tax')}
          value=${v.gross}
          onInput=${put('gross')}
          options=${[
            ['', t('pl.net')],
            ['yes', t('pl.gross')],
          ]}
          hint=${t('pl.tax.hint')}
        />
        <${Field} label=${t('pl.valid.from')} type="date" value=${v.valid_from} onInput=${put('valid_from')} />
        <${Field}
          label=${t('pl.valid.to')}
          type="date"
          value=${v.valid_to}
          onInput=${put('valid_to')}
          error=${error('valid_to')}
        />
        <${Field}
          label=${t('pl.priority')}
          type="number"
          value=${v.priority}
          onInput=${put('priority')}
          hint=${t('pl.priority.hint')}
        />
        <${Fault} error=${save.error} beside=${['name', 'currency', 'valid_to']} />
      </form>
    </${Dialog}>
  `;
}
