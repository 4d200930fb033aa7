import { html } from '../h.js';
import { t } from '../i18n.js';
import { helpOpen, letters } from '../store.js';
import { menu } from '../menus.js';
import { Dialog } from './dialog.js';

/** What the keyboard can do here. */
export function Help() {
  const keys = /** @type {[string[], string][]} */ ([
    [['Ctrl', 'K'], t('keys.palette')],
    [['Esc'], t('keys.close')],
    [['↑', '↓'], t('keys.rows')],
  ]);
  const single = /** @type {[string[], string][]} */ ([
    [['/'], t('keys.search')],
    [['?'], t('keys.title')],
    ...menu().map((i) => [['g', i.letter], t(i.key)]),
  ]);
  const list = (/** @type {[string[], string][]} */ all) => html`
    <dl class="keys">
      ${all.map(
        ([ks, what]) => html`
          <div>
            <dt>${what}</dt>
            <dd>
              ${ks.map(
                (k) => html`
                  <kbd>${k}</kbd>
                `,
              )}
            </dd>
          </div>
        `,
      )}
    </dl>
  `;
  return html`
    <${Dialog} open=${helpOpen.value} onClose=${() => (helpOpen.value = false)} title=${t('keys.title')}>
      ${list(keys)}
      ${
        letters.value
          ? list(single)
          : html`
              <p class="quiet">${t('keys.off')}</p>
            `
      }
    </${Dialog}>
  `;
}
