// Many prices of a list by one rule: first what it would make of them, then exactly that.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { api } from '../../../api.js';
import { t, num, pct, unitPrice } from '../../../i18n.js';
import { invalidate, useAction } from '../../../query.js';
import { toast } from '../../../store.js';
import { Drawer } from '../../../ui/drawer.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { useCategories } from './price-picker.js';

const nothing = { base: 'own', category: '', q: '', percent: '', amount: '', margin: '', round: '', starts_on: '' };
const plain = (/** @type {string} */ s) => s.trim().replace(/\s/g, '').replace(',', '.').replace('−', '-');

/** @param {{ label: string, rows: any[], currency: string }} p */
const Lines = ({ label, rows, currency }) =>
  rows.length > 0 &&
  html`
    <h3>${label}</h3>
    <ul class="rows wrap" role="list">
      ${rows.map(
        (r) => html`
          <li key=${r.product_id + r.from}>
            <span>
              ${r.name}
              <small>${r.sku}</small>
            </span>
            <span class="num">
              ${r.before ? unitPrice(r.before, currency) : '—'} → ${r.after ? unitPrice(r.after, currency) : '—'}${' '}
              <small>${r.percent && pct(Number(r.percent) / 100, 1)}</small>
            </span>
          </li>
        `,
      )}
    </ul>
  `;

/** @param {{ p: any }} props */
const Found = ({ p }) => html`
  <div role="status">
    <p><b>${p.products ? t('pl.rule.products', { n: p.products }) : t('pl.rule.none')}</b></p>
    <dl class="kv">
      ${
        /** @type {[string, number][]} */ ([
          [t('pl.rule.up'), p.up],
          [t('pl.rule.down'), p.down],
          [t('pl.rule.added'), p.added],
          [t('pl.rule.same'), p.same],
          [t('pl.rule.nocost'), p.no_cost],
          [t('pl.rule.toolow'), p.too_low],
          [t('pl.rule.loss'), p.below_cost],
        ])
          .filter(([, n]) => n > 0)
          .map(
            ([label, n]) => html`
              <div>
                <dt>${label}</dt>
                <dd>${num(n)}</dd>
              </div>
            `,
          )
      }
    </dl>
    <${Lines} label=${t('pl.rule.losses')} rows=${p.losses} currency=${p.currency} />
    <${Lines} label=${t('pl.rule.rises')} rows=${p.rises} currency=${p.currency} />
    <${Lines} label=${t('pl.rule.falls')} rows=${p.falls} currency=${p.currency} />
  </div>
`;

/** @param {{ list: any, open: boolean, onClose: () => void }} p */
export function RuleDrawer({ list, open, onClose }) {
  const [rule, setRule] = useState(nothing);
  const [seen, setSeen] = useState(/** @type {any} */ (null));
  const categories = useCategories(t('pl.all'));
  const put = (/** @type {string} */ k) => (/** @type {string} */ v) => (
    setSeen(null),
    setRule((r) => ({ ...r, [k]: v }))
  );
  const body = () => ({
    base: rule.base,
    q: rule.q.trim(),
    categories: rule.category ? [rule.category] : [],
    percent: plain(rule.percent),
    amount: plain(rule.amount),
    margin: rule.base === 'cost' ? plain(rule.margin) : '',
    round: rule.round,
    ...(rule.starts_on && { starts_on: rule.starts_on }),
  });
  const look = useAction((/** @type {any} */ input) => api.post(`/price-lists/${list.id}/revisions/preview`, input));
  const apply = useAction((/** @type {any} */ input, key) =>
    api.post(`/price-lists/${list.id}/revisions`, input, { key }),
  );
  const undo = (/** @type {string} */ batch) =>
    api
      .post(`/products/batches/${batch}/undo`, {})
      .then(() => (invalidate('/price-lists', '/products'), toast(t('pl.rule.undone'))));
  useEffect(() => {
    if (!open) return;
    setSeen(null);
    look.clear();
    apply.clear();
  }, [open]);
  const preview = async (/** @type {Event} */ e) => {
    e.preventDefault();
    apply.clear();
    setSeen((await look.act(body())) ?? null);
  };
  const commit = async () => {
    const done = await apply.act({ ...body(), fingerprint: seen.fingerprint });
    if (!done) return setSeen(null);
    toast(
      t('pl.rule.done', { n: done.products }),
      done.batch_id && { label: t('undo'), run: () => undo(done.batch_id) },
    );
    invalidate('/price-lists', '/products');
    onClose();
  };
  const error = (/** @type {string} */ k) => look.error?.field(k);
  const own = list.kind === 'list';
  return html`
    <${Drawer}
      open=${open}
      onClose=${onClose}
      title=${t('pl.rule')}
      footer=${html`
        <button type="submit" form="rule" class="btn" disabled=${look.busy}>${t('pl.rule.look')}</button>
        <button type="button" class="btn primary" disabled=${!seen?.products || apply.busy} onClick=${commit}>
          ${t('pl.rule.apply')}
        </button>
      `}
    >
      <form id="rule" class="stack" onSubmit=${preview} novalidate>
        <${Field}
          label=${t('pl.rule.category')}
          value=${rule.category}
          onInput=${put('category')}
          options=${categories}
        />
        <${Field} label=${t('pl.rule.words')} value=${rule.q} onInput=${put('q')} />
        <${Field}
          label=${t('pl.rule.base')}
          value=${rule.base}
          onInput=${put('base')}
          options=${[
            ['own', t('pl.rule.own')],
            ...(own ? [] : [['list', t('pl.rule.list')]]),
            ['cost', t('pl.rule.cost')],
          ]}
        />
        ${
          rule.base === 'cost' &&
          html`
            <${Field}
              label=${t('pl.rule.margin')}
              value=${rule.margin}
              onInput=${put('margin')}
              error=${error('margin')}
            />
          `
        }
        <${Field}
          label=${t('pl.rule.percent')}
          value=${rule.percent}
          onInput=${put('percent')}
          error=${error('percent')}
        />
        <${Field}
          label=${t('pl.rule.amount', { c: list.currency })}
          value=${rule.amount}
          onInput=${put('amount')}
          error=${error('amount')}
        />
        <${Field}
          label=${t('pl.rule.round')}
          value=${rule.round}
          onInput=${put('round')}
          options=${['', '0.01', '0.1', '0.99', '1', '10'].map((r) => [r, r === '' ? t('pl.round.none') : r === '0.99' ? t('pl.round.99') : t('pl.round.to', { n: num(r) })])}
        />
        <${Field}
          label=${t('pl.starts')}
          type="date"
          value=${rule.starts_on}
          onInput=${put('starts_on')}
          hint=${t('pl.starts.hint')}
          error=${error('starts_on')}
        />
        <${Fault} error=${apply.error ?? look.error} beside=${['margin', 'percent', 'amount', 'starts_on']} />
      </form>
      ${
        seen &&
        html`
          <${Found} p=${seen} />
        `
      }
    </${Drawer}>
  `;
}
