// Where a payer comes back to from Stripe's page: what has become of the payment, as far as is known.
import { useEffect, useState } from 'preact/hooks';
import { html } from '../../h.js';
import { t, money } from '../../i18n.js';
import { api } from '../../api.js';
import { invalidate, useAction, useGet } from '../../query.js';
import { useSearch } from '../../router.js';
import { toastFault } from '../../store.js';
import { Backs, CardState, Parts, TestNote, why } from '../../trade/card-payment.js';
import { Icon } from '../../ui/icon.js';
import { Loaded, SkeletonPage } from '../../ui/loaded.js';

/** @typedef {import('../../trade/card-payment.js').CardPayment} CardPayment */
const waiting = ['created', 'open', 'processing'];
const TRIES = 8;

/** Asks how the payment stands until it is settled, ever less often. @param {CardPayment} p @param {(p: CardPayment) => void} set @param {boolean} come */
function useNews(p, set, come) {
  const [tries, tried] = useState(0);
  useEffect(() => {
    if (!come || !waiting.includes(p.state) || tries >= TRIES) return;
    const timer = setTimeout(
      async () => {
        try {
          const now = await api.post(`/card-payments/${p.id}/check`, {}, {});
          if (now.state === 'paid') invalidate('/invoices', '/receivables', '/payments');
          set(now);
        } catch {
          // asked again below
        }
        tried(tries + 1);
      },
      tries ? 1000 * 2 ** Math.min(tries - 1, 4) : 0,
    );
    return () => clearTimeout(timer);
  }, [tries, p.state, come]);
  return come && waiting.includes(p.state) && tries < TRIES;
}

/** @param {{ p: CardPayment, looking: boolean }} x */
const Outcome = ({ p, looking }) => {
  const key = looking && p.state !== 'processing' ? 'looking' : p.state;
  const icons = { paid: 'circle-check', failed: 'circle-alert', processing: 'clock', looking: 'clock' };
  return html`
    <div class="outcome ${p.state}" role="status">
      <${Icon} name=${/** @type {Record<string, string>} */ (icons)[key] ?? 'info'} size=${28} />
      <div>
        <h2>${t(/** @type {import('../../i18n.js').Key} */ ('cp.o.' + key))}</h2>
        <p>
          ${t(/** @type {import('../../i18n.js').Key} */ ('cp.o.' + key + '.sub'), { v: money(p.amount, p.currency), supplier: p.supplier.name })}
        </p>
        ${
          p.failure &&
          html`
            <p class="out-bad">${why(p.failure)}</p>
          `
        }
      </div>
    </div>
  `;
};

/** @param {{ p: CardPayment, set: (p: CardPayment) => void }} x */
function Page({ p, set }) {
  const [search] = useSearch();
  const looking = useNews(p, set, search.from === 'card');
  const cancel = useAction((_, key) => api.post(`/card-payments/${p.id}/cancel`, {}, { key }), toastFault);
  const again = '/pay?invoices=' + p.parts.map((l) => l.invoice_id).join(',');
  const stop = async () => {
    const now = await cancel.act({});
    if (now) set(now);
  };
  return html`
    <div class="page cp">
      <nav class="crumbs" aria-label=${t('crumbs')}>
        <a href="/invoices">${t('nav.invoices')}</a>
        <${Icon} name="chevron-right" size=${13} />
        <span aria-current="page">${t('cp.title')}</span>
      </nav>
      <header class="ph">
        <div>
          <h1 tabindex="-1">
            ${t('cp.title')}${' '}
            <${CardState} p=${p} />
          </h1>
          <p>
            ${p.supplier.name}
            <span class="dotsep">${money(p.amount, p.currency)}</span>
            ${
              p.means &&
              html`
                <span class="dotsep">${p.means}</span>
              `
            }
          </p>
        </div>
      </header>
      ${
        p.test &&
        html`
          <${TestNote} />
        `
      }
      <div class="stack">
        <section class="card panel" aria-label=${t('cp.title')}>
          <${Outcome} p=${p} looking=${looking} />
          <div class="outcome-do">
            ${
              p.url &&
              !looking &&
              html`
                <a class="btn primary" href=${p.url}>${t('cp.goon')}</a>
                <button type="button" class="btn" disabled=${cancel.busy} onClick=${stop}>${t('cp.cancel')}</button>
              `
            }
            ${
              ['failed', 'expired', 'cancelled'].includes(p.state) &&
              html`
                <a class="btn primary" href=${again}>${t('cp.again')}</a>
              `
            }
            ${
              !p.url &&
              html`
                <a class="btn" href="/invoices">${t('cp.invoices')}</a>
              `
            }
          </div>
        </section>
        <${Parts} p=${p} place=${(/** @type {string} */ id) => '/invoices/' + id} />
        <${Backs} p=${p} />
      </div>
    </div>
  `;
}

/** @param {{ params: { id: string } }} p */
export default function CardPaymentPage({ params }) {
  const q = useGet('/card-payments/' + params.id);
  return html`
    <${Loaded}
      q=${q}
      wait=${html`
        <${SkeletonPage} />
      `}
      level=${1}
    >
      ${(/** @type {CardPayment} */ p) => html`
        <${Page} p=${p} set=${q.set} />
      `}
    </${Loaded}>
  `;
}
