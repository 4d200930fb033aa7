import { useRef, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, dateTime } from '../../i18n.js';
import { download } from '../../api.js';
import { useAction, usePages } from '../../query.js';
import { toastFault } from '../../store.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { ListBody } from '../../ui/list-page.js';
import { resultOf, RunState, send } from './parts/import.js';
import { Feeds, Keys, Mappings } from './parts/import-sources.js';

/** @typedef {import('./parts/import.js').Run} Run */
/** @typedef {import('../../i18n.js').Key} Key */

/** @type {() => import('../../ui/data-table.js').Col[]} */
const columns = () => [
  {
    key: 'f',
    label: t('im.c.file'),
    m: 'lead',
    cell: (r) => html`
      <a class="pname" href=${'/imports/' + r.id}>${r.name}</a>
      <small>${t(/** @type {Key} */ ('im.src.' + r.source), { name: r.by })}</small>
    `,
  },
  { key: 'w', label: t('im.c.what'), m: 'full', cell: resultOf },
  {
    key: 's',
    label: t('im.c.state'),
    w: '190px',
    m: 'side',
    cell: (r) => html`
      <${RunState} run=${r} />
    `,
  },
  { key: 't', label: t('im.c.when'), w: '170px', num: true, m: 'sub', cell: (r) => dateTime(r.created_at) },
];

const formats = /** @type {const} */ (['xlsx', 'csv', 'yml', 'commerceml']);
const names = { xlsx: 'XLSX', csv: 'CSV', yml: 'YML', commerceml: 'CommerceML' };
/** The catalogue as a file that reads back the same. */
function Take() {
  const take = useAction(
    (/** @type {string} */ format) => download('/export?format=' + format, 'catalogue.' + format),
    toastFault,
  );
  return html`
    <div class="take" role="group" aria-label=${t('im.export')}>
      <span class="quiet">${t('im.export')}</span>
      ${formats.map(
        (f) => html`
          <button key=${f} type="button" class="btn sm" disabled=${take.busy} onClick=${() => take.act(f)}>
            <${Icon} name="download" size=${14} />
            ${names[f]}
          </button>
        `,
      )}
    </div>
  `;
}

/** Where files are dropped, or chosen. */
function Drop() {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [over, setOver] = useState(false);
  const bring = useAction((/** @type {File[]} */ files) => send(files), toastFault);
  const take = (/** @type {FileList | undefined | null} */ files) => {
    if (files?.length) bring.act([...files]);
  };
  return html`
    <section
      class="card drop ${over ? 'over' : ''}"
      aria-label=${t('im.drop')}
      onDragOver=${(/** @type {DragEvent} */ e) => (e.preventDefault(), setOver(true))}
      onDragLeave=${() => setOver(false)}
      onDrop=${(/** @type {DragEvent} */ e) => (e.preventDefault(), setOver(false), take(e.dataTransfer?.files))}
    >
      <div>
        <h2>${t('im.drop')}</h2>
        <p class="quiet">${t('im.drop.sub')}</p>
      </div>
      <button type="button" class="btn primary" disabled=${bring.busy} onClick=${() => input.current?.click()}>
        <${Icon} name="plus" />
        ${t('im.choose')}
      </button>
      <input
        ref=${input}
        type="file"
        class="sr-only"
        tabindex="-1"
        aria-label=${t('im.choose')}
        multiple
        accept=".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.xml,.yml,.zip,.gz"
        onChange=${(/** @type {any} */ e) => (take(e.target.files), (e.target.value = ''))}
      />
    </section>
  `;
}

/** A supplier's files on their way into its catalogue, and where they come from. */
export default function Imports() {
  const list = usePages('/imports');
  return html`
    <div class="page studio">
      <header class="ph">
        <div><h1 tabindex="-1">${t('nav.imports')}</h1></div>
      </header>
      <${Drop} />
      <section class="card clip" aria-label=${t('im.history')}>
        <${ListBody}
          list=${list}
          cols=${columns()}
          label=${t('im.history')}
          id=${(/** @type {Run} */ r) => r.id}
          empty=${html`
            <${EmptyState} icon="inbox" title=${t('im.none')} text=${t('im.none.sub')} />
          `}
        />
      </section>
      <${Take} />
      <div class="two">
        <${Feeds} />
        <${Keys} />
      </div>
      <${Mappings} />
    </div>
  `;
}
