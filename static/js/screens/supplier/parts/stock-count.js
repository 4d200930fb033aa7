import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, num } from '../../../i18n.js';
import { readQuantity } from '../../../lib/decimal.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';

/**
 * One figure, set by hand: of a warehouse, or of all there is.
 * @param {{ line: import('../stock.js').Line, warehouses: import('../stock.js').Warehouse[], save: any, onClose: () => void, onDone: () => void }} p
 */
export function CountDialog({ line, warehouses, save, onClose, onDone }) {
  const several = warehouses.length > 1;
  const there = (/** @type {string} */ w) =>
    several ? (line.places.find((p) => p.warehouse_id === w)?.on_hand ?? '0') : (line.on_hand ?? '');
  const [where, setWhere] = useState(several ? warehouses[0].id : '');
  const [text, setText] = useState(there(where));
  const quantity = readQuantity(text);
  const send = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const body = {
      on_hand: quantity,
      ...(several && { warehouse_id: where }),
      ...(line.on_hand !== null && { was: there(where) }),
    };
    if (await save.act({ line, body })) onDone();
  };
  const toOrder = async () => {
    if (await save.act({ line, body: { on_hand: null } })) onDone();
  };
  return html`
    <${Dialog} open onClose=${onClose} title=${t('stk.count')}>
      <form class="stack" onSubmit=${send}>
        <p>
          <b>${line.name}</b>
          <span class="dotsep">${line.sku}</span>
        </p>
        ${
          several &&
          html`
            <${Field}
              label=${t('stk.wh')}
              value=${where}
              onInput=${(/** @type {string} */ w) => {
                setWhere(w);
                setText(there(w));
              }}
              options=${warehouses.map((w) => [w.id, w.name])}
            />
          `
        }
        <${Field}
          label=${t('stk.hand')}
          value=${text}
          onInput=${setText}
          hint=${t('stk.count.hint', { n: num(line.reserved) })}
          error=${save.error?.field('on_hand')}
          required
        />
        <${Fault} error=${save.error} beside=${['on_hand']} />
        <div class="stk-end">
          ${
            line.on_hand !== null &&
            html`
              <button type="button" class="btn ghost" disabled=${save.busy} onClick=${toOrder}>
                ${t('stk.make.order')}
              </button>
            `
          }
          <button type="submit" class="btn primary" disabled=${save.busy || !quantity}>${t('save')}</button>
        </div>
      </form>
    </${Dialog}>
  `;
}
