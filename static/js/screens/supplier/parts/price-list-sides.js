// Beside a list's prices: who asks it, what it takes off by category, and what will change.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { api } from '../../../api.js';
import { t, day, num, unitPrice } from '../../../i18n.js';
import { invalidate, useAction, useGet, usePages } from '../../../query.js';
import { can } from '../../../session.js';
import { toast } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { More } from '../../../ui/more.js';
import { Panel } from '../../../ui/panel.js';
import { Boxes, Clients, useCategories } from './price-picker.js';

/** @param {{ l: any, set: (l: any) => void }} p */
export function WhoAsks({ l, set }) {
  const [open, setOpen] = useState(/** @type {'' | 'agreements' | 'groups'} */ (''));
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const groups = useGet('/client-groups');
  const save = useAction((/** @type {any} */ items, key) =>
    api.put(`/price-lists/${l.id}/${open}`, { items }, { key }),
  );
  const first = useAction((/** @type {string} */ id, key) =>
    api.put(`/price-lists/${l.id}/agreements/${id}/first`, {}, { key }),
  );
  useEffect(() => {
    save.clear();
    setChosen((open === 'groups' ? l.in_groups : l.asked_by).map((/** @type {any} */ x) => x.id));
  }, [open]);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const answer = await save.act(chosen);
    if (!answer) return;
    set(answer);
    invalidate('/client-groups', '/trade-clients');
    setOpen('');
  };
  return html`
    <${Panel} id="wh-h" title=${t('pl.who')}>
      ${
        l.kind === 'list'
          ? html`
              <p class="quiet">${t('pl.who.all')}</p>
            `
          : html`
              <p class="quiet">${t('pl.who.sub')}</p>
              <ul class="rows wrap" role="list">
                ${l.asked_by.map(
                  (/** @type {any} */ a) => html`
                    <li key=${a.id}>
                      <span>
                        ${a.client}
                        <small>${a.number}${a.of > 1 && ` · ${t('pl.turn', { n: a.turn, m: a.of })}`}</small>
                      </span>
                      ${
                        a.turn > 1 &&
                        can('price:edit') &&
                        html`
                          <button type="button" class="btn sm" onClick=${async () => set((await first.act(a.id)) ?? l)}>
                            ${t('pl.first')}
                            <span class="sr-only">${' '}${a.client}</span>
                          </button>
                        `
                      }
                    </li>
                  `,
                )}
                ${l.in_groups.map(
                  (/** @type {any} */ g) => html`
                    <li key=${g.id}>
                      <span>
                        ${t('pl.group', { name: g.name })}
                        <small>${t('pl.clients', { n: g.clients })}</small>
                      </span>
                    </li>
                  `,
                )}
              </ul>
              ${
                can('price:edit') &&
                html`
                  <div class="acts">
                    <button type="button" class="btn sm" onClick=${() => setOpen('agreements')}>
                      ${t('pl.pick.clients')}
                    </button>
                    <button type="button" class="btn sm" onClick=${() => setOpen('groups')}>
                      ${t('pl.pick.groups')}
                    </button>
                  </div>
                `
              }
            `
      }
      <${Dialog}
        open=${Boolean(open)}
        onClose=${() => setOpen('')}
        title=${t(open === 'groups' ? 'pl.pick.groups' : 'pl.pick.clients')}
        footer=${html`
          <button type="submit" form="asks" class="btn primary" disabled=${save.busy}>${t('pl.save')}</button>
        `}
      >
        <form id="asks" onSubmit=${submit}>
          ${
            open === 'groups'
              ? html`
                  <${Boxes}
                    legend=${t('pl.chosen', { n: chosen.length })}
                    chosen=${chosen}
                    setChosen=${setChosen}
                    rows=${(groups.data?.items ?? []).map((/** @type {any} */ g) => ({ id: g.id, name: g.name, sub: t('pl.clients', { n: g.clients }) }))}
                  />
                `
              : html`
                  <${Clients} chosen=${chosen} setChosen=${setChosen} />
                `
          }
          <${Fault} error=${save.error} />
        </form>
      </${Dialog}>
    </${Panel}>
  `;
}

/** @param {{ l: any, set: (l: any) => void }} p */
export function Discounts({ l, set }) {
  const [open, setOpen] = useState(false);
  const [rows, setRows] = useState(/** @type {{ category_id: string, percent: string }[]} */ ([]));
  const categories = useCategories(t('pl.all'));
  const save = useAction((/** @type {any} */ items, key) =>
    api.put(`/price-lists/${l.id}/discounts`, { items }, { key }),
  );
  useEffect(() => {
    if (!open) return;
    save.clear();
    const there = l.category_discounts.map((/** @type {any} */ d) => ({
      category_id: d.category_id ?? '',
      percent: d.percent,
    }));
    setRows(there.length ? there : [{ category_id: '', percent: '' }]);
  }, [open]);
  const put = (/** @type {number} */ i, /** @type {object} */ change) =>
    setRows(rows.map((r, n) => (n === i ? { ...r, ...change } : r)));
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const answer = await save.act(
      rows
        .filter((r) => r.percent.trim())
        .map((r) => ({
          percent: r.percent.trim().replace(',', '.'),
          ...(r.category_id && { category_id: r.category_id }),
        })),
    );
    if (!answer) return;
    set(answer);
    invalidate(`/price-lists/${l.id}/prices`);
    setOpen(false);
  };
  return html`
    <${Panel} id="di-h" title=${t('pl.discount')} n=${l.category_discounts.length}>
      <p class="quiet">${t('pl.discount.sub')}</p>
      <ul class="rows wrap" role="list">
        ${l.category_discounts.map(
          (/** @type {any} */ d) => html`
            <li key=${d.category_id}>
              <span>
                ${d.category || t('pl.all')}
                <small>${t('pl.goods', { n: d.products })}</small>
              </span>
              <b class="num">−${num(d.percent)} %</b>
            </li>
          `,
        )}
      </ul>
      ${
        can('price:edit') &&
        html`
          <button type="button" class="btn sm" onClick=${() => setOpen(true)}>${t('pl.discount.edit')}</button>
        `
      }
      <${Dialog}
        open=${open}
        onClose=${() => setOpen(false)}
        title=${t('pl.discount')}
        footer=${html`
          <button type="submit" form="discounts" class="btn primary" disabled=${save.busy}>${t('pl.save')}</button>
        `}
      >
        <form id="discounts" onSubmit=${submit} novalidate>
          ${rows.map(
            (r, i) => html`
              <div class="tier-row" key=${i}>
                <${Field}
                  label=${t('pl.rule.category')}
                  value=${r.category_id}
                  onInput=${(/** @type {string} */ v) => put(i, { category_id: v })}
                  options=${categories}
                  error=${save.error?.field(`items/${i}/category_id`)}
                />
                <${Field}
                  label=${t('pl.percent')}
                  value=${r.percent}
                  onInput=${(/** @type {string} */ v) => put(i, { percent: v })}
                  error=${save.error?.field(`items/${i}/percent`)}
                />
                <button
                  type="button"
                  class="btn ghost icon"
                  aria-label=${t('pl.tier.remove', { n: i + 1 })}
                  onClick=${() => setRows(rows.filter((_, n) => n !== i))}
                >
                  <${Icon} name="x" />
                </button>
              </div>
            `,
          )}
          <button type="button" class="btn sm" onClick=${() => setRows([...rows, { category_id: '', percent: '' }])}>
            ${t('pl.discount.add')}
          </button>
          <${Fault} error=${save.error} />
        </form>
      </${Dialog}>
    </${Panel}>
  `;
}

const first = (/** @type {any[]} */ tiers, /** @type {string} */ currency) =>
  tiers.length ? unitPrice(tiers[0].price, currency) : '—';

/** @param {{ l: any, reload: () => void }} p */
export function WillChange({ l, reload }) {
  const list = usePages(`/price-lists/${l.id}/schedule`);
  const cancel = useAction((/** @type {any} */ s, key) =>
    api.del(`/price-lists/${l.id}/schedule?product=${s.product_id}&starts_on=${s.starts_on}`, { key }).then(() => true),
  );
  const drop = async (/** @type {any} */ s) => {
    if (!(await cancel.act(s))) return;
    toast(t('pl.dropped'));
    list.reload();
    reload();
  };
  if (!list.data?.length) return null;
  return html`
    <${Panel} id="ch-h" title=${t('pl.will')} n=${l.scheduled}>
      <ul class="rows wrap" role="list">
        ${list.data.map(
          (/** @type {any} */ s) => html`
            <li key=${s.product_id + s.starts_on}>
              <span>
                ${s.name}
                <small>
                  ${t('pl.will.on', { date: day(s.starts_on) })}: ${first(s.now, s.currency)} →
                  ${first(s.tiers, s.currency)}
                </small>
              </span>
              ${
                can('price:edit') &&
                html`
                  <button type="button" class="btn sm" onClick=${() => drop(s)}>
                    ${t('pl.drop')}
                    <span class="sr-only">${' '}${s.name}</span>
                  </button>
                `
              }
            </li>
          `,
        )}
      </ul>
      <${More} list=${list} />
    </${Panel}>
  `;
}
