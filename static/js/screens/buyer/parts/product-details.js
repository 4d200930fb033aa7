// What a product's page tells beyond its card: pictures, attributes, papers, and what goes with it.
import { html } from '../../../h.js';
import { t, dayYear, lang, num } from '../../../i18n.js';
import { address } from '../../../api.js';
import { Panel } from '../../../ui/panel.js';
import { ProductCell } from '../../../ui/product-cell.js';
import { pictureOf } from './product-table.js';

/** @typedef {{ code: string, name: string, kind: string, value: string, unit: string }} Answer */
/** @typedef {{ id: string, kind: string, title: string, valid_to: string | null }} Paper */
/** @typedef {{ id: string, name: string, pictures: string[], papers: Paper[], attributes: Answer[], goes_with: import('./product-table.js').ProductCard[], season: { from: number, to: number } | null, lead_days: number | null }} Told */

/** @param {{ p: Told }} x */
export const Gallery = ({ p }) =>
  p.pictures.length
    ? html`
        <div class="gallery" tabindex="0" role="group" aria-label=${t('prod.pictures')}>
          ${p.pictures.map(
            (id, i) => html`
              <img src=${address(`/catalogue/${p.id}/pictures/${id}`)} alt=${`${p.name}, ${i + 1}`} loading="lazy" />
            `,
          )}
        </div>
      `
    : null;

const month = (/** @type {number} */ n) =>
  new Intl.DateTimeFormat(lang.value, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, n - 1, 1));
/** @param {Answer} a */
const valueOf = (a) =>
  a.kind === 'yes_no' ? t(a.value === 'true' ? 'prod.yes' : 'prod.no') : a.kind === 'number' ? num(a.value) : a.value;

/** @param {{ p: Told }} x */
export function Details({ p }) {
  const rows = /** @type {[string, any][]} */ ([
    ...p.attributes.map((a) => [a.name, a.unit ? `${valueOf(a)} ${a.unit}` : valueOf(a)]),
    ...(p.season ? [[t('prod.season'), `${month(p.season.from)} – ${month(p.season.to)}`]] : []),
    ...(p.lead_days === null ? [] : [[t('prod.leaddays'), num(p.lead_days)]]),
  ]);
  return html`
    ${
      rows.length > 0 &&
      html`
        <${Panel} id="at-h" title=${t('prod.attributes')}>
          <dl class="kv facts">
            ${rows.map(
              ([k, v]) => html`
                <div>
                  <dt>${k}</dt>
                  <dd>${v}</dd>
                </div>
              `,
            )}
          </dl>
        </${Panel}>
      `
    }
    ${
      p.papers.length > 0 &&
      html`
        <${Panel} id="pp-h" title=${t('prod.papers')}>
          <ul class="rows" role="list">
            ${p.papers.map(
              (d) => html`
                <li key=${d.id}>
                  <div>
                    <a
                      class="pname"
                      href=${address(`/catalogue/${p.id}/papers/${d.id}`)}
                      target="_blank"
                      rel="noopener"
                    >
                      ${d.title}
                    </a>
                    <small>${d.valid_to ? t('prod.until', { date: dayYear(d.valid_to) }) : ''}</small>
                  </div>
                </li>
              `,
            )}
          </ul>
        </${Panel}>
      `
    }
    ${
      p.goes_with.length > 0 &&
      html`
        <${Panel} id="gw-h" title=${t('prod.goeswith')}>
          <ul class="rows" role="list">
            ${p.goes_with.map(
              (x) => html`
                <li key=${x.id}>
                  <${ProductCell}
                    small
                    icon=${x.icon}
                    src=${pictureOf(x)}
                    name=${x.name}
                    href=${'/catalogue/' + x.id}
                    sub=${x.sku}
                  />
                </li>
              `,
            )}
          </ul>
        </${Panel}>
      `
    }
  `;
}
