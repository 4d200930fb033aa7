import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { useGet } from '../../query.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Held } from '../../trade/held.js';
import { OrderView } from '../../trade/order-view.js';
import { clientPlace } from '../../trade/places.js';

/** @typedef {import('../../trade/order-view.js').Order} Order */

/** @param {{ o: Order, set: (o: Order) => void }} p */
function Page({ o, set }) {
  const client = { to: clientPlace(o.client.id) ?? '/clients', label: o.client.name };
  return html`
    <${OrderView}
      o=${o}
      above=${html`
        <${Held} o=${o} set=${set} />
      `}
      crumbs=${[{ to: '/clients', label: t('nav.clients') }, client]}
      across=${t('or.pair', { client: o.client.name, supplier: o.supplier.name })}
      own=${o.client_number}
    />
  `;
}

/** An order of one of the clients, to be read. @param {{ params: { id: string, client: string } }} p */
export default function ClientOrder({ params }) {
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
        <${Page} o=${o} set=${q.set} />
      `}
    <//>
  `;
}
