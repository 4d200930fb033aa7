import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction } from '../../query.js';
import { toast } from '../../store.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';

/** Asks before somebody loses their place: there is no way back but a new invitation. @param {{ who: import('./people.js').Member | null, onClose: () => void, done: () => void }} p */
export function Remove({ who, onClose, done }) {
  const end = useAction(async (/** @type {{ id: string }} */ m, key) => {
    await api.del('/members/' + m.id, { key });
    return true;
  });
  const close = () => {
    end.clear();
    onClose();
  };
  const run = async () => {
    if (!who || !(await end.act({ id: who.id }))) return;
    toast(t(who.invited ? 'mb.withdrawn' : 'mb.removed', { name: who.name || who.email }));
    close();
    done();
  };
  const name = who?.name || who?.email || '';
  const footer = html`
    <button type="button" class="btn" onClick=${close}>${t('cancel')}</button>
    <button type="button" class="btn primary" disabled=${end.busy} onClick=${run}>
      ${t(who?.invited ? 'mb.withdraw' : 'mb.remove')}
    </button>
  `;
  return html`
    <${Dialog} open=${who !== null} onClose=${close} title=${name} footer=${footer}>
      <p class="quiet">${t(who?.invited ? 'mb.withdraw.sub' : 'mb.remove.sub', { name })}</p>
      <${Fault} error=${end.error} />
    </${Dialog}>
  `;
}
