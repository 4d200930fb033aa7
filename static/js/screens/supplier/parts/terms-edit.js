// The supplier's own hand on an agreement: when to be paid, how far to trust, when to remind.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { api } from '../../../api.js';
import { plainSum, sum } from '../../../lib/decimal.js';
import { useAction, invalidate } from '../../../query.js';
import { toast } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { Acts } from '../../../ui/dialog-acts.js';

/** @typedef {import('../../../trade/agreement-cards.js').Agreement} Agreement */
/** @typedef {{ percent: string, from: string, days: string }} Row */
/** @typedef {{ a: Agreement, open: boolean, onClose: () => void, done: (a: Agreement) => void, reload: () => void }} P */

/** @param {P} p */
export const TermsEdit = (p) => html`
  <${Dialog} open=${p.open} onClose=${p.onClose} title=${t('agr.edit.title', { no: p.a.number })}>
    <${Form} ...${p} />
  </${Dialog}>
`;

/** @type {Record<string, Row[]>} */
const usual = {
  advance: [{ percent: '100', from: 'advance', days: '0' }],
  net: [{ percent: '100', from: 'invoice', days: '14' }],
  month: [{ percent: '100', from: 'month_end', days: '0' }],
  partly: [
    { percent: '30', from: 'advance', days: '0' },
    { percent: '70', from: 'invoice', days: '30' },
  ],
  thirds: [
    { percent: '33.33', from: 'invoice', days: '30' },
    { percent: '33.33', from: 'invoice', days: '60' },
    { percent: '33.34', from: 'invoice', days: '90' },
  ],
};

/** @param {{ rows: Row[], set: (rows: Row[]) => void, error: import('../../../api.js').ApiError | null }} p */
function Parts({ rows, set, error }) {
  const change = (/** @type {number} */ n, /** @type {Partial<Row>} */ to) =>
    set(rows.map((r, i) => (i === n ? { ...r, ...to } : r)));
  const whole = sum(rows.map((r) => plainSum(r.percent) || '0'));
  return html`
    <fieldset class="terms-parts">
      <legend>${t('ted.parts')}</legend>
      <${Field}
        label=${t('ted.usual')}
        value=""
        onInput=${(/** @type {string} */ v) => usual[v] && set(usual[v])}
        options=${[
          ['', t('ted.usual.none')],
          ...Object.keys(usual).map(
            (k) =>
              /** @type {[string, string]} */ ([k, t(/** @type {import('../../../i18n.js').Key} */ ('ted.u.' + k))]),
          ),
        ]}
      />
      ${rows.map(
        (r, n) => html`
          <div class="terms-part" key=${n}>
            <${Field}
              label=${t('ted.percent', { n: n + 1 })}
              value=${r.percent}
              onInput=${(/** @type {string} */ v) => change(n, { percent: v })}
              error=${error?.field(`terms/parts/${n}/percent`)}
            />
            <${Field}
              label=${t('ted.from', { n: n + 1 })}
              value=${r.from}
              onInput=${(/** @type {string} */ v) => change(n, { from: v, days: v === 'advance' ? '0' : r.days })}
              options=${['advance', 'invoice', 'month_end'].map(
                (k) =>
                  /** @type {[string, string]} */ ([
                    k,
                    t(/** @type {import('../../../i18n.js').Key} */ ('ted.f.' + k)),
                  ]),
              )}
            />
            <${Field}
              label=${t('ted.days', { n: n + 1 })}
              value=${r.days}
              readonly=${r.from === 'advance'}
              onInput=${(/** @type {string} */ v) => change(n, { days: v })}
              error=${error?.field(`terms/parts/${n}/days`)}
            />
            ${
              rows.length > 1 &&
              html`
                <button
                  type="button"
                  class="btn ghost icon sm"
                  aria-label=${t('ted.drop', { n: n + 1 })}
                  onClick=${() => set(rows.filter((_, i) => i !== n))}
                >
                  <${Icon} name="trash-2" />
                </button>
              `
            }
          </div>
        `,
      )}
      <div class="row">
        <button
          type="button"
          class="btn sm"
          onClick=${() => set([...rows, { percent: '', from: 'invoice', days: '30' }])}
        >
          <${Icon} name="plus" size=${14} />
          ${t('ted.add')}
        </button>
        <span class=${whole === '100' ? 'quiet' : 'out-bad'}>${t('ted.whole', { v: whole })}</span>
      </div>
    </fieldset>
  `;
}

/** Days as they are typed: -3, 1, 7. @param {string} text */
const daysOf = (text) =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((d) => Number(d.replace('−', '-')));

/** @param {P} p */
function Form({ a, onClose, done, reload }) {
  const [rows, setRows] = useState(a.terms.parts.map((p) => ({ ...p, days: String(p.days) })));
  const [v, set] = useState({
    discount: a.terms.discount?.percent ?? '',
    discountDays: String(a.terms.discount?.days ?? ''),
    interest: a.terms.interest?.percent ?? '',
    grace: String(a.terms.interest?.grace ?? ''),
    limit: a.credit.limit ?? '',
    refuses: a.credit.refuses_beyond ? 'refuse' : 'hold',
    own: a.dunning.own ? 'own' : 'rule',
    days: a.dunning.days.join(', '),
    paused: a.dunning.paused_to ?? '',
  });
  const to = (/** @type {keyof typeof v} */ k) => (/** @type {string} */ text) => set({ ...v, [k]: text });
  const act = useAction((/** @type {object} */ input, key) =>
    api.put(`/agreements/${a.id}/terms`, input, { key, version: a.version }),
  );
  useEffect(() => act.clear(), []);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = await act.act({
      terms: {
        parts: rows.map((r) => ({ percent: plainSum(r.percent) || '0', from: r.from, days: Number(r.days) || 0 })),
        discount: v.discount ? { percent: plainSum(v.discount), days: Number(v.discountDays) || 0 } : undefined,
        interest: v.interest ? { percent: plainSum(v.interest), grace: Number(v.grace) || 0 } : undefined,
      },
      credit_limit: v.limit.trim() === '' ? null : plainSum(v.limit),
      refuses_beyond: v.refuses === 'refuse',
      dunning_days: v.own === 'own' ? daysOf(v.days) : null,
      dunning_paused_to: v.paused || null,
    });
    if (!next) return;
    invalidate('/receivables', '/dunning');
    toast(t('ted.done'));
    done(next);
  };
  const fault = (/** @type {string} */ f) => act.error?.field(f);
  return html`
    <form class="terms-form" onSubmit=${submit} novalidate>
      <${Parts} rows=${rows} set=${setRows} error=${act.error} />
      <div class="pair">
        <${Field}
          label=${t('ted.discount')}
          value=${v.discount}
          onInput=${to('discount')}
          hint=${t('ted.blank')}
          error=${fault('terms/discount/percent')}
        />
        <${Field}
          label=${t('ted.discount.days')}
          value=${v.discountDays}
          onInput=${to('discountDays')}
          error=${fault('terms/discount/days')}
        />
      </div>
      <div class="pair">
        <${Field}
          label=${t('ted.interest')}
          value=${v.interest}
          onInput=${to('interest')}
          hint=${t('ted.blank')}
          error=${fault('terms/interest/percent')}
        />
        <${Field}
          label=${t('ted.grace')}
          value=${v.grace}
          onInput=${to('grace')}
          error=${fault('terms/interest/grace')}
        />
      </div>
      <div class="pair">
        <${Field}
          label=${t('ted.limit', { currency: a.currency })}
          value=${v.limit}
          onInput=${to('limit')}
          hint=${t('ted.limit.hint')}
          error=${fault('credit_limit')}
        />
        <${Field}
          label=${t('ted.beyond')}
          value=${v.refuses}
          onInput=${to('refuses')}
          options=${[
            ['hold', t('ted.beyond.hold')],
            ['refuse', t('ted.beyond.refuse')],
          ]}
        />
      </div>
      <div class="pair">
        <${Field}
          label=${t('agr.dun')}
          value=${v.own}
          onInput=${to('own')}
          options=${[
            ['rule', t('ted.dun.rule')],
            ['own', t('ted.dun.own')],
          ]}
        />
        <${Field}
          label=${t('ted.dun.days')}
          value=${v.days}
          onInput=${to('days')}
          readonly=${v.own !== 'own'}
          hint=${t('ted.dun.hint')}
          error=${fault('dunning_days')}
        />
      </div>
      <${Field} label=${t('ted.paused')} type="date" value=${v.paused} onInput=${to('paused')} />
      <${Fault} error=${act.error} />
      ${
        act.error?.status === 412 &&
        html`
          <button type="button" class="btn sm" onClick=${reload}>${t('reload')}</button>
        `
      }
      <${Acts} onClose=${onClose} busy=${act.busy} ready=${true} label=${t('ted.save')} />
    </form>
  `;
}
