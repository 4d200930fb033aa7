// What a person can do with an import.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, num } from '../../../i18n.js';
import { api } from '../../../api.js';
import { invalidate, useAction } from '../../../query.js';
import { toast, toastFault } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Icon } from '../../../ui/icon.js';
import { stateOf } from './import.js';
import { accepted } from './import-asks.js';
import { Options } from './import-mapping.js';

/** @typedef {import('./import.js').Run} Run */

/** @param {{ run: Run, reload: () => void }} p */
function Undo({ run, reload }) {
  const [asking, setAsking] = useState(false);
  const undo = useAction((_, key) => api.post(`/imports/${run.id}/undo`, {}, { key }), toastFault);
  const sure = async () => {
    const done = await undo.act(undefined);
    if (!done) return;
    setAsking(false);
    invalidate('/products', '/imports');
    reload();
    toast(
      t('im.undone', { n: num(done.products), m: num(done.removed + done.retired) }) +
        (done.kept ? '; ' + t('im.undone.kept', { n: num(done.kept) }) : ''),
    );
  };
  return html`
    <button type="button" class="btn" onClick=${() => setAsking(true)}>
      <${Icon} name="undo-2" />
      ${t('im.undo')}
    </button>
    <${Dialog}
      open=${asking}
      onClose=${() => setAsking(false)}
      title=${t('im.undo.title')}
      footer=${html`
        <button type="button" class="btn" onClick=${() => setAsking(false)}>${t('cancel')}</button>
        <button type="button" class="btn primary" disabled=${undo.busy} onClick=${sure}>${t('im.undo')}</button>
      `}
    >
      <p>${t('im.undo.sub')}</p>
    </${Dialog}>
  `;
}

/** Before it is written: apply, compare anew, change how it is read, give up. @param {{ run: Run, reload: () => void }} p */
function Ready({ run, reload }) {
  const [opening, setOpening] = useState(false);
  const yes = accepted(run);
  const commit = useAction(
    (/** @type {string[]} */ accept, key) => api.post(`/imports/${run.id}/commit`, { accept }, { key }).then(reload),
    toastFault,
  );
  const again = useAction((_, key) => api.post(`/imports/${run.id}/read`, {}, { key }).then(reload), toastFault);
  const state = stateOf(run);
  const n = run.counts.applies;
  return html`
    <button type="button" class="btn" onClick=${() => setOpening(true)}>
      <${Icon} name="sliders-horizontal" />
      ${t('im.remap')}
    </button>
    ${
      state === 'stale'
        ? html`
            <button type="button" class="btn primary" disabled=${again.busy} onClick=${() => again.act(undefined)}>
              ${t('im.recheck')}
            </button>
          `
        : html`
            <button
              type="button"
              class="btn primary"
              disabled=${commit.busy || n === 0 || yes.length < run.asks.length}
              onClick=${() => commit.act(yes)}
            >
              ${n ? t('im.apply', { n: num(n) }) : t('im.apply.none')}
            </button>
          `
    }
    <${Options} run=${run} open=${opening} onClose=${() => setOpening(false)} done=${reload} />
  `;
}

/** @param {{ run: Run, reload: () => void }} p */
export function Actions({ run, reload }) {
  const cancel = useAction((_, key) => api.post(`/imports/${run.id}/cancel`, {}, { key }).then(reload), toastFault);
  const early = ['receiving', 'mapping', 'reading', 'ready'].includes(run.state);
  return html`
    ${
      early &&
      html`
        <button type="button" class="btn ghost" disabled=${cancel.busy} onClick=${() => cancel.act(undefined)}>
          ${t('im.cancel')}
        </button>
      `
    }
    ${
      run.state === 'ready' &&
      html`
        <${Ready} run=${run} reload=${reload} />
      `
    }
    ${
      run.state === 'committed' &&
      html`
        <${Undo} run=${run} reload=${reload} />
      `
    }
  `;
}
