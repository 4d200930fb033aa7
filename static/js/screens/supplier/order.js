import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { invalidate, useGet } from '../../query.js';
import { can } from '../../session.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Held } from '../../trade/held.js';
import { OrderView } from '../../trade/order-view.js';
import { ConfirmDialog, RefuseDialog } from './parts/answer.js';

/** @typedef {import('../../trade/order-view.js').Order} Order */

/** @param {{ o: Order, set: (o: Order) => void, reload: () => void }} p */
function Page({ o, set, reload }) {
  const [asked, ask] = useState(/** @type {'' | 'confirm' | 'refuse'} */ (''));
  const close = () => ask('');
  const done = (/** @type {Order} */ next) => {
    set(next);
    close();
    invalidate('/orders', '/supplier', '/invoices');
  };
  const may = (/** @type {string} */ action) => can('order:answer') && o.actions.includes(action);
  const buttons = html`
    ${
      may('refuse') &&
      html`
        <button type="button" class="btn" onClick=${() => ask('refuse')}>
          <${Icon} name="ban" />
          ${t('in.refuse')}
        </button>
      `
    }
    ${
      may('confirm') &&
      html`
        <button type="button" class="btn primary" onClick=${() => ask('confirm')}>
          <${Icon} name="check" />
          ${t('in.confirm')}
        </button>
      `
    }
  `;
  const shared = { o, onClose: close, done, stale: () => (close(), reload()) };
  return html`
    <${OrderView}
      o=${o}
      above=${html`
        <${Held} o=${o} set=${done} />
      `}
      crumbs=${[{ to: '/incoming', label: t('nav.incoming') }]}
      across=${o.client.name}
      own=${o.client_number && t('in.theirs', { no: o.client_number })}
      buttons=${buttons}
    >
      <${ConfirmDialog} ...${shared} open=${asked === 'confirm'} />
      <${RefuseDialog} ...${shared} open=${asked === 'refuse'} />
    <//>
  `;
}

/** An order as its supplier answers it. @param {{ params: { id: string } }} p */
export default function IncomingOrder({ params }) {
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
    <//>
  `;
}
