import { useEffect, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, setLang } from '../../i18n.js';
import { api } from '../../api.js';
import { homeOf } from '../../menus.js';
import { readPrefs } from '../../prefs.js';
import { useAction, useGet } from '../../query.js';
import { go } from '../../router.js';
import { adopt } from '../../session.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { SkeletonRows, Trouble } from '../../ui/loaded.js';
import { NewPassword, tooShort } from './parts/new-password.js';
import { DeadLink, Outside } from './parts/outside.js';

/** @typedef {{ email: string, name: string, organisation: string, role: string, locale: string, has_account: boolean }} Invitation */
/** Those whom reorder reminders are for. */
const clients = new Set(['buyer', 'approver', 'accountant', 'company_admin']);

/** What somebody new tells about themselves; who has an account shows that it is theirs. @param {{ i: Invitation, name: string, setName: (v: string) => void, password: string, setPassword: (v: string) => void, tried: boolean, error: any }} p */
function Who({ i, name, setName, password, setPassword, tried, error }) {
  if (i.has_account)
    return html`
      <${Field}
        label=${t('si.pass')}
        type="password"
        autocomplete="current-password"
        required
        value=${password}
        onInput=${setPassword}
        hint=${t('iv.account')}
        error=${tried && !password ? t('si.pass.err') : error?.field('password')}
      />
    `;
  return html`
    <${Field}
      label=${t('iv.name')}
      value=${name}
      onInput=${setName}
      autocomplete="name"
      required
      error=${tried && !name.trim() ? t('iv.name.err') : error?.field('name')}
    />
    <${NewPassword} value=${password} onInput=${setPassword} tried=${tried} error=${error} />
  `;
}

/** @param {{ on: boolean, flip: () => void }} p */
const Consent = ({ on, flip }) => html`
  <label class="chk consent">
    <input type="checkbox" checked=${on} onChange=${flip} />
    <span>
      ${t('iv.consent')}
      <small>${t('iv.consent.sub')}</small>
    </span>
  </label>
`;

/** @param {{ token: string, i: Invitation }} p */
function Form({ token, i }) {
  const [name, setName] = useState(i.name);
  const [password, setPassword] = useState('');
  const [nudges, setNudges] = useState(false); // consent is given, never assumed
  const [tried, setTried] = useState(false);
  const accept = useAction((/** @type {{ name?: string, password: string, nudges: boolean }} */ input, key) =>
    api.post('/invitations/accept', { token, ...input }, { key }),
  );
  const missing = i.has_account ? !password : !name.trim() || tooShort(password);
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    setTried(true);
    if (missing) return;
    const s = await accept.act({ name: i.has_account ? undefined : name.trim(), password, nudges });
    if (!s) return;
    adopt(s);
    go(homeOf(), true);
  };
  const who = { i, name, setName, password, setPassword, tried, error: accept.error };
  return html`
    <form onSubmit=${submit} novalidate>
      <${Field}
        label=${t('si.mail')}
        type="email"
        value=${i.email}
        onInput=${() => {}}
        autocomplete="username"
        readonly
      />
      <${Who} ...${who} />
      ${
        clients.has(i.role) &&
        html`
          <${Consent} on=${nudges} flip=${() => setNudges(!nudges)} />
        `
      }
      <${Fault} error=${accept.error} beside=${['name', 'password']} />
      <button type="submit" class="btn primary wide" disabled=${accept.busy}>${t('iv.go')}</button>
    </form>
  `;
}

/** The link in the invitation: who invites, a name, a password, and the consent that is asked for. @param {{ params: { token: string } }} p */
export default function InvitationPage({ params }) {
  const q = useGet('/invitations/' + encodeURIComponent(params.token));
  const i = /** @type {Invitation | undefined} */ (q.data);
  useEffect(() => {
    if (i?.locale && !readPrefs().lang) setLang(i.locale);
  }, [i?.locale]);
  if (q.error && [404, 410].includes(q.error.status))
    return html`
      <${Outside}>
        <${DeadLink} error=${q.error}><a class="btn wide" href="/sign-in">${t('pw.back')}</a></${DeadLink}>
      </${Outside}>
    `;
  if (q.error && !i)
    return html`
      <${Outside}><${Trouble} error=${q.error} retry=${q.reload} level=${1} /></${Outside}>
    `;
  if (!i)
    return html`
      <${Outside}>
        <div class="wait" aria-busy="true"><${SkeletonRows} n=${3} /></div>
      </${Outside}>
    `;
  const role = t(/** @type {import('../../i18n.js').Key} */ ('role.' + i.role));
  return html`
    <${Outside}>
      <h1 tabindex="-1">${t('iv.title', { company: i.organisation })}</h1>
      <p>${t('iv.sub', { role })}</p>
      <${Form} token=${params.token} i=${i} />
    </${Outside}>
  `;
}
