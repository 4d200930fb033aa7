import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, money, today } from '../../../i18n.js';
import { api } from '../../../api.js';
import { useAction } from '../../../query.js';
import { toast } from '../../../store.js';
import { go } from '../../../router.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { invoicePlace } from '../../../trade/places.js';

/** @typedef {import('../../../trade/order-view.js').Order} Order */
/** @typedef {{ o: Order, open: boolean, onClose: () => void, done: (o: Order) => void, stale: () => void }} P */

/** An answer to the order as it was read: if it has changed since, the server says so and nothing happens. @param {Order} o @param {'confirm' | 'refuse'} verb */
const useAnswer = (o, verb) =>
  useAction((/** @type {object} */ input, key) =>
    api.post(`/orders/${o.id}/${verb}`, input, { key, version: o.version }),
  );

/** The foot of both: leave it, or do it; where somebody was faster, look again. @param {{ p: P, act: any, form: string, label: string }} x */
function Foot({ p, act, form, label }) {
  const late = act.error && [409, 412].includes(act.error.status);
  return html`
    <button type="button" class="btn" onClick=${p.onClose}>${t('cancel')}</button>
    ${
      late
        ? html`
            <button type="button" class="btn primary" onClick=${p.stale}>${t('reload')}</button>
          `
        : html`
            <button type="submit" form=${form} class="btn primary" disabled=${act.busy}>${label}</button>
          `
    }
  `;
}
/** @param {{ error: any, beside: string[] }} x */
const Why = ({ error, beside }) =>
  error?.status === 412
    ? html`
        <p class="note warn" role="alert">
          <${Icon} name="info" />
          <span>${t('ord.stale')}</span>
        </p>
      `
    : html`
        <${Fault} error=${error} beside=${beside} />
      `;

/** Takes the order on: a delivery day, and the invoice goes out with it. @param {P} p */
export function ConfirmDialog(p) {
  const { o, open } = p;
  const now = today(new Date());
  const [on, setOn] = useState('');
  const act = useAnswer(o, 'confirm');
  useEffect(() => {
    if (!open) return;
    setOn(o.wanted_on && o.wanted_on >= now ? o.wanted_on : '');
    act.clear();
  }, [open]);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = /** @type {Order | undefined} */ (await act.act(on ? { promised_on: on } : {}));
    if (!next) return;
    p.done(next);
    const i = next.invoices[0];
    const to = i && invoicePlace(i.id);
    toast(
      i ? t('in.confirmed.inv', { no: o.number, inv: i.number }) : t('in.confirmed', { no: o.number }),
      to ? { label: t('in.see'), run: () => go(to) } : undefined,
    );
  };
  return html`
    <${Dialog}
      open=${open}
      onClose=${p.onClose}
      title=${t('in.confirm.title', { no: o.number })}
      footer=${html`
        <${Foot} p=${p} act=${act} form="confirm" label=${t('in.confirm')} />
      `}
    >
      <form id="confirm" onSubmit=${submit} novalidate>
        <p class="quiet">${t('in.confirm.sub', { name: o.client.name, v: money(o.total, o.currency) })}</p>
        <${Field}
          label=${t('in.on')}
          type="date"
          min=${now}
          value=${on}
          onInput=${setOn}
          hint=${t('in.on.hint')}
          error=${act.error?.field('promised_on')}
        />
        <${Why} error=${act.error} beside=${['promised_on']} />
      </form>
    <//>
  `;
}

/** Turns the order down; the reason is what the buyer reads. @param {P} p */
export function RefuseDialog(p) {
  const { o, open } = p;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const act = useAnswer(o, 'refuse');
  useEffect(() => {
    if (!open) return;
    setReason('');
    setTried(false);
    act.clear();
  }, [open]);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    setTried(true);
    if (!reason.trim()) return;
    const next = await act.act({ reason: reason.trim() });
    if (!next) return;
    p.done(next);
    toast(t('in.refused', { no: o.number }));
  };
  const usual = /** @type {const} */ (['stock', 'date', 'price']);
  return html`
    <${Dialog}
      open=${open}
      onClose=${p.onClose}
      title=${t('in.refuse.title', { no: o.number })}
      footer=${html`
        <${Foot} p=${p} act=${act} form="refuse" label=${t('in.refuse')} />
      `}
    >
      <form id="refuse" onSubmit=${submit} novalidate>
        <p class="quiet">${t('in.refuse.sub')}</p>
        <div class="chips usual">
          ${usual.map(
            (k) => html`
              <button type="button" class="chip" onClick=${() => setReason(t(`in.why.${k}`))}>
                ${t(`in.why.${k}`)}
              </button>
            `,
          )}
        </div>
        <${Field}
          label=${t('in.why')}
          rows=${3}
          required
          value=${reason}
          onInput=${setReason}
          error=${tried && !reason.trim() ? t('in.why.err') : act.error?.field('reason')}
        />
        <${Why} error=${act.error} beside=${['reason']} />
      </form>
    <//>
  `;
}
