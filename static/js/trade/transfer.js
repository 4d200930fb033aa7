// How to pay an invoice by bank: the fields of a payment order, each to be copied, and the code that fills one in by itself.
import { html } from '../h.js';
import { t, money } from '../i18n.js';
import { useGet } from '../query.js';
import { toast } from '../store.js';
import { Icon } from '../ui/icon.js';
import { Loaded } from '../ui/loaded.js';
import { Panel } from '../ui/panel.js';

/** @typedef {{ recipient: string, tax_id: string, tax_code: string, bank: string, bic: string, account: string, correspondent: string, amount: string, currency: string, purpose: string }} Details */
/** @typedef {{ payable: boolean, why: string, details?: Details, code?: { text: string, side: number, path: string } }} Transfer */

/** What a payment order asks for, in its order. @type {(keyof Details & ('recipient' | 'tax_id' | 'tax_code' | 'bank' | 'bic' | 'account' | 'correspondent' | 'amount' | 'purpose'))[]} */
const fields = ['recipient', 'tax_id', 'tax_code', 'account', 'bank', 'bic', 'correspondent', 'amount', 'purpose'];

/** @param {typeof fields[number]} f */
const nameOf = (f) => t(/** @type {import('../i18n.js').Key} */ ('tr.' + f.replace('_', '')));

/** @param {string} text @param {string} said */
const copy = (text, said) =>
  navigator.clipboard.writeText(text).then(
    () => toast(said),
    () => toast(t('tr.uncopied'), undefined, 'bad'),
  );

/** @param {{ d: Details }} p */
export const Fields = ({ d }) => html`
  <dl class="kv stackd transfer">
    ${fields
      .filter((f) => d[f])
      .map(
        (f) => html`
          <div key=${f}>
            <dt>${nameOf(f)}</dt>
            <dd>
              <span>${f === 'amount' ? money(d.amount, d.currency) : d[f]}</span>
              <button
                type="button"
                class="btn ghost icon sm"
                aria-label=${t('tr.copy', { what: nameOf(f) })}
                onClick=${() => copy(d[f], t('tr.copied', { what: nameOf(f) }))}
              >
                <${Icon} name="copy" size=${15} />
              </button>
            </dd>
          </div>
        `,
      )}
  </dl>
`;

/** @param {{ code: NonNullable<Transfer['code']> }} p */
const Code = ({ code }) => html`
  <div class="scan">
    <svg role="img" aria-label=${t('tr.code')} viewBox=${`-4 -4 ${code.side + 8} ${code.side + 8}`}>
      <path d=${code.path} />
    </svg>
    <p>${t('tr.scan')}</p>
  </div>
`;

/** @param {{ d: Details }} p */
export const CopyAll = ({ d }) => {
  const all = () =>
    fields
      .filter((f) => d[f])
      .map((f) => `${nameOf(f)}: ${d[f]}`)
      .join('\n');
  return html`
    <button type="button" class="btn" onClick=${() => copy(all(), t('tr.copied.all'))}>
      <${Icon} name="copy" size=${15} />
      ${t('tr.copy.all')}
    </button>
  `;
};

/** Of an invoice that still asks for money. @param {{ id: string }} p */
export function TransferPanel({ id }) {
  const q = useGet(`/invoices/${id}/transfer`);
  return html`
    <${Panel} id="tr-h" title=${t('tr.title')}>
      <${Loaded} q=${q}>
        ${(/** @type {Transfer} */ x) =>
          x.details
            ? html`
                ${
                  x.code
                    ? html`
                        <${Code} code=${x.code} />
                      `
                    : html`
                        <p class="quiet">${t('tr.nocode')}</p>
                      `
                }
                <${Fields} d=${x.details} />
                <${CopyAll} d=${x.details} />
              `
            : html`
                <p class="quiet">${t('tr.none')}</p>
              `}
      </${Loaded}>
    </${Panel}>
  `;
}
