import { useState } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { download } from '../api.js';
import { toast } from '../store.js';
import { Icon } from '../ui/icon.js';

/** A paper by its number; `of` is what it is one of: an invoice, unless it is a credit note. @param {{ invoice: { id: string, number: string }, of?: 'invoices' | 'credit-notes', small?: boolean }} p */
export function PdfButton({ invoice, of = 'invoices', small = false }) {
  const [busy, setBusy] = useState(false);
  const get = async () => {
    setBusy(true);
    await download(`/${of}/${invoice.id}/pdf`, invoice.number + '.pdf').catch((e) =>
      toast(e.message, undefined, 'bad'),
    );
    setBusy(false);
  };
  const name = t('ord.get', { name: invoice.number });
  return small
    ? html`
        <button type="button" class="btn ghost icon sm" aria-label=${name} disabled=${busy} onClick=${get}>
          <${Icon} name="download" size=${15} />
        </button>
      `
    : html`
        <button type="button" class="btn primary" disabled=${busy} onClick=${get}>
          <${Icon} name="download" size=${15} />
          ${t('inv.pdf')}
          <span class="sr-only">${' '}${name}</span>
        </button>
      `;
}
