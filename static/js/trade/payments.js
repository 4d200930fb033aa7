// Payments as either side lists them.
import { html } from '../h.js';
import { t, day, money } from '../i18n.js';
import { PartyCell } from '../ui/product-cell.js';
import { StatusBadge } from '../ui/status-badge.js';
import { paymentPlace } from './places.js';

/** @typedef {{ id: string, client: { id: string, name: string }, supplier: { id: string, name: string }, currency: string, amount: string, allocated: string, rest: string, received_on: string, reference: string, purpose: string, source: string, reversed_on: string | null }} Payment */

/** @param {{ p: Payment }} x */
const State = ({ p }) => {
  if (p.reversed_on)
    return html`
      <${StatusBadge} tone="mute" icon="undo-2">${t('pay.reversed')}</${StatusBadge}>
    `;
  return Number(p.rest) > 0
    ? html`
        <${StatusBadge} tone="info">${t('pay.rest', { v: money(p.rest, p.currency) })}</${StatusBadge}>
      `
    : html`
        <${StatusBadge} tone="ok" icon="check">${t('pay.allocated')}</${StatusBadge}>
      `;
};

/** @param {'client' | 'supplier'} across @returns {import('../ui/data-table.js').Col[]} */
export const paymentColumns = (across) => [
  { key: 'd', label: t('acc.on'), w: '100px', m: 'sub', cell: (p) => day(p.received_on) },
  {
    key: 'w',
    label: t(across === 'supplier' ? 'inv.supplier' : 'inv.buyer'),
    m: 'lead',
    cell: (p) => html`
      <${PartyCell} name=${p[across].name} />
    `,
  },
  {
    key: 'r',
    label: t('pay.reference'),
    m: 'full',
    cell: (p) => html`
      ${
        paymentPlace(p.id)
          ? html`
              <a class="pname" href=${paymentPlace(p.id)}>${p.reference || t('pay.one')}</a>
            `
          : p.reference || '—'
      }
      ${
        p.purpose &&
        html`
          <small>${p.purpose}</small>
        `
      }
    `,
  },
  {
    key: 's',
    label: t('inv.state'),
    w: '210px',
    m: 'act',
    cell: (p) => html`
      <${State} p=${p} />
    `,
  },
  {
    key: 'a',
    label: t('inv.sum'),
    num: true,
    w: '140px',
    m: 'side',
    cell: (p) => html`
      <b>${money(p.amount, p.currency)}</b>
    `,
  },
];
