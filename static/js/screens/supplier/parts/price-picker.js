// Which clients, or which groups of them: boxes to tick, with a search where there are many.
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { useState } from 'preact/hooks';
import { Field } from '../../../ui/field.js';

/** @typedef {{ id: string, name: string, sub?: string }} Choice */

/** @param {{ rows: Choice[], chosen: string[], setChosen: (ids: string[]) => void, legend: string }} p */
export const Boxes = ({ rows, chosen, setChosen, legend }) => html`
  <fieldset class="picks">
    <legend>${legend}</legend>
    ${rows.map(
      (r) => html`
        <label key=${r.id} class="pick">
          <input
            type="checkbox"
            checked=${chosen.includes(r.id)}
            onChange=${(/** @type {any} */ e) =>
              setChosen(e.target.checked ? [...chosen, r.id] : chosen.filter((x) => x !== r.id))}
          />
          <span>
            ${r.name}
            <small>${r.sub}</small>
          </span>
        </label>
      `,
    )}
  </fieldset>
`;

/** The supplier's clients by their agreements; those chosen before stay chosen when the search hides them. @param {{ chosen: string[], setChosen: (ids: string[]) => void }} p */
export function Clients({ chosen, setChosen }) {
  const [q, setQ] = useState('');
  const found = useGet('/trade-clients', { q: q.trim(), limit: 100 });
  const rows = (found.data?.items ?? []).map((/** @type {any} */ c) => ({
    id: c.id,
    name: c.name,
    sub: [c.number, c.city, ...c.groups].filter(Boolean).join(' · '),
  }));
  return html`
    <${Field} label=${t('pl.client.find')} type="search" value=${q} onInput=${setQ} />
    <${Boxes} rows=${rows} chosen=${chosen} setChosen=${setChosen} legend=${t('pl.chosen', { n: chosen.length })} />
  `;
}

/** Categories as a select takes them, indented as they hang. @param {string} none what no category means @returns {[string, string][]} */
export function useCategories(none) {
  const q = useGet('/categories');
  return [
    ['', none],
    ...(q.data?.items ?? []).map(
      (/** @type {any} */ c) => /** @type {[string, string]} */ ([c.id, '\u2003'.repeat(c.depth) + c.name]),
    ),
  ];
}
