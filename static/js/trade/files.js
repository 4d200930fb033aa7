// Papers and tables to keep.
import { useState } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { address, download } from '../api.js';
import { toastFault } from '../store.js';
import { Icon } from '../ui/icon.js';
import { Choices, Popover } from '../ui/popover.js';

/** One that may be fetched: its address below the API's, and the name it gets where the server gives none. @typedef {{ label: string, sub?: string, path: string, query?: Record<string, any>, name: string }} File */

/** A button with a choice of files below it. @param {{ files: File[], label?: string, class?: string }} p */
export function Files({ files, label = t('file.get'), class: c = 'btn' }) {
  const [busy, setBusy] = useState(false);
  const get = async (/** @type {File} */ f) => {
    setBusy(true);
    await download(address(f.path, f.query ?? {}).replace('/api/v1', ''), f.name).catch(toastFault);
    setBusy(false);
  };
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
