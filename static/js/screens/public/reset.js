import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction } from '../../query.js';
import { go } from '../../router.js';
import { toast } from '../../store.js';
import { Fault } from '../../ui/fault.js';
import { NewPassword, tooShort } from './parts/new-password.js';
import { DeadLink, Outside } from './parts/outside.js';

/** The link in the mail: a new password, once. @param {{ params: { token: string } }} p */
export default function Reset({ params }) {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const save = useAction(async (/** @type {{ password: string }} */ input, key) => {
    await api.post('/password-resets/confirm', { token: params.token, ...input }, { key });
    return true;
  });
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    setTried(true);
    if (tooShort(password) || !(await save.act({ password }))) return;
    toast(t('pw.done'));
    go('/sign-in', true);
  };
  const dead = save.error && [404, 410].includes(save.error.status) ? save.error : null;
  if (dead)
    return html`
      <${Outside}>
        <${DeadLink} error=${dead}><a class="btn primary wide" href="/forgot">${t('pw.again')}</a></${DeadLink}>
      </${Outside}>
    `;
  return html`
    <${Outside}>
      <h1 tabindex="-1">${t('pw.new')}</h1>
      <p>${t('pw.new.sub')}</p>
      <form onSubmit=${submit} novalidate>
        <${NewPassword} value=${password} onInput=${setPassword} tried=${tried} error=${save.error} />
        <${Fault} error=${save.error} beside=${['password']} />
        <button type="submit" class="btn primary wide" disabled=${save.busy}>${t('pw.save')}</button>
      </form>
    </${Outside}>
  `;
}
