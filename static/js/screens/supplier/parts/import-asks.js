// The limits that a dry run passed, and the yes to each.
import { signal } from '@preact/signals';
import { html } from '../../../h.js';
import { t, num } from '../../../i18n.js';
import { onLeave } from '../../../session.js';
import { Icon } from '../../../ui/icon.js';

/** @typedef {import('./import.js').Run} Run */
/** @typedef {import('../../../i18n.js').Key} Key */
/** What the person has said yes to, by run and kind. @type {import('@preact/signals').Signal<Record<string, boolean>>} */
const said = signal({});
onLeave(() => {
  said.value = {};
});

const keyOf = (/** @type {Run} */ run, /** @type {string} */ kind) => `${run.id} ${run.version} ${kind}`;
/** The kinds that are meant to be. @param {Run} run */
export const accepted = (run) => run.asks.filter((a) => said.value[keyOf(run, a.kind)]).map((a) => a.kind);

/** @param {{ run: Run }} p */
export const Asks = ({ run }) => html`
  <section class="card pad-c asks" aria-labelledby="asks">
    <h2 id="asks">
      <${Icon} name="triangle-alert" size=${18} />
      ${t('im.ask.title')}
    </h2>
    <p class="quiet">${t('im.ask.sub')}</p>
    <ul role="list">
      ${run.asks.map(
        (a) => html`
          <li key=${a.kind}>
            <b>
              ${t(/** @type {Key} */ ('im.ask.' + a.kind), { n: num(a.count), of: num(a.of), limit: num(a.limit) })}
            </b>
            <label class="chk">
              <input
                type="checkbox"
                checked=${said.value[keyOf(run, a.kind)] ?? false}
                onChange=${(/** @type {any} */ e) => {
                  said.value = { ...said.value, [keyOf(run, a.kind)]: e.target.checked };
                }}
              />
              <span>${t('im.ask.yes')}</span>
            </label>
          </li>
        `,
      )}
    </ul>
  </section>
`;
