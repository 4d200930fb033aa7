// From where imports come by themselves: addresses fetched by the clock, 1C; and how known files are read.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, dateTime, num } from '../../../i18n.js';
import { api } from '../../../api.js';
import { useAction, useGet } from '../../../query.js';
import { can } from '../../../session.js';
import { toast, toastFault } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { Panel } from '../../../ui/panel.js';

/** @typedef {{ id: string, name: string, url: string, every: string, at: string, paused: boolean, next_at: string | null, last_code: string, version: number }} Feed */
/** @typedef {{ id: string, name: string, login: string, used_at: string | null }} Key */
/** @typedef {{ id: string, name: string, columns: string[] }} Mapping */

/** @param {{ label: string, icon: string, act: () => void, busy: boolean }} p */
const Small = ({ label, icon, act, busy }) => html`
  <button type="button" class="btn ghost icon sm" aria-label=${label} title=${label} disabled=${busy} onClick=${act}>
    <${Icon} name=${icon} size=${15} />
  </button>
`;

/** @param {{ open: boolean, onClose: () => void, done: () => void }} p */
function AddFeed({ open, onClose, done }) {
  const fresh = { name: '', url: '', every: 'day', at: '06:00' };
  const [feed, set] = useState(fresh);
  const save = useAction((/** @type {typeof fresh} */ body, key) => api.post('/import-feeds', body, { key }));
  const put = (/** @type {Partial<typeof fresh>} */ change) => set({ ...feed, ...change });
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    if (!(await save.act({ ...feed, name: feed.name || feed.url }))) return;
    set(fresh);
    done();
    onClose();
  };
  return html`
    <${Dialog}
      open=${open}
      onClose=${onClose}
      title=${t('im.feed.add')}
      footer=${html`
        <button type="button" class="btn" onClick=${onClose}>${t('cancel')}</button>
        <button type="submit" form="add-feed" class="btn primary" disabled=${save.busy}>${t('im.save')}</button>
      `}
    >
      <form id="add-feed" onSubmit=${submit}>
        <${Field}
          label=${t('im.feed.url')}
          type="url"
          required
          value=${feed.url}
          onInput=${(/** @type {string} */ url) => put({ url })}
          hint=${t('im.feed.url.hint')}
          error=${save.error ? (save.error.field('url') ?? save.error.field('at') ?? save.error.message) : undefined}
        />
        <${Field}
          label=${t('im.feed.name')}
          value=${feed.name}
          onInput=${(/** @type {string} */ name) => put({ name })}
        />
        <${Field}
          label=${t('im.feed.every')}
          value=${feed.every}
          onInput=${(/** @type {string} */ every) => put({ every })}
          options=${[
            ['day', t('im.feed.day')],
            ['hour', t('im.feed.hour')],
          ]}
        />
        <${Field}
          label=${t('im.feed.at')}
          type="time"
          required
          value=${feed.at}
          onInput=${(/** @type {string} */ at) => put({ at })}
        />
      </form>
    </${Dialog}>
  `;
}

/** Addresses that are fetched by the clock. */
export function Feeds() {
  const q = useGet('/import-feeds');
  const [adding, setAdding] = useState(false);
  const remove = useAction((/** @type {Feed} */ f) => api.del('/import-feeds/' + f.id).then(q.reload), toastFault);
  const fetchNow = useAction(
    (/** @type {Feed} */ f) => api.post(`/import-feeds/${f.id}/fetch`, {}).then(() => toast(t('im.feed.asked'))),
    toastFault,
  );
  return html`
    <${Panel} id="feeds" title=${t('im.feeds')}>
      <p class="quiet">${t('im.feeds.sub')}</p>
      <ul class="rows wrap" role="list">
        ${q.data?.map(
          (/** @type {Feed} */ f) => html`
            <li key=${f.id}>
              <div>
                <b>${f.name}</b>
                <small>
                  ${f.next_at ? t('im.feed.next', { when: dateTime(f.next_at) }) : t('im.feed.paused')}
                  ${
                    f.last_code &&
                    html`
                      <span class="dotsep">${t('im.feed.failed')}</span>
                    `
                  }
                </small>
              </div>
              <span class="acts">
                <${Small}
                  label=${t('im.feed.now') + ': ' + f.name}
                  icon="rotate-ccw"
                  busy=${fetchNow.busy}
                  act=${() => fetchNow.act(f)}
                />
                <${Small}
                  label=${t('im.remove') + ': ' + f.name}
                  icon="trash-2"
                  busy=${remove.busy}
                  act=${() => remove.act(f)}
                />
              </span>
            </li>
          `,
        )}
      </ul>
      <button type="button" class="btn sm" onClick=${() => setAdding(true)}>
        <${Icon} name="plus" size=${14} />
        ${t('im.feed.add')}
      </button>
      <${AddFeed} open=${adding} onClose=${() => setAdding(false)} done=${q.reload} />
    </${Panel}>
  `;
}

/** @param {{ open: boolean, onClose: () => void, done: () => void }} p */
function AddKey({ open, onClose, done }) {
  const [name, setName] = useState('1С');
  const [made, setMade] = useState(/** @type {(Key & { secret: string }) | null} */ (null));
  const add = useAction((/** @type {{ name: string }} */ body, key) => api.post('/exchange-keys', body, { key }));
  const close = () => {
    setMade(null);
    onClose();
  };
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    const key = await add.act({ name });
    if (!key) return;
    setMade(key);
    done();
  };
  return html`
    <${Dialog}
      open=${open}
      onClose=${close}
      title=${t('im.key.add')}
      footer=${
        made
          ? html`
              <button type="button" class="btn primary" onClick=${close}>${t('close')}</button>
            `
          : html`
              <button type="button" class="btn" onClick=${close}>${t('cancel')}</button>
              <button type="submit" form="add-key" class="btn primary" disabled=${add.busy}>${t('im.key.add')}</button>
            `
      }
    >
      ${
        made
          ? html`
              <p class="note warn">${t('im.key.once')}</p>
              <${Field}
                label=${t('im.key.address')}
                value=${location.origin + '/api/1c/exchange'}
                onInput=${() => {}}
                readonly
              />
              <${Field} label=${t('im.key.login')} value=${made.login} onInput=${() => {}} readonly />
              <${Field} label=${t('im.key.secret')} value=${made.secret} onInput=${() => {}} readonly />
            `
          : html`
              <form id="add-key" onSubmit=${submit}>
                <${Field}
                  label=${t('im.key.name')}
                  required
                  value=${name}
                  onInput=${setName}
                  error=${add.error?.message}
                />
              </form>
            `
      }
    </${Dialog}>
  `;
}

/** Keys by which the supplier's own 1C pushes its catalogue. */
export function Keys() {
  const q = useGet('/exchange-keys');
  const [adding, setAdding] = useState(false);
  const manage = can('exchange:manage');
  const end = useAction((/** @type {Key} */ k) => api.del('/exchange-keys/' + k.id).then(q.reload), toastFault);
  return html`
    <${Panel} id="keys" title=${t('im.keys')}>
      <p class="quiet">${t('im.keys.sub')}</p>
      <p class="sku">${location.origin}/api/1c/exchange</p>
      <ul class="rows wrap" role="list">
        ${q.data?.map(
          (/** @type {Key} */ k) => html`
            <li key=${k.id}>
              <div>
                <b>${k.name}</b>
                <small>
                  ${k.login}
                  <span class="dotsep">
                    ${k.used_at ? t('im.key.used', { when: dateTime(k.used_at) }) : t('im.key.unused')}
                  </span>
                </small>
              </div>
              ${
                manage &&
                html`
                  <${Small}
                    label=${t('im.key.end') + ': ' + k.name}
                    icon="trash-2"
                    busy=${end.busy}
                    act=${() => end.act(k)}
                  />
                `
              }
            </li>
          `,
        )}
      </ul>
      ${
        manage &&
        html`
          <button type="button" class="btn sm" onClick=${() => setAdding(true)}>
            <${Icon} name="key-round" size=${14} />
            ${t('im.key.add')}
          </button>
          <${AddKey} open=${adding} onClose=${() => setAdding(false)} done=${q.reload} />
        `
      }
    </${Panel}>
  `;
}

/** How files with known headers are read. */
export function Mappings() {
  const q = useGet('/import-mappings');
  const forget = useAction(
    (/** @type {Mapping} */ m) => api.del('/import-mappings/' + m.id).then(q.reload),
    toastFault,
  );
  if (!q.data?.length) return null;
  return html`
    <${Panel} id="mappings" title=${t('im.maps')} n=${q.data.length}>
      <ul class="rows wrap" role="list">
        ${q.data.map(
          (/** @type {Mapping} */ m) => html`
            <li key=${m.id}>
              <div>
                <b>${m.name}</b>
                <small>${t('im.maps.n', { n: num(m.columns.length) })}: ${m.columns.slice(0, 6).join(', ')}</small>
              </div>
              <${Small}
                label=${t('im.forget') + ': ' + m.name}
                icon="trash-2"
                busy=${forget.busy}
                act=${() => forget.act(m)}
              />
            </li>
          `,
        )}
      </ul>
    </${Panel}>
  `;
}
