// A demo's stand-in for Stripe's own page: it says what it is, and moves no money.
import { useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, money } from '../../i18n.js';
import { api } from '../../api.js';
import { useAction, useGet } from '../../query.js';
import { Fault } from '../../ui/fault.js';
import { Icon } from '../../ui/icon.js';
import { SkeletonRows, Trouble } from '../../ui/loaded.js';
import { Outside, Word } from './parts/outside.js';

/** @typedef {{ kind: 'payment' | 'account', payee: string, currency: string, amount: string, lines: { name: string, amount: string }[], state: string, back: string }} TestPage */
/** @typedef {(what: string) => Promise<void>} Play */

const Warning = () => html`
  <p class="note warn">
    <${Icon} name="info" />
    <span>${t('tc.warning')}</span>
  </p>
`;

/** What this page stands for, beside it. */
const Aside = () => html`
  <div class="sign-d">
    <h2>${t('tc.aside')}</h2>
    <p>${t('tc.aside.sub')}</p>
  </div>
`;

/** @param {{ p: TestPage, play: Play, busy: boolean }} x */
const Pay = ({ p, play, busy }) => html`
  <h1 tabindex="-1">${t('tc.pay', { v: money(p.amount, p.currency) })}</h1>
  <p>${t('tc.to', { name: p.payee })}</p>
  <${Warning} />
  <ul class="rows" role="list">
    ${p.lines.map(
      (l) => html`
        <li key=${l.name}>
          <div>${l.name}</div>
          <b class="num">${money(l.amount, p.currency)}</b>
        </li>
      `,
    )}
  </ul>
  <button type="button" class="btn primary wide" disabled=${busy} onClick=${() => play('pay')}>${t('tc.good')}</button>
  <button type="button" class="btn wide" disabled=${busy} onClick=${() => play('decline')}>${t('tc.bad')}</button>
  <button type="button" class="btn wide" disabled=${busy} onClick=${() => play('promise')}>${t('tc.slow')}</button>
  <a class="btn wide" href=${p.back}>${t('tc.back')}</a>
`;

/** @param {{ p: TestPage, play: Play, busy: boolean }} x */
const Join = ({ p, play, busy }) => html`
  <h1 tabindex="-1">${t('tc.join')}</h1>
  <p>${p.payee}</p>
  <${Warning} />
  <button type="button" class="btn primary wide" disabled=${busy} onClick=${() => play('join')}>
    ${t('tc.join.go')}
  </button>
  <a class="btn wide" href="/card-account">${t('tc.back')}</a>
`;

/** @param {{ params: { id: string } }} p */
export default function TestCard({ params }) {
  const path = '/test-card/' + encodeURIComponent(params.id);
  const q = useGet(path);
  const act = useAction((/** @type {{ act: string }} */ input, key) => api.post(path, input, { key }));
  const [declined, decline] = useState(false);
  const play = async (/** @type {string} */ what) => {
    const to = await act.act({ act: what });
    if (to?.url) location.assign(to.url);
    else if (to) decline(true);
  };
  const p = /** @type {TestPage | undefined} */ (q.data);
  const parts = { p, play, busy: act.busy };
  return html`
    <${Outside}
      aside=${html`
        <${Aside} />
      `}
    >
      ${
        q.error && !p
          ? q.error.status === 404
            ? html`
                <${Word} icon="circle-help" title=${t('tc.gone')} text=${t('tc.gone.sub')} />
              `
            : html`
                <${Trouble} error=${q.error} retry=${q.reload} level=${1} />
              `
          : !p
            ? html`
                <div class="wait" aria-busy="true"><${SkeletonRows} n=${3} /></div>
              `
            : p.kind === 'account'
              ? html`
                  <${Join} ...${parts} />
                `
              : p.state === 'open'
                ? html`
                    <${Pay} ...${parts} />
                  `
                : html`
                    <${Word} icon="clock" title=${t('tc.over')} text=${t('tc.over.sub')}>
                      <a class="btn wide" href=${p.back}>${t('tc.back')}</a>
                    </${Word}>
                  `
      }
      <${Fault} error=${act.error} />
      ${
        declined &&
        html`
          <p class="note bad" role="alert">
            <${Icon} name="circle-alert" />
            <span>${t('tc.declined')}</span>
          </p>
        `
      }
    </${Outside}>
  `;
}
