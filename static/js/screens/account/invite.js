import { useEffect, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { api } from '../../api.js';
import { isMail } from '../../lib/words.js';
import { useAction } from '../../query.js';
import { side } from '../../session.js';
import { toast } from '../../store.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';

/** The roles a company of each kind gives, the usual one first. @type {Record<string, string[]>} */
const roles = {
  buyer: ['buyer', 'approver', 'accountant', 'company_admin'],
  supplier: ['supplier_manager', 'supplier_admin'],
  desk: ['account_manager', 'head_of_sales', 'marketer', 'operator_admin'],
};
const nobody = () => ({ email: '', name: '', role: roles[side.peek()]?.[0] ?? '', job_title: '' });

/** Asks for a colleague's address; the mail with the link does the rest. @param {{ open: boolean, onClose: () => void, done: () => void }} p */
export function Invite({ open, onClose, done }) {
  const [who, setWho] = useState(nobody);
  const [tried, setTried] = useState(false);
  const send = useAction((/** @type {object} */ input, key) => api.post('/members', input, { key }));
  useEffect(() => {
    if (!open) return;
    setWho(nobody());
    setTried(false);
    send.clear();
  }, [open]);
  const put = (/** @type {string} */ k) => (/** @type {string} */ v) => setWho((w) => ({ ...w, [k]: v }));
  const missing = { email: isMail(who.email) ? '' : t('mb.email.err'), name: who.name.trim() ? '' : t('mb.name.err') };
  const fault = (/** @type {'email' | 'name' | 'job_title'} */ k) =>
    (tried && missing[/** @type {'email'} */ (k)]) || send.error?.field(k);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    setTried(true);
    if (missing.email || missing.name) return;
    const m = await send.act({
      ...who,
      email: who.email.trim(),
      name: who.name.trim(),
      job_title: who.job_title.trim(),
    });
    if (!m) return;
    toast(t('mb.sent', { mail: m.email }));
    onClose();
    done();
  };
  const footer = html`
    <button type="button" class="btn" onClick=${onClose}>${t('cancel')}</button>
    <button type="submit" form="invite" class="btn primary" disabled=${send.busy}>${t('mb.send')}</button>
  `;
  const options = (roles[side.value] ?? []).map((r) => [
    r,
    t(/** @type {import('../../i18n.js').Key} */ ('role.' + r)),
  ]);
  return html`
    <${Dialog} open=${open} onClose=${onClose} title=${t('mb.invite')} footer=${footer}>
      <form id="invite" onSubmit=${submit} novalidate>
        <${Field}
          label=${t('mb.email')}
          type="email"
          required
          value=${who.email}
          onInput=${put('email')}
          error=${fault('email')}
        />
        <${Field} label=${t('mb.name')} required value=${who.name} onInput=${put('name')} error=${fault('name')} />
        <${Field} label=${t('mb.role')} value=${who.role} onInput=${put('role')} options=${options} />
        <${Field} label=${t('mb.job')} value=${who.job_title} onInput=${put('job_title')} error=${fault('job_title')} />
        <${Fault} error=${send.error} beside=${['email', 'name', 'job_title']} />
      </form>
    </${Dialog}>
  `;
}
