// How a file is read: which column is what, and what becomes of the goods.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { api } from '../../../api.js';
import { useAction, useGet } from '../../../query.js';
import { currency } from '../../../session.js';
import { Dialog } from '../../../ui/dialog.js';
import { Field } from '../../../ui/field.js';

/** @typedef {import('./import.js').Run} Run */
/** @typedef {import('./import.js').Table} Table */
/** @typedef {import('./import.js').Column} Column */
/** @typedef {import('../../../i18n.js').Key} Key */

const meanings =
  'sku external_id name_ru name_en category brand gtin unit pack minimum multiple price currency vat_rate cost stock available lead_days description_ru description_en pictures attribute parent_id deleted conversion'.split(
    ' ',
  );
/** @type {() => [string, string][]} */
const choices = () => [
  ['', t('im.fl.none')],
  ...meanings.map((m) => /** @type {[string, string]} */ ([m, t(/** @type {Key} */ ('im.fl.' + m))])),
];
const keys = new Set(['sku', 'external_id', 'gtin']);

/** @param {{ table: Table, n: number, set: (t: Table) => void }} p */
function Sheet({ table, n, set }) {
  const change = (/** @type {number} */ i, /** @type {string} */ field) =>
    set({
      ...table,
      columns: table.columns.map((c, k) =>
        k === i ? { ...c, field, ...(field === 'attribute' ? { attribute: c.name } : {}) } : c,
      ),
    });
  const name = [table.file, table.sheet].filter(Boolean).join(' / ');
  return html`
    <section class="card clip" aria-label=${name || t('im.map')}>
      ${
        n > 1 &&
        html`
          <div class="card-h">
            <h2>${t('im.map.sheet', { name })}</h2>
            <label class="chk">
              <input
                type="checkbox"
                checked=${table.skip ?? false}
                onChange=${(/** @type {any} */ e) => set({ ...table, skip: e.target.checked })}
              />
              <span>${t('im.map.skip')}</span>
            </label>
          </div>
        `
      }
      ${
        !table.skip &&
        html`
          <table class="tbl dt map" aria-label=${name || t('im.map')}>
            <thead>
              <tr>
                <th scope="col">${t('im.map.col')}</th>
                <th scope="col">${t('im.map.eg')}</th>
                <th scope="col">${t('im.map.means')}</th>
              </tr>
            </thead>
            <tbody>
              ${table.columns.map(
                (c, i) => html`
                  <tr key=${c.index} class=${c.field ? '' : 'off'}>
                    <td class="m-lead"><b>${c.name || '№ ' + (c.index + 1)}</b></td>
                    <td class="m-sub eg">${(c.samples ?? []).slice(0, 3).join(' · ')}</td>
                    <td class="m-full">
                      <${Field}
                        hideLabel
                        label=${t('im.map.means') + ': ' + (c.name || c.index + 1)}
                        value=${c.field}
                        options=${choices()}
                        onInput=${(/** @type {string} */ v) => change(i, v)}
                      />
                    </td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        `
      }
    </section>
  `;
}

/**
 * Into which list the prices of each type go; one type makes the list price.
 * @param {{ types: string[], chosen: Record<string, string>, type: string, set: (c: Record<string, string>) => void }} p
 */
function PriceTypes({ types, chosen, type, set }) {
  const lists = useGet('/price-lists', { limit: 100 });
  const others = (lists.data?.items ?? []).filter(
    (/** @type {any} */ l) => l.kind === 'contract' && l.currency === currency.value,
  );
  const now = Object.fromEntries(types.map((x) => [x, chosen[x] ?? (x === type ? 'list' : 'ignore')]));
  const pick = (/** @type {string} */ x, /** @type {string} */ to) =>
    set(
      Object.fromEntries(types.map((y) => [y, y === x ? to : to === 'list' && now[y] === 'list' ? 'ignore' : now[y]])),
    );
  return html`
    <fieldset class="types">
      <legend>${t('im.opt.types')}</legend>
      ${types.map(
        (x) => html`
          <${Field}
            key=${x}
            label=${x || t('im.type.plain')}
            value=${now[x]}
            onInput=${(/** @type {string} */ to) => pick(x, to)}
            options=${[
              ['list', t('im.type.list')],
              ['ignore', t('im.type.ignore')],
              ...others.map((/** @type {any} */ l) => [l.id, l.name]),
            ]}
          />
        `,
      )}
    </fieldset>
  `;
}

/** What becomes of the goods. @param {{ options: Record<string, any>, set: (o: Record<string, any>) => void, types: string[], type: string }} p */
function Rules({ options, set, types, type }) {
  const put = (/** @type {Record<string, any>} */ change) => set({ ...options, ...change });
  const box = (/** @type {string} */ key, /** @type {Key} */ label) => html`
    <label class="chk">
      <input
        type="checkbox"
        checked=${options[key] ?? false}
        onChange=${(/** @type {any} */ e) => put({ [key]: e.target.checked })}
      />
      <span>${t(label)}</span>
    </label>
  `;
  return html`
    <div class="rules">
      ${box('gross', 'im.opt.gross')} ${box('drafts', 'im.opt.drafts')} ${box('whole', 'im.opt.whole')}
      ${
        options.whole &&
        html`
          <${Field}
            label=${t('im.opt.vanished')}
            value=${options.vanished ?? 'leave'}
            onInput=${(/** @type {string} */ vanished) => put({ vanished })}
            options=${/** @type {const} */ (['leave', 'out_of_stock', 'draft', 'discontinue']).map((v) => [v, t(`im.v.${v}`)])}
          />
        `
      }
      ${
        types.length > 1 &&
        html`
          <${PriceTypes}
            types=${types}
            chosen=${options.price_types ?? {}}
            type=${type}
            set=${(/** @type {Record<string, string>} */ price_types) => put({ price_types })}
          />
        `
      }
      <${Field}
        label=${t('im.opt.limit')}
        type="number"
        min="1"
        value=${String(options.price_limit ?? 50)}
        onInput=${(/** @type {string} */ v) => put({ price_limit: Math.min(1000, Math.max(1, Math.round(Number(v)) || 50)) })}
      />
    </div>
  `;
}

/** @param {Run} run @param {() => void} done */
function useRead(run, done) {
  const [tables, setTables] = useState(run.tables);
  const [options, setOptions] = useState(run.options);
  const read = useAction((/** @type {{ tables: Table[], options: Record<string, any> }} */ body, key) =>
    api.post(`/imports/${run.id}/read`, body, { key }),
  );
  const known = !tables.length || tables.some((x) => !x.skip && x.columns.some((c) => keys.has(c.field)));
  const types = run.counts.price_types ?? [];
  const chosen = Object.keys(options.price_types ?? {}).find((k) => options.price_types[k] === 'list');
  const go = async () => {
    const body = /** @type {any} */ ({ options });
    if (tables.length) body.tables = tables;
    if (await read.act(body)) done();
  };
  const form = html`
    ${
      !known &&
      html`
        <p class="note warn" role="alert">${t('im.map.nocode')}</p>
      `
    }
    ${
      read.error &&
      html`
        <p class="note bad" role="alert">${read.error.message}</p>
      `
    }
    ${tables.map(
      (table, i) => html`
        <${Sheet}
          key=${i}
          table=${table}
          n=${tables.length}
          set=${(/** @type {Table} */ x) => setTables(tables.map((y, k) => (k === i ? x : y)))}
        />
      `,
    )}
    <section class="card pad-c" aria-labelledby="rules">
      <h2 id="rules">${t('im.opt')}</h2>
      <${Rules} options=${options} set=${setOptions} types=${types} type=${chosen ?? run.counts.list_type} />
    </section>
  `;
  return { form, go, busy: read.busy, known };
}

/** The word on a new file's columns. @param {{ run: Run, done: () => void }} p */
export function Mapping({ run, done }) {
  const { form, go, busy, known } = useRead(run, done);
  return html`
    <div class="mapping">
      <p class="quiet">${t(run.remembered ? 'im.map.again' : 'im.map.sub')}</p>
      ${form}
      <p>
        <button type="button" class="btn primary" disabled=${busy || !known} onClick=${go}>${t('im.check')}</button>
      </p>
    </div>
  `;
}

/** The same once more, for a file that has been read. @param {{ run: Run, open: boolean, onClose: () => void, done: () => void }} p */
export function Options({ run, open, onClose, done }) {
  return html`
    <${Dialog} open=${open} onClose=${onClose} title=${t('im.map')}>
      ${
        open &&
        html`
          <${Again} run=${run} done=${() => (onClose(), done())} />
        `
      }
    </${Dialog}>
  `;
}
/** @param {{ run: Run, done: () => void }} p */
function Again({ run, done }) {
  const { form, go, busy, known } = useRead(run, done);
  return html`
    <div class="mapping">
      ${form}
      <p>
        <button type="button" class="btn primary" disabled=${busy || !known} onClick=${go}>${t('im.recheck')}</button>
      </p>
    </div>
  `;
}
