// One of many, found by a few letters: a client, a product.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { Field } from '../../../ui/field.js';

const shown = 6;

/**
 * Asks `path` as one types; what is chosen stands in its place until another is wanted.
 * @param {{ label: string, path: string, value: string, onPick: (id: string) => void }} p
 */
export function Find({ label, path, value, onPick }) {
  const [q, setQ] = useState('');
  const [name, setName] = useState('');
  const found = useGet(value ? null : path, { q: q.trim(), limit: shown }, { keep: true });
  if (value)
    return html`
      <div class="found">
        <span>
          <small>${label}</small>
          <b>${name}</b>
        </span>
        <button type="button" class="btn sm" onClick=${() => onPick('')}>${t('find.other')}</button>
      </div>
    `;
  const rows = found.data?.items ?? [];
  return html`
    <div>
      <${Field} label=${label} type="search" value=${q} onInput=${setQ} placeholder=${t('find.type')} />
      <ul class="choices" role="list" aria-label=${label}>
        ${rows.map(
          (/** @type {any} */ r) => html`
            <li key=${r.id}>
              <button type="button" onClick=${() => (setName(r.name), setQ(''), onPick(r.id))}>
                <span>
                  ${r.name}
                  <small>${[r.sku ?? r.number, r.city].filter(Boolean).join(' · ')}</small>
                </span>
              </button>
            </li>
          `,
        )}
      </ul>
      ${
        found.data &&
        !rows.length &&
        html`
          <p class="quiet" role="status">${t('find.none')}</p>
        `
      }
    </div>
  `;
}
