import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction, useGet } from '../../query.js';
import { side } from '../../session.js';
import { Fault } from '../../ui/fault.js';
import { SkeletonRows, Trouble } from '../../ui/loaded.js';
import { DeadLink, Outside, Word } from './parts/outside.js';

/** The link at the foot of a reminder: one button, no sign-in, nothing asked. @param {{ params: { token: string } }} p */
export default function Unsubscribe({ params }) {
  const path = '/unsubscribe/' + encodeURIComponent(params.token);
  const q = useGet(path);
  const [done, setDone] = useState(false);
  const stop = useAction(async (/** @type {{}} */ _, key) => {
    await api.post(path, undefined, { key });
    return true;
  });
  if (done || q.data?.nudges === false)
    return html`
      <${Outside}>
        <${Word} icon="circle-check" title=${t('un.done')} text=${t('un.done.sub')}>
          <a class="btn wide" href=${side.value === 'public' ? '/sign-in' : '/settings'}>
            ${t(side.value === 'public' ? 'un.sign' : 'nav.settings')}
          </a>
        </${Word}>
      </${Outside}>
    `;
  if (q.error && [404, 410].includes(q.error.status))
    return html`
      <${Outside}><${DeadLink} error=${q.error} /></${Outside}>
    `;
  if (q.error && !q.data)
    return html`
      <${Outside}><${Trouble} error=${q.error} retry=${q.reload} level=${1} /></${Outside}>
    `;
  if (!q.data)
    return html`
      <${Outside}>
        <div class="wait" aria-busy="true"><${SkeletonRows} n=${2} /></div>
      </${Outside}>
    `;
  const run = async () => {
    if (await stop.act({})) setDone(true);
  };
  return html`
    <${Outside}>
      <h1 tabindex="-1">${t('un.title')}</h1>
      <p>${t('un.sub', { mail: q.data.email_masked, company: q.data.company })}</p>
      <p class="quiet">${t('un.stays')}</p>
      <${Fault} error=${stop.error} />
      <button type="button" class="btn primary wide" disabled=${stop.busy} onClick=${run}>${t('un.go')}</button>
    </${Outside}>
  `;
}
