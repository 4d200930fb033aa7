import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, today } from '../../../i18n.js';
import { api } from '../../../api.js';
import { daysAfter, workingDayAfter } from '../../../lib/days.js';
import { invalidate, useAction } from '../../../query.js';
import { can } from '../../../session.js';
import { toast } from '../../../store.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { Popover } from '../../../ui/popover.js';
import { needsWords, outcomes } from './outcome-list.js';

/** @typedef {import('./outcome-list.js').Outcome} Outcome */

/** @param {{ client: { id: string, name: string }, supplier?: string, how: Outcome, close: () => void, done: (how: Outcome) => void }} p */
function Form({ client, supplier, how, close, done }) {
  const now = today(new Date());
  const again = outcomes[how].again;
  const [note, setNote] = useState('');
  const [on, setOn] = useState(again ? workingDayAfter(now, again) : '');
  const [tried, setTried] = useState(false);
  const log = useAction((/** @type {object} */ input, key) =>
    api.post(`/desk/clients/${client.id}/contacts`, input, { key }),
  );
  const wordless = needsWords(how) && !note.trim();
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    setTried(true);
    if (wordless) return;
    const event = await log.act({ outcome: how, note: note.trim(), supplier_id: supplier, remind_on: on || undefined });
    if (!event) return;
    close();
    done(how);
    invalidate(`/desk/clients/${client.id}`, '/desk/activity');
    toast(t('q.noted', { name: client.name }));
  };
  return html`
    <form class="pop-f" onSubmit=${submit} novalidate>
      <${Field}
        label=${t('out.note')}
        rows=${2}
        value=${note}
        onInput=${setNote}
        required=${needsWords(how)}
        error=${tried && wordless ? t('out.note.err') : log.error?.field('note')}
      />
      ${
        again > 0 &&
        html`
          <${Field}
            label=${t('out.again')}
            type="date"
            min=${daysAfter(now, 1)}
            value=${on}
            onInput=${setOn}
            error=${log.error?.field('remind_on')}
          />
        `
      }
      <${Fault} error=${log.error} beside=${['note', 'remind_on']} />
      <button type="submit" class="btn wide" disabled=${log.busy}>${t('save')}</button>
    </form>
  `;
}

/**
 * What came of it, two clicks each.
 * @param {{ client: { id: string, name: string }, supplier?: string, all?: boolean, done: (how: Outcome) => void }} p `all`: what is neither here nor there, too
 */
export function Outcomes({ client, supplier, all = false, done }) {
  const [opened, setOpened] = useState(/** @type {Record<string, number>} */ ({}));
  if (!can('contact:log')) return null;
  const shown = /** @type {Outcome[]} */ (Object.keys(outcomes)).filter((how) => all || how !== 'other');
  return html`
    <div class="outs">
      ${shown.map((how) => {
        const name = t(`out.${how}`);
        return html`
          <${Popover}
            key=${how}
            class="btn sm"
            name=${`${name}: ${client.name}`}
            button=${html`
              <${Icon} name=${outcomes[how].icon} size=${14} />
              ${name}
              <span class="sr-only">· ${client.name}</span>
            `}
            onOpen=${() => setOpened((o) => ({ ...o, [how]: (o[how] ?? 0) + 1 }))}
          >
            ${(/** @type {() => void} */ close) =>
              Boolean(opened[how]) &&
              html`
                <${Form}
                  key=${opened[how]}
                  client=${client}
                  supplier=${supplier}
                  how=${how}
                  close=${close}
                  done=${done}
                />
              `}
          <//>
        `;
      })}
    </div>
  `;
}
