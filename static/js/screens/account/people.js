import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { usePages } from '../../query.js';
import { can, session } from '../../session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { ListBody } from '../../ui/list-page.js';
import { PartyCell } from '../../ui/product-cell.js';
import { StatusBadge } from '../../ui/status-badge.js';
import { Invite } from './invite.js';
import { Remove } from './remove.js';

/** @typedef {{ id: string, user_id: string | null, name: string, email: string, role: string, job_title: string, influence: string, invited: boolean }} Member */
/** @typedef {import('../../i18n.js').Key} Key */

const influences = new Set(['decides', 'handles', 'influences']);
/** @param {Member} m */
const nameCell = (m) => html`
  <${PartyCell}
    round
    name=${m.name || m.email}
    sub=${html`
      <a class="inl" href=${'mailto:' + m.email}>${m.email}</a>
    `}
  />
`;
/** @param {Member} m */
const stateCell = (m) =>
  m.invited
    ? html`
        <${StatusBadge} tone="info" icon="mail">${t('mb.invited')}</${StatusBadge}>
      `
    : html`
        <${StatusBadge} tone="ok" icon="check">
          ${m.user_id === session.value?.user.id ? t('mb.you') : t('mb.active')}
        </${StatusBadge}>
      `;

/** @param {(m: Member) => void} remove @returns {import('../../ui/data-table.js').Col} */
const actions = (remove) => ({
  key: 'x',
  label: t('mb.act'),
  quiet: true,
  w: '60px',
  m: 'act',
  cell: (m) => {
    if (m.user_id === session.value?.user.id) return null;
    const name = `${t(m.invited ? 'mb.withdraw' : 'mb.remove')}: ${m.name || m.email}`;
    return html`
      <button type="button" class="btn ghost icon sm" aria-label=${name} title=${name} onClick=${() => remove(m)}>
        <${Icon} name="x" size=${15} />
      </button>
    `;
  },
});
/** @type {() => import('../../ui/data-table.js').Col[]} */
const columns = () => [
  { key: 'n', label: t('mb.name'), m: 'lead', cell: nameCell },
  {
    key: 'r',
    label: t('mb.role'),
    w: '260px',
    m: 'sub',
    cell: (m) => html`
      ${t(/** @type {Key} */ ('role.' + m.role))}${
        m.job_title &&
        html`
          <small>${m.job_title}</small>
        `
      }
    `,
  },
  {
    key: 'i',
    label: t('mb.influence'),
    w: '190px',
    m: 'hide',
    cell: (m) => (influences.has(m.influence) ? t(/** @type {Key} */ ('mb.in.' + m.influence)) : ''),
  },
  { key: 's', label: t('mb.state'), w: '180px', m: 'side', cell: stateCell },
];

/** Who works here, and in which role; administrators invite. */
export default function People() {
  const list = usePages('/members');
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState(/** @type {Member | null} */ (null));
  const invite = can('member:invite');
  const button = (/** @type {string} */ c) => html`
    <button type="button" class="btn ${c}" onClick=${() => setInviting(true)}>
      <${Icon} name="plus" />
      ${t('mb.invite')}
    </button>
  `;
  const empty = html`
    <${EmptyState} icon="users" title=${t('mb.none')} text=${t('mb.none.sub')}>${invite && button('')}</${EmptyState}>
  `;
  const n = list.data?.length;
  return html`
    <div class="page">
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('nav.people')}</h1>
          <p>
            ${session.value?.organisation.name}${
              n !== undefined &&
              !list.more &&
              html`
                <span class="dotsep">${t('mb.n', { n })}</span>
              `
            }
          </p>
        </div>
        ${
          invite &&
          html`
            <div class="ph-a">${button('primary')}</div>
          `
        }
      </header>
      <section class="card clip" aria-label=${t('nav.people')}>
        <${ListBody}
          list=${list}
          cols=${invite ? [...columns(), actions(setLeaving)] : columns()}
          label=${t('nav.people')}
          id=${(/** @type {Member} */ m) => m.id}
          empty=${empty}
        />
      </section>
      ${
        invite &&
        html`
          <${Invite} open=${inviting} onClose=${() => setInviting(false)} done=${list.reload} />
          <${Remove} who=${leaving} onClose=${() => setLeaving(null)} done=${list.reload} />
        `
      }
    </div>
  `;
}
