// Filters that somebody keeps by a name.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { api } from '../../../api.js';
import { useGet } from '../../../query.js';
import { go } from '../../../router.js';
import { toast, toastFault } from '../../../store.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { Popover } from '../../../ui/popover.js';

/** @typedef {{ id: string, name: string, query: string }} View */
export function Views() {
  const q = useGet('/views');
  const [name, setName] = useState('');
  const attempt = async (/** @type {Promise<any>} */ done) => {
    try {
      await done;
      return true;
    } catch (e) {
      toastFault(/** @type {Error} */ (e));
      return false;
    } finally {
      q.reload();
    }
  };
  const save = async (/** @type {Event} */ e) => {
    e.preventDefault();
    if (!name.trim()) return;
    if (!(await attempt(api.put('/views', { name: name.trim(), query: location.search.slice(1) })))) return;
    setName('');
    toast(t('pl.view.kept'));
  };
  /** @type {View[]} */
  const all = q.data?.items ?? [];
  return html`
    <${Popover}
      class="btn"
      name=${t('pl.views')}
      align="end"
      button=${html`
        <${Icon} name="list" size=${15} />
        ${t('pl.views')}
      `}
    >
      ${(/** @type {() => void} */ close) => html`
        <div class="pop-f">
          ${
            all.length
              ? html`
                  <ul class="choices" role="list">
                    ${all.map(
                      (v) => html`
                        <li key=${v.id} class="view">
                          <button
                            type="button"
                            onClick=${() => (close(), go('/products' + (v.query ? '?' + v.query : '')))}
                          >
                            <span>${v.name}</span>
                          </button>
                          <button
                            type="button"
                            class="btn ghost icon sm"
                            aria-label=${t('pe.removeOf', { name: v.name })}
                            onClick=${() => attempt(api.del('/views/' + v.id))}
                          >
                            <${Icon} name="x" size=${14} />
                          </button>
                        </li>
                      `,
                    )}
                  </ul>
                `
              : html`
                  <p class="quiet">${t('pl.view.none')}</p>
                `
          }
          <form onSubmit=${save}>
            <${Field} label=${t('pl.view.name')} value=${name} onInput=${setName} />
            <p class="form-up"><button type="submit" class="btn sm">${t('pl.view.save')}</button></p>
          </form>
        </div>
      `}
    </${Popover}>
  `;
}
