import { html } from '../h.js';
import { t } from '../i18n.js';

/** The foot of a form in a dialog: leave it, or send it. @param {{ onClose: () => void, busy: boolean, ready: boolean, label: string }} p */
export const Acts = ({ onClose, busy, ready, label }) => html`
  <div class="dialog-acts">
    <button type="button" class="btn" onClick=${onClose}>${t('cancel')}</button>
    <button type="submit" class="btn primary" disabled=${busy || !ready}>${label}</button>
  </div>
`;
