import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { api } from '../../api.js';
import { isMail } from '../../lib/words.js';
import { useAction, useGet } from '../../query.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Outside, Word } from './parts/outside.js';

/** The answer is the same for every address: it tells nobody who has an account. @param {{ email: string }} p */
function Sent({ email }) {
  const about = useGet('/about');
  return html`
    <${Word} icon="mail" title=${t('pw.sent')} text=${t('pw.sent.sub', { mail: email })}>
      ${
        about.data?.outbox &&
        html`
          <a class="btn wide" href="/outbox">
            <${Icon} name="inbox" />
            ${t('si.outbox')}
          </a>
        `
      }
      <a class="btn wide" href="/sign-in">
        <${Icon} name="arrow-left" />
        ${t('pw.back')}
      </a>
    </${Word}>
  `;
}

/** Asks for a link to a new password. */
export default function Forgot() {
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState(false);
  const ask = useAction(async (/** @type {{ email: string }} */ input, key) => {
    await api.post('/password-resets', input, { key });
    return true;
  });
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    setTried(true);
    if (isMail(email) && (await ask.act({ email: email.trim() }))) setSent(true);
  };
  if (sent)
    return html`
      <${Outside}><${Sent} email=${email.trim()} /></${Outside}>
    `;
  return html`
    <${Outside}>
      <h1 tabindex="-1">${t('pw.title')}</h1>
      <p>${t('pw.sub')}</p>
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
        <${Fault} error=${ask.error} />
        <button type="submit" class="btn primary wide" disabled=${ask.busy}>${t('pw.go')}</button>
        <a class="btn ghost wide" href="/sign-in">${t('pw.back')}</a>
      </form>
    </${Outside}>
  `;
}
