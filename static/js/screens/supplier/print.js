import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { useGet } from '../../query.js';
import { useSearch } from '../../router.js';
import { Prints } from '../../trade/prints.js';
import { Field } from '../../ui/field.js';
import { useTyped } from '../../ui/list-page.js';

/** @typedef {{ id: string, name: string, number: string }} Client */

const SHOWN = 100; // clients in the menu; beyond that one types a name

/** What the supplier has on sale, at list prices or at those of one client, on paper. */
export default function Print() {
  const [{ client = '' }, set] = useSearch();
  const [q, setQ] = useState('');
  const [available, setAvailable] = useState(false);
  const [text, setText] = useTyped(q, setQ);
  const clients = useGet('/trade-clients', { q, limit: SHOWN }, { keep: true });
  const many = Boolean(clients.data?.next) || q !== '';
  /** @type {[string, string][]} */
  const options = [
    ['', t('print.for.list')],
    ...(clients.data?.items ?? []).map((/** @type {Client} */ c) => [c.id, `${c.name}, ${c.number}`]),
  ];
  const choice = html`
    ${
      many &&
      html`
        <${Field} label=${t('print.for.find')} type="search" value=${text} onInput=${setText} />
      `
    }
    <${Field}
      label=${t('print.for')}
      value=${client}
      onInput=${(/** @type {string} */ id) => set({ client: id })}
      options=${options}
    />
    <label class="chk">
      <input
        type="checkbox"
        checked=${available}
        onChange=${(/** @type {any} */ e) => setAvailable(e.target.checked)}
      />
      <span>${t('print.available')}</span>
    </label>
  `;
  return html`
    <${Prints}
      about=${t('print.sub.s')}
      choice=${choice}
      wanted=${{ agreement: client || undefined, available: available || undefined }}
    />
  `;
}
