// A product's pictures and papers: they are kept at once, without the form's button.
import { useRef, useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, dayYear } from '../../../i18n.js';
import { api, address } from '../../../api.js';
import { useAction } from '../../../query.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Fault } from '../../../ui/fault.js';
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { Panel } from '../../../ui/panel.js';

/** @typedef {import('../product.js').WholeProduct} WholeProduct */
/** @param {string} product @param {string} picture @param {'small' | 'medium'} [size] */
export const pictureOf = (product, picture, size = 'small') =>
  address(`/products/${product}/pictures/${picture}`, { size });

const LARGEST = 4 * 1024 * 1024;
const SIDE = 2400;
/** A photograph that is too large is made smaller before it leaves the machine. @param {File} file @returns {Promise<Blob>} */
async function fit(file) {
  if (file.size <= LARGEST || !file.type.startsWith('image/')) return file;
  const image = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
  const canvas = Object.assign(document.createElement('canvas'), {
    width: image.width * scale,
    height: image.height * scale,
  });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob((b) => done(b ?? file), 'image/jpeg', 0.9));
}

/** @param {{ accept: string, label: string, busy: boolean, multiple?: boolean, pick: (files: File[]) => void }} x */
const Upload = ({ accept, label, busy, multiple = false, pick }) => {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  return html`
    <input
      ref=${input}
      type="file"
      class="sr-only"
      tabindex="-1"
      aria-label=${label}
      accept=${accept}
      multiple=${multiple}
      onChange=${(/** @type {any} */ e) => {
        pick([...e.target.files]);
        e.target.value = '';
      }}
    />
    <button type="button" class="btn" disabled=${busy} onClick=${() => input.current?.click()}>
      <${Icon} name="plus" size=${15} />
      ${label}
    </button>
  `;
};

/** @param {{ p: WholeProduct, set: (p: WholeProduct) => void, may: boolean }} x */
export function Pictures({ p, set, may }) {
  const add = useAction(async (/** @type {File[]} */ files) => {
    let last = p;
    for (const f of files)
      last = await api.post(`/products/${p.id}/pictures`, await fit(f), { query: { name: f.name } });
    return last;
  });
  const order = useAction((/** @type {string[]} */ pictures, key) =>
    api.put(`/products/${p.id}/pictures`, { pictures }, { key, version: p.version }),
  );
  const ids = p.pictures.map((x) => x.id);
  const put = async (/** @type {string[]} */ next) => {
    const now = await order.act(next);
    if (now) set(now);
  };
  const first = (/** @type {string} */ id) => put([id, ...ids.filter((x) => x !== id)]);
  return html`
    <${Panel} id="pi-h" title=${t('pe.tab.pictures')} n=${ids.length}>
      ${
        ids.length
          ? html`
              <ul class="pics" role="list">
                ${p.pictures.map(
                  (x, i) => html`
                    <li key=${x.id}>
                      <a href=${pictureOf(p.id, x.id, 'medium')} target="_blank" rel="noopener">
                        <img
                          src=${pictureOf(p.id, x.id)}
                          alt=${t('pe.picture', { n: i + 1, name: p.name })}
                          loading="lazy"
                        />
                      </a>
                      ${
                        may &&
                        html`
                          <div class="pic-a">
                            ${
                              i > 0 &&
                              html`
                                <button type="button" class="btn ghost sm" onClick=${() => first(x.id)}>
                                  ${t('pe.first')}
                                </button>
                              `
                            }
                            <button
                              type="button"
                              class="btn ghost sm"
                              aria-label=${t('pe.removeOf', { name: t('pe.picture', { n: i + 1, name: p.name }) })}
                              onClick=${() => put(ids.filter((y) => y !== x.id))}
                            >
                              <${Icon} name="trash-2" size=${14} />
                            </button>
                          </div>
                        `
                      }
                    </li>
                  `,
                )}
              </ul>
            `
          : html`
              <${EmptyState} icon="package" title=${t('pe.nopics')} text=${t('pe.nopics.sub')} />
            `
      }
      <${Fault} error=${add.error ?? order.error} />
      ${
        may &&
        html`
          <${Upload}
            accept="image/png,image/jpeg,image/webp"
            label=${t('pe.pic.add')}
            busy=${add.busy}
            multiple
            pick=${async (/** @type {File[]} */ files) => {
              const now = await add.act(files);
              if (now) set(now);
            }}
          />
        `
      }
    </${Panel}>
  `;
}

const kinds = /** @type {const} */ (['certificate', 'declaration', 'manual', 'safety', 'other']);
/** @param {{ p: WholeProduct, set: (p: WholeProduct) => void, may: boolean }} x */
export function Papers({ p, set, may }) {
  const [kind, setKind] = useState('certificate');
  const [until, setUntil] = useState('');
  const add = useAction(async (/** @type {File} */ f) =>
    api.post(`/products/${p.id}/papers`, f, {
      query: { kind, name: f.name, title: f.name.replace(/\.\w+$/, ''), valid_to: until },
    }),
  );
  const remove = useAction((/** @type {string} */ id, key) => api.del(`/products/${p.id}/papers/${id}`, { key }));
  const done = (/** @type {WholeProduct | undefined} */ now) => now && set(now);
  return html`
    <${Panel} id="pa-h" title=${t('pe.tab.papers')} n=${p.papers.length}>
      <ul class="rows" role="list">
        ${p.papers.map(
          (d) => html`
            <li key=${d.id}>
              <div>
                <a class="pname" href=${address(`/products/${p.id}/papers/${d.id}`)} target="_blank" rel="noopener">
                  ${d.title}
                </a>
                <small>
                  ${t(/** @type {any} */ ('paper.' + d.kind))}${d.valid_to ? ' · ' + t('paper.until', { date: dayYear(d.valid_to) }) : ''}
                </small>
              </div>
              ${
                may &&
                html`
                  <button
                    type="button"
                    class="btn ghost sm"
                    aria-label=${t('pe.removeOf', { name: d.title })}
                    onClick=${async () => done(await remove.act(d.id))}
                  >
                    <${Icon} name="trash-2" size=${14} />
                  </button>
                `
              }
            </li>
          `,
        )}
      </ul>
      ${
        may &&
        html`
          <div class="halves tight">
            <${Field}
              label=${t('pe.paper.kind')}
              value=${kind}
              onInput=${setKind}
              options=${kinds.map((k) => [k, t(`paper.${k}`)])}
            />
            <${Field} label=${t('pe.paper.until')} type="date" value=${until} onInput=${setUntil} />
          </div>
          <${Fault} error=${add.error ?? remove.error} />
          <p class="form-up">
            <${Upload}
              accept="application/pdf,image/png,image/jpeg"
              label=${t('pe.paper.add')}
              busy=${add.busy}
              pick=${async (/** @type {File[]} */ files) => files[0] && done(await add.act(files[0]))}
            />
          </p>
        `
      }
    </${Panel}>
  `;
}
