import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { usePages } from '../../query.js';
import { useSearch } from '../../router.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ListBody, SearchBox, useTyped } from '../../ui/list-page.js';
import { Tabs } from '../../ui/tabs.js';
import { orderColumns } from './parts/columns.js';

const tabs = /** @type {const} */ (['placed', 'confirmed', 'refused', 'all']);

/** Orders from the clients: those that wait for an answer first. */
export default function Incoming() {
  const [search, set] = useSearch();
  const tab = tabs.find((x) => x === search.tab) ?? 'placed';
  const q = search.q ?? '';
  const list = usePages('/orders', { q, status: tab === 'all' ? '' : tab });
  const [text, setText] = useTyped(q, (typed) => set({ q: typed }));
  const filtered = Boolean(q) || tab !== 'placed';
  const empty = html`
    <${EmptyState}
      icon=${filtered ? 'search' : 'circle-check'}
      title=${t(filtered ? 'ord.none' : 'sh.none')}
      text=${t(filtered ? 'ord.none.filter' : 'sh.none.sub')}
    >
      <button type="button" class="btn" onClick=${() => (setText(''), set({ q: '', tab: 'all' }))}>
        ${t('in.all')}
      </button>
    <//>
  `;
  return html`
    <div class="page">
      <header class="ph">
        <div><h1 tabindex="-1">${t('nav.incoming')}</h1></div>
      </header>
      <section class="card clip" aria-label=${t('nav.incoming')}>
        <div class="card-tabs">
          <${Tabs}
            label=${t('ord.state')}
            panel="incoming"
            value=${tab}
            onChange=${(/** @type {string} */ v) => set({ tab: v === 'placed' ? '' : v })}
            tabs=${tabs.map((id) => ({ id, label: t(`in.t.${id}`) }))}
          />
          <${SearchBox} label=${t('in.search')} placeholder=${t('in.search')} text=${text} setText=${setText} />
        </div>
        <div id="incoming" role="tabpanel" aria-labelledby=${'incoming-' + tab}>
          <${ListBody}
            list=${list}
            cols=${orderColumns()}
            label=${t('nav.incoming')}
            id=${(/** @type {any} */ o) => o.id}
            empty=${empty}
          />
        </div>
      </section>
    </div>
  `;
}
