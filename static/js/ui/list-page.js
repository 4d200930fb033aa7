// A list with tabs and a search box: what its pages share is here, what they list is theirs.
import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { Icon } from './icon.js';
import { DataTable, TableSkeleton } from './data-table.js';
import { Trouble } from './loaded.js';
import { More } from './more.js';

const QUIET = 150; // milliseconds after the last key before the server is asked

/** What is typed at once, and what is asked for a moment later. @param {string} asked @param {(q: string) => void} ask @returns {[string, (s: string) => void]} */
export function useTyped(asked, ask) {
  const [text, setText] = useState(asked);
  const sent = useRef(asked);
  useEffect(() => {
    if (asked !== sent.current) setText((sent.current = asked)); // the address changed under us: "back", or a link
  }, [asked]);
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => ask((sent.current = text.trim())), QUIET);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText];
}

/** @param {{ label: string, placeholder: string, text: string, setText: (s: string) => void }} p */
export const SearchBox = ({ label, placeholder, text, setText }) => html`
  <div class="search">
    <${Icon} name="search" />
    <input
      type="search"
      aria-label=${label}
      placeholder=${placeholder}
      value=${text}
      onInput=${(/** @type {any} */ e) => setText(e.target.value)}
    />
    <kbd aria-hidden="true">/</kbd>
  </div>
`;

/**
 * The rows of a keyset list with all its faces: waiting, failed, empty, more to come.
 * @param {{ list: any, cols: import('./data-table.js').Col[], label: string, id: (row: any) => string, empty: any, rowClass?: (row: any) => string }} p
 */
export function ListBody({ list, cols, label, id, empty, rowClass }) {
  if (list.error && !list.data)
    return html`
      <${Trouble} error=${list.error} retry=${list.reload} />
    `;
  if (!list.data)
    return html`
      <div class="wait" aria-busy="true">
        <p class="sr-only" role="status">${t('loading')}</p>
        <${TableSkeleton} cols=${cols} label=${label} />
      </div>
    `;
  if (!list.data.length) return empty;
  return html`
    <${DataTable} label=${label} cols=${cols} rows=${list.data} id=${id} rowClass=${rowClass} busy=${list.stale} />
    <${More} list=${list} />
  `;
}
