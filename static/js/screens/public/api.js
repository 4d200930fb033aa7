import { useEffect, useMemo, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, num } from '../../i18n.js';
import { ApiError } from '../../api.js';
import { byTag, matches, operationsOf } from '../../lib/openapi.js';
import { homeOf } from '../../menus.js';
import { useQuery } from '../../query.js';
import { Brand } from '../../ui/brand.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { SearchBox } from '../../ui/list-page.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Ticked } from './parts/ticked.js';
import { Operation } from './parts/operation.js';

const ADDRESS = '/api/openapi.json';

/** The document the server writes about itself. @param {AbortSignal} signal */
async function fetchDocument(signal) {
  const r = await fetch(ADDRESS, { signal }).catch((e) => {
    if (signal.aborted) throw e;
    throw new ApiError(0, { title: 'No connection' });
  });
  if (!r.ok) throw new ApiError(r.status, {});
  return r.json();
}

/** @param {{ groups: [string, import('../../lib/openapi.js').Operation[]][] }} p */
const Contents = ({ groups }) => html`
  <nav class="api-n" aria-label=${t('api.contents')}>
    <ul role="list">
      ${groups.map(
        ([tag, ops]) => html`
          <li>
            <a href=${'#tag-' + tag}>
              ${tag}
              <span class="count">${num(ops.length)}</span>
            </a>
          </li>
        `,
      )}
    </ul>
  </nav>
`;

/** @param {{ doc: import('../../lib/openapi.js').Document }} p */
function Reference({ doc }) {
  const [q, setQ] = useState('');
  const all = useMemo(() => operationsOf(doc), [doc]);
  const groups = byTag(q.trim() ? all.filter((op) => matches(op, q.trim())) : all);
  useEffect(() => {
    if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return html`
    <div class="page plain-p api">
      <${Brand} href=${homeOf()} size=${28} />
      <header class="ph">
        <div>
          <h1 tabindex="-1">${t('api.title')}</h1>
          <p lang="en"><${Ticked} text=${doc.info.description ?? ''} /></p>
        </div>
        <div class="ph-a">
          <a class="btn" href=${ADDRESS} target="_blank" rel="noopener">
            <${Icon} name="download" />
            OpenAPI 3.1
          </a>
        </div>
      </header>
      <div class="api-g">
        <${Contents} groups=${groups} />
        <div class="stack">
          <${SearchBox} label=${t('api.search')} placeholder=${t('api.search')} text=${q} setText=${setQ} />
          ${groups.map(
            ([tag, ops]) => html`
              <section class="card clip" key=${tag} id=${'tag-' + tag} aria-labelledby=${'h-' + tag}>
                <div class="card-h">
                  <h2 id=${'h-' + tag}>
                    ${tag}
                    <span class="count">${num(ops.length)}</span>
                  </h2>
                </div>
                ${ops.map(
                  (op) => html`
                    <${Operation} key=${op.id} doc=${doc} op=${op} />
                  `,
                )}
              </section>
            `,
          )}
          ${
            groups.length === 0 &&
            html`
              <div class="card"><${EmptyState} icon="search" title=${t('api.none')} text=${t('api.none.sub')} /></div>
            `
          }
        </div>
      </div>
    </div>
  `;
}

/** The API in readable form: made here from the server's own document, with nothing fetched from elsewhere. */
export default function ApiReference() {
  const q = useQuery(ADDRESS, fetchDocument);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {any} */ doc) => html`
        <${Reference} doc=${doc} />
      `}
    </${Loaded}>
  `;
}
