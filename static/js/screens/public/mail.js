import { html } from '../../h.js';
import { t, dateTime } from '../../i18n.js';
import { address } from '../../api.js';
import { homeOf } from '../../menus.js';
import { useGet } from '../../query.js';
import { useSearch } from '../../router.js';
import { Brand } from '../../ui/brand.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';
import { Tabs } from '../../ui/tabs.js';
import { MailKind, MailState } from './parts/mail-state.js';

/** @typedef {import('./outbox.js').Mail & { html: string, text: string, headers: Record<string, string> }} WholeMail */
const views = /** @type {const} */ (['html', 'text', 'headers']);

/**
 * One of the three faces of a mail. The letter is a document of its own, under a policy of its own: no script, no
 * request, nothing of this page within its reach; its links open new tabs.
 * @param {{ m: WholeMail, view: typeof views[number] }} p
 */
function Face({ m, view }) {
  if (view === 'text')
    return html`
      <pre class="letter-t">${m.text}</pre>
    `;
  if (view === 'headers')
    return html`
      <dl class="kv stackd pad-c">
        ${Object.entries(m.headers ?? {}).map(
          ([k, v]) => html`
            <div>
              <dt>${k}</dt>
              <dd><code>${v}</code></dd>
            </div>
          `,
        )}
      </dl>
    `;
  return html`
    <iframe
      class="letter"
      title=${m.subject}
      src=${address(`/outbox/${m.id}/html`)}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    ></iframe>
  `;
}

/** @param {{ m: WholeMail }} p */
function Page({ m }) {
  const [search, set] = useSearch();
  const view = views.find((v) => v === search.view) ?? 'html';
  return html`
    <div class="page plain-p">
      <${Brand} href=${homeOf()} size=${28} />
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/outbox">${t('ob.title')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${t('ob.mail')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">${m.subject}</h1>
          <p>
            ${t('ob.to', { who: m.recipient })}
            <span class="dotsep">${dateTime(m.created_at)}</span>
          </p>
        </div>
        <div class="ph-a">
          <${MailKind} kind=${m.kind} />
          <${MailState} state=${m.state} />
        </div>
      </header>
      <section class="card clip" aria-label=${t('ob.mail')}>
        <div class="card-tabs">
          <${Tabs}
            label=${t('ob.views')}
            panel="mail"
            value=${view}
            onChange=${(/** @type {string} */ v) => set({ view: v === 'html' ? '' : v })}
            tabs=${views.map((v) => ({ id: v, label: t(`ob.v.${v}`) }))}
          />
        </div>
        <div id="mail" role="tabpanel" aria-labelledby=${'mail-' + view}><${Face} m=${m} view=${view} /></div>
      </section>
    </div>
  `;
}

/** @param {{ params: { id: string } }} p */
export default function MailPage({ params }) {
  const q = useGet('/outbox/' + params.id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {WholeMail} */ m) => html`
        <${Page} m=${m} />
      `}
    </${Loaded}>
  `;
}
