// Whose payment it is, and which of the client's invoices it is for.
import { html } from '../../../h.js';
import { t, day, money } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { Field } from '../../../ui/field.js';

/** @param {{ clients: { id: string, name: string }[], client: string, setClient: (id: string) => void, chosen: string[], setChosen: (ids: string[]) => void, currency: string, error?: string }} p */
export function InvoicePicker({ clients, client, setClient, chosen, setChosen, currency, error }) {
  return html`
    <${Field}
      label=${t('inv.buyer')}
      value=${client}
      onInput=${(/** @type {string} */ id) => (setClient(id), setChosen([]))}
      options=${[['', t('rec.client.none')], ...clients.map((c) => /** @type {[string, string]} */ ([c.id, c.name]))]}
      error=${error}
    />
    ${
      client &&
      html`
        <${Choice} client=${client} chosen=${chosen} setChosen=${setChosen} currency=${currency} />
      `
    }
  `;
}

/** @param {{ client: string, chosen: string[], setChosen: (ids: string[]) => void, currency: string }} p */
function Choice({ client, chosen, setChosen, currency }) {
  const q = useGet('/invoices', { client, state: 'open', limit: 100 });
  const rows = (q.data?.items ?? []).filter((/** @type {any} */ i) => i.currency === currency);
  rows.sort((/** @type {any} */ a, /** @type {any} */ b) => (a.due_on < b.due_on ? -1 : 1));
  if (!q.data) return null;
  if (!rows.length)
    return html`
      <p class="quiet">${t('rec.invoices.none')}</p>
    `;
  return html`
    <fieldset class="picks">
      <legend>${t('rec.invoices')}</legend>
      ${rows.map(
        (/** @type {any} */ i) => html`
          <label key=${i.id} class="pick">
            <input
              type="checkbox"
              checked=${chosen.includes(i.id)}
              onChange=${(/** @type {any} */ e) =>
                setChosen(e.target.checked ? [...chosen, i.id] : chosen.filter((x) => x !== i.id))}
            />
            <span>
              ${i.number}
              <small class=${i.state === 'overdue' ? 'out-bad' : ''}>${t('rec.due', { date: day(i.due_on) })}</small>
            </span>
            <b class="num">${money(i.balance, i.currency)}</b>
          </label>
        `,
      )}
    </fieldset>
  `;
}
