import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { api } from '../../api.js';
import { cart, cartOpen } from '../../cart.js';
import { invalidate, useAction, useGet } from '../../query.js';
import { can } from '../../session.js';
import { toast, toastFault } from '../../store.js';
import { Icon } from '../../ui/icon.js';
import { Dialog } from '../../ui/dialog.js';
import { Field } from '../../ui/field.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Held } from '../../trade/held.js';
import { OrderView } from '../../trade/order-view.js';

/** @typedef {import('../../trade/order-view.js').Order} Order */

/** Takes an order back while the supplier has not confirmed it; the reason is said to both. @param {{ o: Order, open: boolean, onClose: () => void, done: (o: Order) => void, stale: () => void }} p */
function CancelDialog({ o, open, onClose, done, stale }) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const cancel = useAction((/** @type {object} */ input, key) =>
    api.post(`/orders/${o.id}/cancel`, input, { key, version: o.version }),
  );
  const send = async () => {
    setTried(true);
    if (!reason.trim()) return;
    const answer = await cancel.act({ reason: reason.trim() });
    if (!answer) return;
    onClose();
    done(answer);
    toast(t('ord.cancel.done', { no: o.number }));
  };
  const isStale = cancel.error?.status === 412;
  const footer = html`
    <button type="button" class="btn" onClick=${onClose}>${t('ord.keep')}</button>
    ${
      isStale
        ? html`
            <button type="button" class="btn primary" onClick=${() => (onClose(), stale())}>${t('reload')}</button>
          `
        : html`
            <button type="button" class="btn primary" disabled=${cancel.busy} onClick=${send}>
              ${t('ord.cancel')}
            </button>
          `
    }
  `;
  return html`
    <${Dialog} open=${open} onClose=${onClose} title=${t('ord.cancel.title', { no: o.number })} footer=${footer}>
      <${Field}
        label=${t('ord.cancel.why')}
        rows=${3}
        required
        value=${reason}
        onInput=${setReason}
        hint=${t('ord.cancel.hint')}
        error=${tried && !reason.trim() ? t('ord.cancel.err') : cancel.error?.field('reason')}
      />
      ${
        cancel.error &&
        html`
          <p class="note bad" role="alert">
            <${Icon} name="circle-alert" />
            <span>${isStale ? t('ord.stale') : cancel.error.message}</span>
          </p>
        `
      }
    </${Dialog}>
  `;
}

/** Everything of it that can still be had goes into the cart; what cannot is named. @param {{ o: Order }} p */
function Again({ o }) {
  const again = useAction(
    (/** @type {{}} */ _, key) => api.post(`/orders/${o.id}/reorder`, undefined, { key }),
    toastFault,
  );
  const run = async () => {
    const answer = await again.act({});
    if (!answer) return;
    cart.value = answer.cart;
    cartOpen.value = true;
    toast(t('ord.again.done', { n: answer.added }));
    const lost = answer.skipped.filter((/** @type {any} */ s) => s.code !== 'rounded');
    if (lost.length) toast(t('ord.again.skipped', { n: lost.length, what: lost[0].message }), undefined, 'bad');
  };
  return html`
    <button type="button" class="btn primary" disabled=${again.busy} onClick=${run}>
      <${Icon} name="repeat-2" />
      ${t('ord.again')}
    </button>
  `;
}

/** @param {{ o: Order, set: (o: Order) => void, reload: () => void }} p */
function Page({ o, set, reload }) {
  const [cancelling, setCancelling] = useState(false);
  const done = (/** @type {Order} */ next) => {
    set(next);
    invalidate('/orders', '/reorder');
  };
  const buttons = html`
    ${
      o.actions.includes('cancel') &&
      html`
        <button type="button" class="btn" onClick=${() => setCancelling(true)}>
          <${Icon} name="circle-x" />
          ${t('ord.cancel')}
        </button>
      `
    }
    ${
      o.actions.includes('reorder') &&
      can('cart:edit') &&
      html`
        <${Again} o=${o} />
      `
    }
  `;
  return html`
    <${OrderView}
      o=${o}
      above=${html`
        <${Held} o=${o} />
      `}
      crumbs=${[{ to: '/orders', label: t('nav.orders') }]}
      across=${o.supplier.name}
      own=${o.client_number && t('ord.own', { no: o.client_number })}
      buttons=${buttons}
    >
      <${CancelDialog} o=${o} open=${cancelling} onClose=${() => setCancelling(false)} done=${done} stale=${reload} />
    </${OrderView}>
  `;
}

/** @param {{ params: { id: string } }} p */
export default function OrderPage({ params }) {
  const q = useGet('/orders/' + params.id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {Order} */ o) => html`
        <${Page} o=${o} set=${q.set} reload=${q.reload} />
      `}
    </${Loaded}>
  `;
}
