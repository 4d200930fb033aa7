// What the company itself calls a product: one on its page, many by paste.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, num } from '../../../i18n.js';
import { api } from '../../../api.js';
import { invalidate, useAction } from '../../../query.js';
import { toast } from '../../../store.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';

/** @param {{ id: string, code: string, onDone: () => void }} p */
export function PartNumber({ id, code, onDone }) {
  const [text, setText] = useState(code);
  const save = useAction((/** @type {string} */ said, key) =>
    api.put(`/catalogue/${id}/part-number`, { code: said }, { key }),
  );
  const submit = async (/** @type {Event} */ e) => {
    e.preventDefault();
    await save.act(text.trim());
    invalidate('/catalogue');
    toast(t('part.kept'));
    onDone();
  };
  return html`
    <form class="inline-f" onSubmit=${submit}>
      <${Field} label=${t('part.own')} value=${text} onInput=${setText} hint=${t('part.hint')} />
      <button type="submit" class="btn" disabled=${save.busy || text.trim() === code}>${t('part.save')}</button>
      ${
        save.error &&
        html`
          <${Fault} error=${save.error} />
        `
      }
    </form>
  `;
}

/** @param {{ open: boolean, onClose: () => void }} p */
export function PastePartNumbers({ open, onClose }) {
  const [text, setText] = useState('');
  const [kept, setKept] = useState(/** @type {any} */ (null));
  const bring = useAction((/** @type {string} */ said, key) => api.post('/part-numbers', { text: said }, { key }));
  const submit = async () => {
    const answer = await bring.act(text);
    if (!answer) return;
    setKept(answer);
    setText(answer.refused.map((/** @type {any} */ r) => r.text).join('\n'));
    invalidate('/catalogue');
  };
  return html`
    <${Dialog}
      open=${open}
      onClose=${onClose}
      title=${t('part.title')}
      footer=${html`
        <button type="button" class="btn" onClick=${onClose}>${t('close')}</button>
        <button type="button" class="btn primary" disabled=${bring.busy || !text.trim()} onClick=${submit}>
          ${t('part.bring')}
        </button>
      `}
    >
      <${Field}
        label=${t('part.paste')}
        rows=${8}
        value=${text}
        onInput=${setText}
        hint=${t('part.paste.hint')}
        placeholder="0010-A/7;DIN933-M8-40"
      />
      ${
        bring.error &&
        html`
          <${Fault} error=${bring.error} />
        `
      }
      ${
        kept &&
        html`
          <p role="status">${t('part.done', { n: kept.kept })}</p>
          ${
            kept.refused.length > 0 &&
            html`
              <p class="quiet">${t('part.refused', { n: kept.refused.length })}</p>
              <ul class="refused">
                ${kept.refused.slice(0, 20).map(
                  (/** @type {any} */ r) => html`
                    <li key=${r.line}>
                      <b class="num">${num(r.line)}</b>
                      ${' '}${r.text} — ${t(`part.why.${/** @type {'unknown'} */ (r.code)}`)}
                    </li>
                  `,
                )}
              </ul>
            `
          }
        `
      }
    </${Dialog}>
  `;
}
