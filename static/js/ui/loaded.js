import { html } from '../h.js';
import { t } from '../i18n.js';
import { Icon } from './icon.js';
import { EmptyState } from './empty-state.js';

/** @typedef {import('../api.js').ApiError} ApiError */
/** What is not there, or not for this person; an address that names nothing at all (422) is no other to whoever reads. */
const gone = new Set([403, 404, 422]);
/** @param {ApiError} e */
const kindOf = (e) => (e.code === 'offline' ? 'offline' : gone.has(e.status) ? 'gone' : 'broken');

/** What went wrong, what is safe, and the way on. @param {{ error: ApiError, retry?: () => void, level?: 1 | 2 | 3 }} p */
export function Trouble({ error, retry, level = 2 }) {
  const kind = kindOf(error);
  if (kind === 'gone')
    return html`
      <${EmptyState} icon="circle-help" level=${level} title=${t('err.gone')} text=${t('err.gone.sub')} />
    `;
  const text =
    kind === 'offline'
      ? t('err.offline.sub')
      : error.requestId
        ? t('err.load.id', { id: error.requestId })
        : t('err.load.sub');
  return html`
    <${EmptyState}
      icon=${kind === 'offline' ? 'wifi-off' : 'circle-alert'}
      tone="bad"
      role="alert"
      level=${level}
      title=${t(kind === 'offline' ? 'err.offline' : 'err.load')}
      text=${text}
    >
      ${
        retry &&
        html`
          <button type="button" class="btn" onClick=${retry}>
            <${Icon} name="rotate-ccw" />
            ${t('err.retry')}
          </button>
        `
      }
    </${EmptyState}>
  `;
}

/**
 * A query's three faces: a skeleton (which CSS keeps back for 200 ms), its fault, its data.
 * @template T
 * @param {{ q: { data: T | undefined, error: ApiError | null, reload: () => void }, wait: any, level?: 1 | 2 | 3, children: (data: T) => any }} p
 */
export function Loaded({ q, wait, level, children }) {
  if (q.data !== undefined) return children(q.data);
  if (q.error)
    return html`
      <${Trouble} error=${q.error} retry=${q.reload} level=${level} />
    `;
  return html`
    <div class="wait" aria-busy="true">
      <p class="sr-only" role="status">${t('loading')}</p>
      ${wait}
    </div>
  `;
}

/** Grey rows under real column heads. @param {{ n?: number }} p */
export const SkeletonRows = ({ n = 6 }) => html`
  <ul class="sk-rows" role="list" aria-hidden="true">
    ${Array.from(
      { length: n },
      () => html`
        <li>
          <span class="thumb sk"></span>
          <div>
            <span class="sk w1"></span>
            <span class="sk w2"></span>
          </div>
          <span class="sk w3 r"></span>
        </li>
      `,
    )}
  </ul>
`;
/** A page's worth of grey: heading, two cards. */
export const SkeletonPage = () => html`
  <div class="page" aria-hidden="true">
    <header class="ph">
      <div class="sk-head">
        <span class="sk w1"></span>
        <span class="sk w2"></span>
      </div>
    </header>
    <section class="card pad-c"><${SkeletonRows} n=${7} /></section>
  </div>
`;
