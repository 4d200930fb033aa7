// All that a list asks for one product: tiers by quantity, now or from a day on.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { api } from '../../../api.js';
import { t, day, num, unitPrice } from '../../../i18n.js';
import { invalidate, useAction } from '../../../query.js';
import { toast } from '../../../store.js';
import { unitName } from '../../../trade/goods.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';

/** @typedef {{ from: string, price: string, net: string, margin: string | null }} Tier */
/** @typedef {{ id: string, sku: string, name: string, brand: string, icon: string, category: string, unit: string, minimum: string, vat_rate: string, cost: string | null, tiers: Tier[], discount: string | null, discount_of: string, list_price: string | null, next_on: string | null }} Goods */

/** A decimal comma is as good as a point. */
const plain = (/** @type {string} */ s) => s.trim().replace(/\s/g, '').replace(',', '.');

/** The tiers of a product in a list, in a line. @param {{ g: Goods, currency: string }} p */
export const TierLine = ({ g, currency }) =>
  g.tiers.length
    ? html`
        ${g.tiers.map(
          (x, i) => html`
            <span class="tier">
              <b class="num">${unitPrice(x.price, currency)}</b>
              ${
                (i > 0 || x.from !== g.minimum) &&
                html`
                  <small>${t('pl.from', { n: num(x.from) })}</small>
                `
              }
            </span>
          `,
        )}
      `
    : g.discount !== null
      ? html`
          <span class="quiet">${t('pl.off', { n: num(g.discount), of: g.discount_of || t('pl.all') })}</span>
        `
      : '—';

/** @param {{ list: { id: string, name: string, currency: string, gross: boolean }, goods: Goods | null, onClose: () => void, saved?: () => void }} p */
export function EditPrice({ list, goods, onClose, saved }) {
  const [rows, setRows] = useState(/** @type {{ from: string, price: string }[]} */ ([]));
  const [on, setOn] = useState('');
  useEffect(() => {
    if (!goods) return;
    const there = goods.tiers.map((x) => ({ from: x.from, price: x.price }));
    setRows(there.length ? there : [{ from: goods.minimum, price: goods.list_price ?? '' }]);
    setOn('');
    save.clear();
  }, [goods]);
  const save = useAction((/** @type {any} */ body, key) =>
    api.put(`/price-lists/${list.id}/prices/${goods?.id}`, body, { key }),
  );
  const put = (/** @type {number} */ i, /** @type {object} */ change) =>
    setRows(rows.map((r, n) => (n === i ? { ...r, ...change } : r)));
  const submit = async (/** @type {Event | null} */ e, tiers = rows) => {
    e?.preventDefault();
    const done = await save.act({
      tiers: tiers.map((r) => ({ from: plain(r.from), price: plain(r.price) })),
      seen: goods?.tiers.map((r) => ({ from: r.from, price: r.price })),
      ...(on && { starts_on: on }),
    });
    if (!done) return;
    toast(on ? t('pl.scheduled', { date: day(on) }) : t('pl.saved'));
    invalidate('/price-lists', '/products');
    saved?.();
    onClose();
  };
  const fault = (/** @type {string} */ field) => save.error?.field(field);
  return html`
    <${Dialog}
      open=${Boolean(goods)}
      onClose=${onClose}
      title=${goods?.name ?? ''}
      footer=${html`
        ${
          Boolean(goods?.tiers.length) &&
          !on &&
          html`
            <button type="button" class="btn" disabled=${save.busy} onClick=${() => submit(null, [])}>
              ${t('pl.takeout')}
            </button>
          `
        }
        <button type="submit" form="edit-price" class="btn primary" disabled=${save.busy}>${t('pl.save')}</button>
      `}
    >
      ${
        goods &&
        html`
          <form id="edit-price" onSubmit=${submit} novalidate>
            <p class="quiet">
              ${list.name} · ${list.currency} · ${t(list.gross ? 'pl.gross' : 'pl.net')}${' '}
              ${goods.list_price && t('pl.usual', { v: unitPrice(goods.list_price, list.currency) })}
            </p>
            ${rows.map(
              (r, i) => html`
                <div class="tier-row" key=${i}>
                  <${Field}
                    label=${t('pl.tier.from', { unit: unitName(goods.unit) })}
                    value=${r.from}
                    onInput=${(/** @type {string} */ from) => put(i, { from })}
                    error=${fault(`tiers/${i}/from`)}
                  />
                  <${Field}
                    label=${t('pl.tier.price')}
                    value=${r.price}
                    onInput=${(/** @type {string} */ price) => put(i, { price })}
                    error=${fault(`tiers/${i}/price`)}
                  />
                  <button
                    type="button"
                    class="btn ghost icon"
                    aria-label=${t('pl.tier.remove', { n: i + 1 })}
                    disabled=${rows.length < 2}
                    onClick=${() => setRows(rows.filter((_, n) => n !== i))}
                  >
                    <${Icon} name="x" />
                  </button>
                </div>
              `,
            )}
            <button type="button" class="btn sm" onClick=${() => setRows([...rows, { from: '', price: '' }])}>
              ${t('pl.tier.add')}
            </button>
            <${Field}
              label=${t('pl.starts')}
              type="date"
              value=${on}
              onInput=${setOn}
              hint=${t('pl.starts.hint')}
              error=${fault('starts_on')}
            />
            <${Fault}
              error=${save.error}
              beside=${['starts_on', ...rows.flatMap((_, i) => [`tiers/${i}/from`, `tiers/${i}/price`])]}
            />
          </form>
        `
      }
    </${Dialog}>
  `;
}
