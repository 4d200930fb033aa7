// What one product costs in every list, what it cost the supplier, what will change, and what a client pays and why.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { api } from '../../../api.js';
import { t, day, money, num, pct, unitPrice } from '../../../i18n.js';
import { useAction, useGet } from '../../../query.js';
import { can } from '../../../session.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Loaded, SkeletonPage } from '../../../ui/loaded.js';
import { Panel } from '../../../ui/panel.js';
import { Find } from './find.js';
import { EditPrice, TierLine } from './price-edit.js';

const share = (/** @type {string | null} */ m) => (m === null ? '—' : pct(Number(m) / 100, 1));

/** @param {{ p: any, id: string, set: (p: any) => void }} props */
function Cost({ p, id, set }) {
  const [cost, setCost] = useState(p.cost ?? '');
  const save = useAction((/** @type {any} */ body, key) => api.put(`/products/${id}/cost`, body, { key }));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const plain = cost.trim().replace(/\s/g, '').replace(',', '.');
    const answer = await save.act({ cost: plain || null });
    if (answer) set(answer);
  };
  return html`
    <form class="tier-row" onSubmit=${submit} novalidate>
      <${Field}
        label=${t('pp.cost', { c: p.currency })}
        value=${cost}
        onInput=${setCost}
        error=${save.error?.field('cost')}
        readonly=${!can('price:edit')}
      />
      ${
        can('price:edit') &&
        html`
          <button type="submit" class="btn" disabled=${save.busy}>${t('pl.save')}</button>
        `
      }
      <${Fault} error=${save.error} beside=${['cost']} />
    </form>
  `;
}

/** @param {{ id: string }} props */
function Why({ id }) {
  const [client, setClient] = useState('');
  const [quantity, setQuantity] = useState('1');
  const [on, setOn] = useState('');
  const asked = quantity.trim().replace(',', '.');
  const q = useGet(client && asked ? `/products/${id}/why-price/${client}` : null, { quantity: asked, on });
  const w = q.error ? null : q.data;
  return html`
    <${Panel} id="wy-h" title=${t('pp.why')}>
      <div class="print-f why-f">
        <${Find} label=${t('vi.as.client')} path="/trade-clients" value=${client} onPick=${setClient} />
        <${Field}
          label=${t('pp.quantity')}
          value=${quantity}
          onInput=${setQuantity}
          error=${q.error?.field('quantity')}
        />
        <${Field} label=${t('pp.on')} type="date" value=${on} onInput=${setOn} />
      </div>
      ${
        client &&
        w &&
        html`
          <div role="status">
            <p class="big">
              ${w.hidden ? t('pp.hidden') : w.unit_price ? unitPrice(w.unit_price, w.currency) : t('pp.none')}
            </p>
            ${
              w.unit_price &&
              html`
                <p class="quiet">
                  ${w.list_name},
                  ${money(w.net, w.currency)}${w.margin !== null && `, ${t('pp.margin', { v: share(w.margin) })}`}
                </p>
              `
            }
            <ul class="rows wrap" role="list">
              ${w.steps.map(
                (/** @type {any} */ s) => html`
                  <li key=${s.list_id}>
                    <span>
                      ${s.list_name}
                      <small>
                        ${s.group && `${t('pl.group', { name: s.group })} · `}${s.why}${s.discount && ` · −${num(s.discount)} %`}
                      </small>
                    </span>
                  </li>
                `,
              )}
            </ul>
          </div>
        `
      }
    </${Panel}>
  `;
}

/** The prices of one product, for its page. @param {{ id: string }} props */
export function ProductPrices({ id }) {
  const q = useGet(`/products/${id}/prices`);
  const [edited, setEdited] = useState(/** @type {any} */ (null));
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
    >
      ${(/** @type {any} */ p) => html`
        <div class="stack">
          <${Panel} id="pp-h" title=${t('pp.lists')} n=${p.lists.length}>
            <${Cost} p=${p} id=${id} set=${q.set} />
            <ul class="rows wrap" role="list">
              ${p.lists.map(
                (/** @type {any} */ l) => html`
                  <li key=${l.id}>
                    <span>
                      <a class="inl" href=${'/prices/' + l.id}>${l.name}</a>
                      <small>
                        ${t(l.gross ? 'pl.gross' : 'pl.net')}${l.goods.tiers[0]?.margin && ` · ${t('pp.margin', { v: share(l.goods.tiers[0].margin) })}`}
                      </small>
                    </span>
                    <span class="num"><${TierLine} g=${l.goods} currency=${l.currency} /></span>
                    ${
                      can('price:edit') &&
                      html`
                        <button type="button" class="btn sm" onClick=${() => setEdited(l)}>
                          ${t('pl.alter')}
                          <span class="sr-only">${' '}${l.name}</span>
                        </button>
                      `
                    }
                  </li>
                `,
              )}
            </ul>
          </${Panel}>
          ${
            p.scheduled.length > 0 &&
            html`
              <${Panel} id="ps-h" title=${t('pl.will')} n=${p.scheduled.length}>
                <ul class="rows wrap" role="list">
                  ${p.scheduled.map(
                    (/** @type {any} */ s) => html`
                      <li key=${s.list_id + s.starts_on}>
                        <span>
                          ${s.list_name}
                          <small>${t('pl.will.on', { date: day(s.starts_on) })}</small>
                        </span>
                        <b class="num">${unitPrice(s.tiers[0].price, s.currency)}</b>
                      </li>
                    `,
                  )}
                </ul>
              </${Panel}>
            `
          }
          <${Why} id=${id} />
          <${EditPrice}
            list=${edited ?? {}}
            goods=${edited?.goods ?? null}
            onClose=${() => setEdited(null)}
            saved=${q.reload}
          />
        </div>
      `}
    </${Loaded}>
  `;
}
