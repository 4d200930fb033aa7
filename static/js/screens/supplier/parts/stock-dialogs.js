import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, num, today } from '../../../i18n.js';
import { api } from '../../../api.js';
import { useAction, useGet } from '../../../query.js';
import { readQuantity } from '../../../lib/decimal.js';
import { toast } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { useTyped } from '../../../ui/list-page.js';

/** @typedef {import('../stock.js').Warehouse} Warehouse */

/** Announce a delivery. @param {{ warehouses: Warehouse[], onClose: () => void, onDone: () => void }} p */
export function Expect({ warehouses, onClose, onDone }) {
  const [q, ask] = useState('');
  const [text, setText] = useTyped(q, ask);
  const found = useGet('/stock', { q, limit: 8 });
  const [product, choose] = useState(/** @type {any} */ (null));
  const [quantity, setQuantity] = useState('');
  const [on, setOn] = useState(today(new Date(Date.now() + 7 * 86400e3)));
  const [where, setWhere] = useState(warehouses[0]?.id ?? '');
  const send = useAction((/** @type {any} */ body, key) => api.post('/stock/incoming', body, { key }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const body = {
      product_id: product.id,
      quantity: readQuantity(quantity),
      expected_on: on,
      ...(where && { warehouse_id: where }),
    };
    if (!(await send.act(body))) return;
    toast(t('stk.expected', { name: product.name }));
    onDone();
  };
  return html`
    <${Dialog} open onClose=${onClose} title=${t('stk.expect')}>
      <form class="stack" onSubmit=${submit}>
        ${
          product
            ? html`
                <p class="stk-end">
                  <span>
                    <b>${product.name}</b>
                    <span class="dotsep">${product.sku}</span>
                  </span>
                  <button type="button" class="btn sm" onClick=${() => choose(null)}>${t('stk.other')}</button>
                </p>
              `
            : html`
                <${Field} label=${t('stk.product')} value=${text} onInput=${setText} hint=${t('stk.find')} />
                <ul class="stk-found">
                  ${(found.data?.items ?? []).map(
                    (/** @type {any} */ p) => html`
                      <li key=${p.id}>
                        <button type="button" class="linklike" onClick=${() => choose(p)}>${p.name}</button>
                        <small class="quiet">${p.sku}</small>
                      </li>
                    `,
                  )}
                </ul>
              `
        }
        <${Field}
          label=${t('stk.qty')}
          value=${quantity}
          onInput=${setQuantity}
          error=${send.error?.field('quantity')}
          required
        />
        <${Field} label=${t('stk.when')} type="date" value=${on} onInput=${setOn} required />
        ${
          warehouses.length > 1 &&
          html`
            <${Field}
              label=${t('stk.wh')}
              value=${where}
              onInput=${setWhere}
              options=${warehouses.map((w) => [w.id, w.name])}
            />
          `
        }
        <${Fault} error=${send.error} beside=${['quantity']} />
        <div class="stk-end">
          <button type="submit" class="btn primary" disabled=${send.busy || !product || !readQuantity(quantity) || !on}>
            ${t('stk.expect.do')}
          </button>
        </div>
      </form>
    </${Dialog}>
  `;
}

/** Receive a delivery, or say that it does not come. @param {{ item: import('../stock.js').Incoming, onClose: () => void, onDone: () => void }} p */
export function Receive({ item, onClose, onDone }) {
  const [quantity, setQuantity] = useState(item.quantity);
  const take = useAction((/** @type {any} */ body, key) =>
    api.post(`/stock/incoming/${item.id}/receive`, body, { key }),
  );
  const drop = useAction((/** @type {any} */ _, key) =>
    api.post(`/stock/incoming/${item.id}/cancel`, undefined, { key, version: item.version }),
  );
  const came = readQuantity(quantity);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    if (!(await take.act({ quantity: came }))) return;
    toast(t('stk.received', { name: item.name, n: num(came ?? '0') }));
    onDone();
  };
  const cancel = async () => {
    if (!(await drop.act({}))) return;
    toast(t('stk.cancelled', { name: item.name }));
    onDone();
  };
  return html`
    <${Dialog} open onClose=${onClose} title=${t('stk.receive.title')}>
      <form class="stack" onSubmit=${submit}>
        <p>
          <b>${item.name}</b>
          <span class="dotsep">${item.sku}</span>
        </p>
        <${Field}
          label=${t('stk.came')}
          value=${quantity}
          onInput=${setQuantity}
          hint=${t('stk.came.hint', { n: num(item.quantity) })}
          error=${take.error?.field('quantity')}
          required
        />
        <${Fault} error=${take.error ?? drop.error} beside=${['quantity']} />
        <div class="stk-end">
          <button type="button" class="btn ghost" disabled=${drop.busy} onClick=${cancel}>${t('stk.cancel')}</button>
          <button type="submit" class="btn primary" disabled=${take.busy || !came}>${t('stk.receive')}</button>
        </div>
      </form>
    </${Dialog}>
  `;
}

/** The warehouses, and when to be told. @param {{ warehouses: Warehouse[], rule: { cover_days: number, dead_days: number, version: number }, onClose: () => void, onDone: () => void }} p */
export function Warehouses({ warehouses, rule, onClose, onDone }) {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [cover, setCover] = useState(String(rule.cover_days));
  const [dead, setDead] = useState(String(rule.dead_days));
  const add = useAction((/** @type {any} */ body, key) => api.post('/warehouses', body, { key }));
  const change = useAction((/** @type {Warehouse} */ w, key) =>
    api.put('/warehouses/' + w.id, { code: w.code, name: w.name, default: true }, { key, version: w.version }),
  );
  const remove = useAction((/** @type {Warehouse} */ w, key) => api.del('/warehouses/' + w.id, { key }));
  const keep = useAction((/** @type {any} */ body, key) =>
    api.put('/stock/rule', body, { key, version: rule.version || undefined }),
  );
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    if (!(await add.act({ code, name }))) return;
    setCode('');
    setName('');
    onDone();
  };
  const saveRule = async (/** @type {Event} */ e) => {
    e.preventDefault();
    if (!(await keep.act({ cover_days: Number(cover), dead_days: Number(dead) }))) return;
    toast(t('stk.saved'));
    onDone();
  };
  return html`
    <${Dialog} open onClose=${onClose} title=${t('stk.whs')}>
      <div class="stack">
        <ul class="stk-whs">
          ${warehouses.map(
            (w) => html`
              <li key=${w.id}>
                <span>
                  <b>${w.name}</b>
                  <small class="quiet">${w.code} · ${t('stk.wh.n', { n: w.products })}</small>
                </span>
                ${
                  w.default
                    ? html`
                        <span class="badge">${t('stk.wh.main')}</span>
                      `
                    : html`
                        <button
                          type="button"
                          class="btn sm"
                          disabled=${change.busy}
                          onClick=${async () => {
                            if (await change.act(w)) onDone();
                          }}
                        >
                          ${t('stk.wh.make')}
                        </button>
                        <button
                          type="button"
                          class="btn ghost icon"
                          aria-label=${t('stk.wh.remove', { name: w.name })}
                          disabled=${remove.busy || w.products > 0}
                          onClick=${async () => {
                            await remove.act(w);
                            onDone();
                          }}
                        >
                          <${Icon} name="trash-2" size=${16} />
                        </button>
                      `
                }
              </li>
            `,
          )}
        </ul>
        ${
          !warehouses.length &&
          html`
            <p class="quiet">${t('stk.wh.none')}</p>
          `
        }
        <form class="stk-add" onSubmit=${submit}>
          <${Field}
            label=${t('stk.wh.code')}
            value=${code}
            onInput=${setCode}
            error=${add.error?.field('code')}
            required
          />
          <${Field}
            label=${t('stk.wh.name')}
            value=${name}
            onInput=${setName}
            error=${add.error?.field('name')}
            required
          />
          <button type="submit" class="btn" disabled=${add.busy || !code.trim() || !name.trim()}>
            ${t('stk.wh.add')}
          </button>
        </form>
        <${Fault} error=${add.error ?? change.error ?? remove.error} beside=${['code', 'name']} />
        <form class="stk-add" onSubmit=${saveRule}>
          <${Field} label=${t('stk.rule.cover')} type="number" min="1" value=${cover} onInput=${setCover} required />
          <${Field} label=${t('stk.rule.dead')} type="number" min="7" value=${dead} onInput=${setDead} required />
          <button type="submit" class="btn" disabled=${keep.busy}>${t('save')}</button>
        </form>
        <${Fault} error=${keep.error} />
      </div>
    </${Dialog}>
  `;
}
