// Who changed what of a product, and the way back.
import { html } from '../../../h.js';
import { t, dateTime } from '../../../i18n.js';
import en from '../../../../locales/en-goods.js';
import { api } from '../../../api.js';
import { invalidate, usePages } from '../../../query.js';
import { toast, toastFault } from '../../../store.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Icon } from '../../../ui/icon.js';
import { Trouble } from '../../../ui/loaded.js';
import { More } from '../../../ui/more.js';
import { Panel } from '../../../ui/panel.js';

/** @typedef {{ id: string, at: string, by: string, cause: string, batch_id: string | null, made: boolean, undone: boolean, fields: { field: string, before: any, after: any }[] }} Change */
/** @typedef {{ products: number, removed: number, retired: number, kept_count: number, kept: { sku: string, field: string }[] }} Undone */

/** A field's name in words. @param {string} f */
export const fieldName = (f) => ('pf.' + f in en ? t(/** @type {any} */ ('pf.' + f)) : f);
/** What stands in a field, short. @param {any} v */
const said = (v) => {
  if (v === null || v === undefined || v === '') return '—';
  if (Array.isArray(v)) return v.map((x) => (Array.isArray(x) ? x.filter(Boolean).join(' = ') : x)).length + '×';
  const text =
    typeof v === 'object'
      ? Object.entries(v)
          .map(([k, x]) => `${k}: ${x}`)
          .join(', ')
      : String(v);
  return text.length > 60 ? text.slice(0, 59) + '…' : text || '—';
};
/** Tiers and units are told in full, lists of things by how many there are. @param {string} field @param {any} v */
const shown = (field, v) => {
  if (Array.isArray(v) && (field === 'list_price' || field === 'units'))
    return v.map((x) => x.slice(0, 2).join(' — ')).join('; ');
  if (field === 'category_id' || field === 'substitute_id') return v ? '#' + String(v).slice(-6) : '—';
  return said(v);
};

/** What an undo did, in a toast. @param {Undone} u */
export function tellUndone(u) {
  toast(
    u.kept_count ? t('pe.undone.part', { n: u.kept_count }) : t('pe.undone'),
    undefined,
    u.products + u.removed + u.retired === 0 ? 'bad' : 'ok',
  );
}

/** @param {{ id: string, may: boolean, changed: () => void }} x */
export function History({ id, may, changed }) {
  const list = usePages(`/products/${id}/history`);
  const undo = async (/** @type {Change} */ c) => {
    try {
      tellUndone(await api.post(`/products/${id}/history/${c.id}/undo`, {}));
    } catch (e) {
      toastFault(/** @type {Error} */ (e));
    }
    list.reload();
    invalidate('/products');
    changed();
  };
  /** @type {Change[] | undefined} */
  const rows = list.data;
  return html`
    <${Panel} id="hi-h" title=${t('pe.tab.history')}>
      ${
        !rows
          ? list.error &&
            html`
              <${Trouble} error=${list.error} retry=${list.reload} />
            `
          : rows.length
            ? html`
                <ol class="tl">
                  ${rows.map(
                    (c) => html`
                      <li key=${c.id} class=${c.undone ? 'off' : ''}>
                        <span class="tl-i">
                          <${Icon} name=${c.cause === 'undo' ? 'undo-2' : c.made ? 'plus' : 'pencil'} size=${13} />
                        </span>
                        <div>
                          <p>
                            <b>${c.by || t('pe.system')}</b>
                            ${' '}${t(/** @type {any} */ ('pe.cause.' + c.cause))}
                          </p>
                          <ul class="diff" role="list">
                            ${(c.made
                              ? c.fields.filter((f) => f.field === 'sku' || f.field === 'name_ru')
                              : c.fields
                            ).map(
                              (f) => html`
                                <li>
                                  <span>${fieldName(f.field)}</span>
                                  ${
                                    !c.made &&
                                    html`
                                      <del>${shown(f.field, f.before)}</del>
                                    `
                                  }
                                  <ins>${shown(f.field, f.after)}</ins>
                                </li>
                              `,
                            )}
                          </ul>
                          ${
                            c.undone
                              ? html`
                                  <small>${t('pe.wasundone')}</small>
                                `
                              : may &&
                                !c.made &&
                                html`
                                  <button type="button" class="btn sm" onClick=${() => undo(c)}>
                                    <${Icon} name="undo-2" size=${13} />
                                    ${t('pe.undo')}
                                  </button>
                                `
                          }
                        </div>
                        <time datetime=${c.at}>${dateTime(c.at)}</time>
                      </li>
                    `,
                  )}
                </ol>
                <${More} list=${list} />
              `
            : html`
                <${EmptyState} icon="history" title=${t('pe.nohistory')} text=${t('pe.nohistory.sub')} />
              `
      }
    </${Panel}>
  `;
}
