import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { address, download } from '../../../api.js';
import { toast } from '../../../store.js';
import { Icon } from '../../../ui/icon.js';
import { Choices, Popover } from '../../../ui/popover.js';

/** @typedef {'months' | 'categories' | 'clients' | 'products' | 'quiet' | 'unsold' | 'no_price' | 'below_cost' | 'above_list'} Table */
const formats = /** @type {const} */ (['xlsx', 'csv']);

/** What the page shows, as files to keep. @param {{ tables: Table[], query: Record<string, string | undefined> }} p */
export function Keep({ tables, query }) {
  const [busy, setBusy] = useState(false);
  const get = async (/** @type {Table} */ table, /** @type {string} */ format) => {
    setBusy(true);
    const path = address('/figures/file', { ...query, table, format }).replace('/api/v1', '');
    await download(path, `${table}.${format}`).catch((e) => toast(e.message, undefined, 'bad'));
    setBusy(false);
  };
  const button = html`
    <${Icon} name="download" />
    ${busy ? t('loading') : t('fg.keep')}
  `;
  return html`
    <${Popover} class="btn" align="end" name=${t('fg.keep')} button=${button}>
      ${(/** @type {() => void} */ close) => html`
        <${Choices}
          close=${close}
          items=${tables.flatMap((table) =>
            formats.map((f) => ({ label: t(`fg.file.${table}`), sub: f.toUpperCase(), run: () => get(table, f) })),
          )}
        />
      `}
    </${Popover}>
  `;
}
