// What an accountant takes away: the papers of a list, and the registers of any days.
import { useState } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { Dialog } from '../ui/dialog.js';
import { Icon } from '../ui/icon.js';
import { DaysPeriod, periodOf } from './days-period.js';
import { Get } from './files.js';

const registers = /** @type {const} */ (['invoices', 'credit_notes', 'payments']);
const formats = /** @type {const} */ (['xlsx', 'csv']);

/** @param {{ name: string, sub?: string, children?: any }} p */
const Row = ({ name, sub, children }) => html`
  <li>
    <div>
      ${name}${
        sub &&
        html`
          <small>${sub}</small>
        `
      }
    </div>
    ${children}
  </li>
`;

/** @param {{ query: Record<string, string> }} p */
function Body({ query }) {
  const [period, setPeriod] = useState(periodOf({}));
  return html`
    <ul class="rows wrap" role="list">
      <${Row} name=${t('bk.papers')} sub=${t('bk.papers.sub')}>
        <${Get}
          file=${{ label: 'ZIP', path: '/invoices.zip', query, name: 'invoices.zip' }}
          name=${`${t('bk.papers')}, ZIP`}
        />
      </${Row}>
    </ul>
    <div class="bk-days">
      <h3>${t('bk.registers')}</h3>
      <${DaysPeriod} period=${period} set=${setPeriod} />
    </div>
    <ul class="rows wrap" role="list">
      ${registers.map(
        (of) => html`
          <${Row} key=${of} name=${t(`bk.${of}`)}>
            ${formats.map(
              (format) => html`
                <${Get}
                  key=${format}
                  file=${{ label: format.toUpperCase(), path: '/registers', query: { ...period, of, format }, name: `${of}.${format}` }}
                  name=${`${t(`bk.${of}`)}, ${format.toUpperCase()}`}
                />
              `,
            )}
          </${Row}>
        `,
      )}
      <${Row} name=${t('bk.1c')} sub=${t('bk.1c.sub')}>
        <${Get}
          file=${{ label: 'XML', path: '/registers/1c', query: period, name: '1c.xml' }}
          name=${`${t('bk.1c')}, XML`}
        />
      </${Row}>
    </ul>
  `;
}

/** `query` is what the list is narrowed to. @param {{ query: Record<string, string> }} p */
export function Accounting({ query }) {
  const [open, setOpen] = useState(false);
  return html`
    <button type="button" class="btn" onClick=${() => setOpen(true)}>
      <${Icon} name="download" size=${15} />
      ${t('bk.title')}
    </button>
    <${Dialog} open=${open} onClose=${() => setOpen(false)} title=${t('bk.title')}>
      <${Body} query=${query} />
    </${Dialog}>
  `;
}
