import { useEffect } from 'preact/hooks';
import { html } from '../../h.js';
import { t, dateTime } from '../../i18n.js';
import { homeOf } from '../../menus.js';
import { usePages } from '../../query.js';
import { Brand } from '../../ui/brand.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { ListBody } from '../../ui/list-page.js';
import { MailKind, MailState } from './parts/mail-state.js';

/** @typedef {{ id: string, kind: string, recipient: string, subject: string, created_at: string, state: string }} Mail */

/** @type {() => import('../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 's',
    label: t('ob.subject'),
    m: 'lead',
    cell: (m) => html`
      <a class="pname" href=${'/outbox/' + m.id}>${m.subject}</a>
      <small>${m.recipient}</small>
    `,
  },
  {
    key: 'k',
    label: t('ob.kind'),
    w: '210px',
    m: 'sub',
    cell: (m) => html`
      <${MailKind} kind=${m.kind} />
    `,
  },
  {
    key: 'st',
    label: t('ob.state'),
    w: '170px',
    m: 'act',
    cell: (m) => html`
      <${MailState} state=${m.state} />
    `,
  },
  {
    key: 'd',
    label: t('ob.at'),
    num: true,
    w: '140px',
    m: 'side',
    cell: (m) => html`
      <time datetime=${m.created_at}>${dateTime(m.created_at)}</time>
    `,
  },
];

/** Every mail of a demo, which sends none: it lies here instead. */
export default function Outbox() {
  const list = usePages('/outbox');
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && list.reload();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  const empty = html`
    <${EmptyState} icon="inbox" title=${t('ob.none')} text=${t('ob.none.sub')} />
  `;
  return html`
    <div class="page plain-p">
      <${Brand} href=${homeOf()} size=${28} />
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('ob.title')}</h1>
          <p>${t('ob.sub')}</p>
        </div>
        <div class="ph-a">
          <button type="button" class="btn" disabled=${list.busy} onClick=${list.reload}>
            <${Icon} name="rotate-ccw" />
            ${t('ob.look')}
          </button>
        </div>
      </header>
      <section class="card clip" aria-label=${t('ob.title')}>
        <${ListBody}
          list=${list}
          cols=${columns()}
          label=${t('ob.title')}
          id=${(/** @type {Mail} */ m) => m.id}
          empty=${empty}
        />
      </section>
    </div>
  `;
}
