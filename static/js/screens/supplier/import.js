import { useEffect } from 'preact/hooks';
import { html } from '../../h.js';
import { t, dateTime, num } from '../../i18n.js';
import { useGet } from '../../query.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Progress } from '../../ui/progress.js';
import { RunState, sending, stateOf } from './parts/import.js';
import { Actions } from './parts/import-actions.js';
import { Diff } from './parts/import-diff.js';
import { Mapping } from './parts/import-mapping.js';
import { Asks } from './parts/import-asks.js';

/** @typedef {import('./parts/import.js').Run} Run */
/** @typedef {import('../../i18n.js').Key} Key */

const moving = new Set(['receiving', 'reading', 'committing']);
const POLL = 700;

/** Asks again while the server works at it, and while files are on their way. @param {Run | undefined} run @param {() => void} reload */
function useLife(run, reload) {
  const alive = run && moving.has(run.state);
  useEffect(() => {
    if (!alive) return;
    const timer = setTimeout(reload, POLL);
    return () => clearTimeout(timer);
  }, [alive, run]);
}

/** Sending, reading, writing: how far it is. @param {{ run: Run }} p */
function Waiting({ run }) {
  const up = sending.value?.id === run.id ? sending.value : null;
  if (run.state === 'receiving' && !up)
    return html`
      <section class="card">
        <${EmptyState} icon="wifi-off" title=${t('im.broken')} text=${t('im.broken.sub')}>
          <a class="btn" href="/imports">${t('im.choose')}</a>
        </${EmptyState}>
      </section>
    `;
  const label = up ? t('im.uploading', { name: up.name }) : t(run.state === 'reading' ? 'im.reading' : 'im.committing');
  const writing = run.state === 'committing' && !up;
  const value = up ? up.sent : writing ? run.progress.written : run.progress.read,
    max = up ? up.total : writing ? run.counts.applies : run.progress.total;
  return html`
    <section class="card pad-c" aria-live="polite">
      <h2>${label}</h2>
      ${
        !up &&
        html`
          <p class="quiet">${t(run.state === 'reading' ? 'im.reading.sub' : 'im.committing.sub')}</p>
        `
      }
      ${
        max > 0 &&
        html`
          <${Progress} quiet value=${value} max=${max} label=${label} />
        `
      }
      ${
        writing &&
        html`
          <p class="quiet num">${t('im.written', { n: num(value), of: num(max) })}</p>
        `
      }
      ${
        run.state === 'reading' &&
        html`
          <p class="quiet num">${t('im.rows', { n: num(run.progress.rows) })}</p>
        `
      }
    </section>
  `;
}

/** What happened, in a sentence. @param {{ run: Run }} p */
function Story({ run }) {
  const lines = [
    run.state === 'undone' && run.undone_at && t('im.s.undone') + ': ' + dateTime(run.undone_at) + ', ' + run.undone_by,
    run.committed_at &&
      (run.committed_by
        ? t('im.by.who', { when: dateTime(run.committed_at), name: run.committed_by })
        : t('im.by', { when: dateTime(run.committed_at) })),
    ...run.answers.map((a) => t('im.ask.who', { name: a.name })),
    run.counts.categories > 0 && t('im.new.cats', { n: num(run.counts.categories) }),
    run.counts.whole && t('im.whole.yes'),
    (run.counts.price_types?.length ?? 0) > 1 && t('im.list.type', { name: run.counts.list_type }),
  ].filter(Boolean);
  return lines.map(
    (l, i) => html`
      <span key=${i} class=${i ? 'dotsep' : ''}>${l}</span>
    `,
  );
}

/** @param {{ run: Run, reload: () => void }} p */
function Body({ run, reload }) {
  switch (run.state) {
    case 'receiving':
    case 'reading':
    case 'committing':
      return html`
        <${Waiting} run=${run} />
      `;
    case 'mapping':
      return html`
        <${Mapping} run=${run} done=${reload} />
      `;
    case 'refused':
    case 'failed':
    case 'cancelled':
      return html`
        <section class="card">
          <${EmptyState}
            icon=${run.state === 'cancelled' ? 'ban' : 'circle-alert'}
            tone=${run.state === 'cancelled' ? undefined : 'bad'}
            title=${t(/** @type {Key} */ ('im.s.' + run.state))}
            text=${[run.reason, run.detail].filter(Boolean).join(' · ')}
          >
            <a class="btn" href="/imports">${t('nav.imports')}</a>
          </${EmptyState}>
        </section>
      `;
  }
  return html`
    ${
      stateOf(run) === 'stale' &&
      html`
        <div class="note warn" role="alert">
          <${Icon} name="history" size=${16} />
          <div>
            <b>${t('im.stale', { n: num(run.counts.stale) })}</b>
            ${t('im.stale.sub')}
          </div>
        </div>
      `
    }
    ${
      stateOf(run) === 'asks' &&
      html`
        <${Asks} run=${run} />
      `
    }
    <${Diff} run=${run} />
  `;
}

/** One import: what is in the file, what it would change, and the word to do it. @param {{ params: { id: string } }} p */
export default function Import({ params }) {
  const q = useGet('/imports/' + params.id);
  useLife(q.data, q.reload);
  return html`
    <div class="page studio">
      <${Loaded}
        level=${1}
        q=${q}
        wait=${html`
          <${SkeletonPage} />
        `}
      >
        ${(/** @type {Run} */ run) => html`
          <nav class="crumbs" aria-label=${t('nav.imports')}><a href="/imports">${t('nav.imports')}</a></nav>
          <header class="ph">
            <div>
              <h1 tabindex="-1">${run.name}</h1>
              <p>
                <${RunState} run=${run} />
                ${' '}
                <${Story} run=${run} />
              </p>
            </div>
            <div class="ph-a"><${Actions} run=${run} reload=${q.reload} /></div>
          </header>
          <${Body} run=${run} reload=${q.reload} />
        `}
      </${Loaded}>
    </div>
  `;
}
