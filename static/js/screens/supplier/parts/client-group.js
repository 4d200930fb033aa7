// A group of clients: its name, and who is in it.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { api } from '../../../api.js';
import { t } from '../../../i18n.js';
import { invalidate, useAction } from '../../../query.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Clients } from './price-picker.js';

/** Everybody in a group, however many. @param {string} group */
async function membersOf(group) {
  const ids = /** @type {string[]} */ ([]);
  for (let after = ''; ;) {
    const page = await api.get('/trade-clients', { query: { group, limit: 100, after } });
    ids.push(...page.items.map((/** @type {any} */ c) => c.id));
    if (!page.next) return ids;
    after = page.next;
  }
}

/** A new group (without an id), or a change to one. @param {{ group: any, onClose: () => void, done: () => void }} p */
export function GroupForm({ group, onClose, done }) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const [ready, setReady] = useState(true);
  const save = useAction((/** @type {any} */ body, key) =>
    group.id
      ? api.put('/client-groups/' + group.id, body, { key, version: group.version })
      : api.post('/client-groups', body, { key }),
  );
  const remove = useAction((/** @type {string} */ id, key) =>
    api.del('/client-groups/' + id, { key }).then(() => true),
  );
  useEffect(() => {
    if (!group) return;
    setName(group.name ?? '');
    setChosen([]);
    save.clear();
    remove.clear();
  }, [group]);
  useEffect(() => {
    if (!group?.id) return;
    let stopped = false;
    setReady(false);
    membersOf(group.id).then(
      (ids) => stopped || (setChosen(ids), setReady(true)),
      () => {},
    );
    return () => {
      stopped = true;
    };
  }, [group]);
  const finish = (/** @type {any} */ answer) => {
    if (answer === undefined) return;
    invalidate('/client-groups', '/trade-clients', '/price-lists');
    done();
    onClose();
  };
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    finish(await save.act({ name, clients: chosen }));
  };
  return html`
    <${Dialog}
      open=${Boolean(group)}
      onClose=${onClose}
      title=${group?.id ? group.name : t('pl.group.new')}
      footer=${html`
        ${
          group?.id &&
          html`
            <button
              type="button"
              class="btn"
              disabled=${remove.busy}
              onClick=${async () => finish(await remove.act(group.id))}
            >
              ${t('pl.remove')}
            </button>
          `
        }
        <button type="submit" form="group" class="btn primary" disabled=${save.busy || !ready}>${t('pl.save')}</button>
      `}
    >
      <form id="group" class="stack" onSubmit=${submit} novalidate>
        <${Field}
          label=${t('pl.group.name')}
          required
          value=${name}
          onInput=${setName}
          hint=${t('pl.group.hint')}
          error=${save.error?.field('name')}
        />
        <${Clients} chosen=${chosen} setChosen=${setChosen} />
        <${Fault} error=${save.error ?? remove.error} beside=${['name']} />
      </form>
    </${Dialog}>
  `;
}
