import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, lang, locales } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction, useGet } from '../../query.js';
import { can, chooseLanguage, session } from '../../session.js';
import { toast } from '../../store.js';
import { Fault } from '../../ui/fault.js';
import { Field } from '../../ui/field.js';
import { Loaded, SkeletonRows } from '../../ui/loaded.js';
import { Panel } from '../../ui/panel.js';

/** The name that others see. */
function Me() {
  const me = session.value?.user;
  const [name, setName] = useState(me?.name ?? '');
  const save = useAction((/** @type {{ name: string }} */ input, key) => api.patch('/me', input, { key }));
  if (!me) return null;
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    if (!name.trim()) return;
    const s = await save.act({ name: name.trim() });
    if (!s) return;
    session.value = s;
    toast(t('me.saved'));
  };
  const same = name.trim() === me.name;
  return html`
    <${Panel} id="me-h" title=${t('me.me')}>
      <form onSubmit=${submit} novalidate>
        <${Field}
          label=${t('me.name')}
          value=${name}
          onInput=${setName}
          autocomplete="name"
          required
          error=${name.trim() ? save.error?.field('name') : t('me.name.err')}
        />
        <${Field} label=${t('me.mail')} value=${me.email} onInput=${() => {}} readonly />
        <${Field}
          label=${t('language')}
          value=${lang.value}
          onInput=${chooseLanguage}
          options=${Object.entries(locales).map(([k, l]) => [k, l.name])}
          hint=${t('me.lang')}
        />
        <${Fault} error=${save.error} beside=${['name']} />
        <div class="form-f">
          <button type="submit" class="btn primary" disabled=${save.busy || same || !name.trim()}>${t('save')}</button>
        </div>
      </form>
    </${Panel}>
  `;
}

/** Whether reorder reminders may come: said at once, kept at once, undone the same way. @param {{ q: any }} p */
function Nudges({ q }) {
  const save = useAction((/** @type {{ nudges: boolean }} */ input, key) => api.put('/me/preferences', input, { key }));
  const on = /** @type {boolean} */ (q.data.nudges);
  const flip = async () => {
    const answer = await save.act({ nudges: !on });
    if (!answer) return;
    q.set(answer);
    toast(t(answer.nudges ? 'me.nudges.on' : 'me.nudges.off'));
  };
  return html`
    <label class="chk consent">
      <input type="checkbox" checked=${on} disabled=${save.busy} onChange=${flip} />
      <span>
        ${t('me.nudges')}
        <small>${t('me.nudges.sub')}</small>
      </span>
    </label>
    <${Fault} error=${save.error} />
    <p class="quiet">${t('me.always')}</p>
  `;
}
function Mails() {
  const q = useGet('/me/preferences');
  return html`
    <${Panel} id="ml-h" title=${t('me.mails')}>
      <${Loaded}
        q=${q}
        wait=${html`
          <${SkeletonRows} n=${1} />
        `}
        level=${3}
      >
        ${() => html`
          <${Nudges} q=${q} />
        `}
      </${Loaded}>
    </${Panel}>
  `;
}

/** What a person decides about themselves. */
export default () => html`
  <div class="page">
    <header class="ph">
      <div><h1 tabindex="-1">${t('nav.settings')}</h1></div>
    </header>
    <div class="narrow stack">
      <${Me} />
      ${
        can('preference:edit') &&
        html`
          <${Mails} />
        `
      }
    </div>
  </div>
`;
