import { useEffect, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { homeOf, mine } from '../../menus.js';
import { useAction, useGet } from '../../query.js';
import { go, useSearch } from '../../router.js';
import { safeNext, session, signIn } from '../../session.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { DemoPeople } from './parts/demo-people.js';
import { Outside } from './parts/outside.js';
import { isMail } from '../../lib/words.js';

/** @typedef {{ demo: boolean, outbox: boolean, people?: import('./parts/demo-people.js').Person[] }} About */

/** Where the person was going, if that is a page of theirs. @param {string | undefined} next */
const target = (next) => mine(safeNext(next)) ?? homeOf();

/** @param {{ enter: any }} p */
function Form({ enter }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (/** @type {Event} */ e) => {
    e.preventDefault();
    setTried(true);
    if (isMail(email) && password) enter.act({ email: email.trim(), password });
  };
  return html`
    <form onSubmit=${submit} novalidate>
      <${Field}
        label=${t('si.mail')}
        type="email"
        autocomplete="username"
        value=${email}
        onInput=${setEmail}
        required
        error=${tried && !isMail(email) ? t('si.mail.err') : undefined}
      />
      <${Field}
        label=${t('si.pass')}
        type="password"
        autocomplete="current-password"
        value=${password}
        onInput=${setPassword}
        required
        error=${tried && !password ? t('si.pass.err') : undefined}
      />
      <a class="inl forgot" href="/forgot">${t('si.forgot')}</a>
      <${Fault} error=${enter.error} />
      <button type="submit" class="btn primary wide" disabled=${enter.busy}>${t('si.go')}</button>
    </form>
  `;
}

/** The way in. In a demo its people stand beside it, a click each. */
export default function SignIn() {
  const [search] = useSearch();
  const about = useGet('/about');
  const enter = useAction((/** @type {{ email: string, password: string }} */ who, key) => signIn(who, key));
  useEffect(() => {
    if (session.value) go(target(search.next), true);
  }, [session.value]);
  const a = /** @type {About | undefined} */ (about.data);
  const cast =
    a?.demo &&
    a.people?.length &&
    html`
      <${DemoPeople}
        people=${a.people}
        outbox=${a.outbox}
        busy=${enter.busy}
        take=${(/** @type {any} */ p) => enter.act({ email: p.email, password: p.password })}
      />
    `;
  return html`
    <${Outside} aside=${cast || undefined} foot=${t('si.help')}>
      <h1 tabindex="-1">${t('si.title')}</h1>
      <p>${search.next ? t('si.next') : t('si.sub')}</p>
      <${Form} enter=${enter} />
    </${Outside}>
  `;
}
