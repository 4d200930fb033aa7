// Papers and tables to keep.
import { useState } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { ApiError, address, download } from '../api.js';
import { toast } from '../store.js';
import { Icon } from '../ui/icon.js';
import { Choices, Popover } from '../ui/popover.js';

/** One that may be fetched: its address below the API's, and the name it gets where the server gives none. @typedef {{ label: string, sub?: string, path: string, query?: Record<string, any>, name: string }} File */

/** Says why there is none, and which fields keep it from being. @param {Error} e */
const tell = (e) => {
  const fields = e instanceof ApiError ? e.fields.map((f) => f.field) : [];
  toast([e.message, fields.join(', ')].join(' ').trim(), undefined, 'bad');
};

/** Whether one is on its way, and how to fetch it. @returns {[boolean, (f: File) => Promise<void>]} */
function useFiles() {
  const [busy, setBusy] = useState(false);
  return [
    busy,
    async (f) => {
      setBusy(true);
      await download(address(f.path, f.query ?? {}).replace('/api/v1', ''), f.name).catch(tell);
      setBusy(false);
    },
  ];
}

/** A button for one file; `name` is what it is called where the label is short. @param {{ file: File, name?: string, class?: string }} p */
export function Get({ file, name, class: c = 'btn sm' }) {
  const [busy, get] = useFiles();
  return html`
    <button type="button" class=${c} aria-label=${name} disabled=${busy} onClick=${() => get(file)}>
      <${Icon} name="download" size=${15} />
      ${file.label}
    </button>
  `;
}

/** A button with a choice of files below it. @param {{ files: File[], label?: string, class?: string }} p */
export function Files({ files, label = t('file.get'), class: c = 'btn' }) {
  const [busy, get] = useFiles();
  const button = html`
    <${Icon} name="download" size=${15} />
    ${busy ? t('loading') : label}
  `;
  return html`
    <${Popover} class=${c} align="end" name=${label} button=${button}>
      ${(/** @type {() => void} */ close) => html`
        <${Choices} close=${close} items=${files.map((f) => ({ label: f.label, sub: f.sub, run: () => get(f) }))} />
      `}
    </${Popover}>
  `;
}
