// An order that waits for its supplier's release: why, and how somebody lets it go on.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { api } from '../api.js';
import { useAction, invalidate } from '../query.js';
import { side } from '../session.js';
import { toast } from '../store.js';
import { Dialog } from '../ui/dialog.js';
import { Fault } from '../ui/fault.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { Acts } from '../ui/dialog-acts.js';

/** @typedef {import('./order-view.js').Order} Order */

/** @param {{ o: Order, set?: (o: Order) => void }} p */
export function Held({ o, set }) {
  const [open, setOpen] = useState(false);
  const may = set && o.actions.includes('release');
  if (!o.held || o.status !== 'placed') return null;
  return html`
    <div class="note warn held" role="status">
      <${Icon} name="ban" />
      <span>
        <b>${t(o.held === 'limit' ? 'hld.limit' : 'hld.hand')}</b>
        ${t(side.value === 'buyer' ? 'hld.sub.buyer' : 'hld.sub')}
      </span>
      ${
        may &&
        html`
          <button type="button" class="btn sm" onClick=${() => setOpen(true)}>${t('hld.release')}</button>
        `
      }
    </div>
    ${
      may &&
      html`
        <${Dialog} open=${open} onClose=${() => setOpen(false)} title=${t('hld.release.title', { no: o.number })}>
          <${Form} o=${o} onClose=${() => setOpen(false)} done=${set} />
        </${Dialog}>
      `
    }
  `;
}

/** @param {{ o: Order, onClose: () => void, done: (o: Order) => void }} p */
function Form({ o, onClose, done }) {
  const [reason, setReason] = useState('');
  const act = useAction((/** @type {object} */ input, key) =>
    api.post(`/orders/${o.id}/release`, input, { key, version: o.version }),
  );
  useEffect(() => act.clear(), []);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const next = /** @type {Order | undefined} */ (await act.act({ reason: reason.trim() }));
    if (!next) return;
    invalidate('/orders', '/supplier', '/desk');
    toast(t('hld.done', { no: o.number }));
    onClose();
    done(next);
  };
  return html`
    <form onSubmit=${submit} novalidate>
      <p class="quiet">${t('hld.release.sub')}</p>
      <${Field}
        label=${t('agr.why')}
        value=${reason}
        onInput=${setReason}
        rows=${2}
        error=${act.error?.field('reason')}
        required
      />
      <${Fault} error=${act.error} beside=${['reason']} />
      <${Acts} onClose=${onClose} busy=${act.busy} ready=${reason.trim() !== ''} label=${t('hld.release')} />
    </form>
  `;
}
