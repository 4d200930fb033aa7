// What the studio's pages share: how an import stands, in words; sending files; a change, before and after.
import { signal } from '@preact/signals';
import { html } from '../../../h.js';
import { t, num, unitPrice } from '../../../i18n.js';
import { api } from '../../../api.js';
import { go } from '../../../router.js';
import { currency, onLeave } from '../../../session.js';
import { StatusBadge } from '../../../ui/status-badge.js';

/** @typedef {import('../../../i18n.js').Key} Key */
/** @typedef {{ rows: number, new: number, changed: number, same: number, vanished: number, faulty: number, notes: number, up: number, down: number, stale: number, categories: number, applies: number, price_types?: string[], list_type: string, whole: boolean }} Counts */
/** @typedef {{ name: string, index: number, field: string, samples?: string[] }} Column */
/** @typedef {{ file?: string, sheet?: string, header: number, header_rows: number, skip?: boolean, columns: Column[] }} Table */
/** @typedef {{ id: string, name: string, source: string, state: string, format: string, by: string, created_at: string, version: number, committed_at: string | null, committed_by: string, undone_at: string | null, undone_by: string, progress: { read: number, total: number, rows: number, written: number }, counts: Counts, asks: { kind: string, count: number, of: number, limit: number }[], answers: { kind: string, name: string }[], options: Record<string, any>, code: string, detail: string, reason: string, tables: Table[], remembered: boolean, files: { name: string, size: number }[] }} Run */

/** @type {Record<string, ['ok' | 'warn' | 'bad' | 'info' | 'mute', string]>} */
const looks = {
  receiving: ['info', 'send'],
  mapping: ['warn', 'circle-help'],
  reading: ['info', 'clock'],
  ready: ['info', 'list-checks'],
  asks: ['warn', 'triangle-alert'],
  stale: ['warn', 'history'],
  committing: ['info', 'clock'],
  committed: ['ok', 'check'],
  undone: ['mute', 'undo-2'],
  refused: ['bad', 'circle-x'],
  failed: ['bad', 'circle-alert'],
  cancelled: ['mute', 'ban'],
};
/** A run that waits for a person says for what. @param {Run} r */
export const stateOf = (r) =>
  r.state === 'ready' && r.code === 'stale' ? 'stale' : r.state === 'ready' && r.asks.length ? 'asks' : r.state;
/** @param {{ run: Run }} p */
export function RunState({ run }) {
  const state = stateOf(run),
    [tone, icon] = looks[state];
  return html`
    <${StatusBadge} tone=${tone} icon=${icon}>${t(/** @type {Key} */ ('im.s.' + state))}</${StatusBadge}>
  `;
}

/** What a run came to, in a line. @param {Run} r */
export function resultOf(r) {
  if (r.reason && ['refused', 'failed'].includes(r.state)) return r.reason;
  if (!['ready', 'committing', 'committed', 'undone'].includes(r.state)) return '';
  const parts = /** @type {const} */ (['new', 'changed', 'faulty'])
    .filter((k) => r.counts[k])
    .map((k) => t(`im.n.${k}`, { n: num(r.counts[k]) }));
  return parts.length ? parts.join(', ') : t('im.n.none');
}

/** What is on its way to the server just now: an upload lives as long as the tab. @type {import('@preact/signals').Signal<{ id: string, name: string, sent: number, total: number } | null>} */
export const sending = signal(null);
onLeave(() => {
  sending.value = null;
});

const PIECE = 2 << 20;

/** Sends files piece by piece, lets them be looked at, and opens the page of their import. @param {File[]} files */
export async function send(files) {
  const run = await api.post('/imports', { files: files.map((f) => f.name), source: 'upload' });
  const total = files.reduce((sum, f) => sum + f.size, 0);
  const progress = { id: run.id, name: files[0].name, sent: 0, total };
  sending.value = progress;
  go('/imports/' + run.id);
  try {
    for (const [i, f] of files.entries())
      for (let at = 0, position = 0; at < f.size; at += PIECE, position++) {
        const piece = f.slice(at, at + PIECE);
        await api.put(`/imports/${run.id}/pieces`, piece, { query: { file: i, position } });
        progress.sent += piece.size;
        if (sending.value?.id === run.id) sending.value = { ...progress };
      }
    await api.post(`/imports/${run.id}/look`, {});
  } finally {
    if (sending.value?.id === run.id) sending.value = null;
  }
}

const fields = new Set(
  'sku external_id name_ru name_en description_ru description_en brand gtin unit vat_rate minimum multiple lead_days'.split(
    ' ',
  ),
);
const own = new Set('list_price on_hand status category_id pack_size unit_cost attributes units'.split(' '));
/** @param {string} f */
export const fieldName = (f) =>
  own.has(f) ? t(/** @type {Key} */ ('im.fd.' + f)) : fields.has(f) ? t(/** @type {Key} */ ('im.fl.' + f)) : f;

/** A field's value for people. @param {string} field @param {any} v */
export function shown(field, v) {
  if (v === null || v === undefined || v === '') return '—';
  if (field === 'list_price' || field === 'price')
    return v
      .map((/** @type {[number, number]} */ [from, price], /** @type {number} */ i) =>
        i
          ? t('im.from', { n: num(String(from)), v: unitPrice(String(price), currency.value) })
          : unitPrice(String(price), currency.value),
      )
      .join(', ');
  if (field === 'unit_cost') return unitPrice(String(v), currency.value);
  if (field === 'status') return t(/** @type {Key} */ ('pr.s.' + v));
  if (typeof v === 'number') return num(String(v));
  if (field === 'attributes') return Object.values(v).join(', ') || '—';
  if (typeof v === 'object') return v.map((/** @type {any} */ u) => [].concat(u).filter(Boolean).join(' ')).join(', ');
  return String(v);
}

const most = 5;
/** What becomes of a product, field by field. @param {{ item: any }} p */
export function Changes({ item }) {
  const quiet = new Set(
    item.kind === 'new'
      ? ['sku', 'name_ru', 'name_en', 'external_id', 'unit', 'description_ru', 'description_en', 'status']
      : [],
  );
  const all = item.changes.filter((/** @type {any} */ c) => !quiet.has(c.field));
  return html`
    <dl class="chgs">
      ${all.slice(0, most).map(
        (/** @type {any} */ c) => html`
          <div key=${c.field + c.list}>
            <dt>${c.list ? t('im.in.list', { name: c.list }) : fieldName(c.field)}</dt>
            <dd>
              ${
                item.kind !== 'new' &&
                html`
                  <s aria-label=${t('im.p.was')}>${shown(c.field, c.before)}</s>
                  ${' '}
                `
              }
              <b aria-label=${t('im.p.now')}>${shown(c.field, c.after)}</b>
            </dd>
          </div>
        `,
      )}
      ${
        all.length > most &&
        html`
          <div>
            <dt>${t('im.p.more', { n: all.length - most })}</dt>
            <dd></dd>
          </div>
        `
      }
    </dl>
  `;
}
