import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { initials } from '../../../lib/words.js';
import { Icon } from '../../../ui/icon.js';

/** @typedef {{ role: string, email: string, password: string, name: string, organisation: string }} Person */
const groups = /** @type {const} */ ([
  ['client', ['buyer', 'approver', 'accountant', 'company_admin']],
  ['supplier', ['supplier_manager', 'supplier_admin']],
  ['operator', ['account_manager', 'head_of_sales', 'marketer', 'operator_admin']],
]);
/** @param {{ p: Person, take: (p: Person) => void, busy: boolean }} props */
const Choice = ({ p, take, busy }) => html`
  <li>
    <button type="button" class="card demo-p" disabled=${busy} onClick=${() => take(p)}>
      <span class="av co round" aria-hidden="true">${initials(p.name)}</span>
      <span>
        <b>${t(/** @type {import('../../../i18n.js').Key} */ ('role.' + p.role))}</b>
        <small>
          ${p.name}
          <span class="dotsep">${p.organisation}</span>
        </small>
      </span>
      <${Icon} name="arrow-right" size=${15} />
    </button>
  </li>
`;

/** The demo's cast: one click and you are somebody. @param {{ people: Person[], outbox: boolean, take: (p: Person) => void, busy: boolean }} p */
export const DemoPeople = ({ people, outbox, take, busy }) => html`
  <div class="sign-d">
    <h2>${t('si.demo')}</h2>
    <p>${t('si.demo.sub')}</p>
    ${groups.map(([kind, roles]) => {
      const these = people.filter((p) => /** @type {readonly string[]} */ (roles).includes(p.role));
      return (
        these.length > 0 &&
        html`
          <h3 id=${'demo-' + kind}>${t(`kind.${kind}`)}</h3>
          <ul class="demo-g" role="list" aria-labelledby=${'demo-' + kind}>
            ${these.map(
              (p) => html`
                <${Choice} key=${p.email} p=${p} take=${take} busy=${busy} />
              `,
            )}
          </ul>
        `
      );
    })}
    <p class="demo-l">
      ${
        outbox &&
        html`
          <a class="btn ghost sm" href="/outbox">
            <${Icon} name="mail" size=${14} />
            ${t('si.outbox')}
          </a>
        `
      }
      <a class="btn ghost sm" href="/api">
        <${Icon} name="cable" size=${14} />
        ${t('si.api')}
      </a>
    </p>
  </div>
`;
