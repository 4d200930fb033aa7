import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t } from '../../../i18n.js';
import { curlOf, exampleOf, fieldsOf, typeOf } from '../../../lib/openapi.js';
import { Ticked } from './ticked.js';

/** @typedef {import('../../../lib/openapi.js').Document} Document */
/** @typedef {import('../../../lib/openapi.js').Operation} Op */
/** @typedef {import('../../../lib/openapi.js').Field} Field */

/** @param {{ f: Field }} p */
const FieldRow = ({ f }) => html`
  <tr>
    <td>
      <span class="f-n d${f.depth}">
        <code>${f.name}</code>
        ${
          f.required &&
          html`
            <small class="f-r">${t('api.required')}</small>
          `
        }
      </span>
    </td>
    <td>
      <span class="f-t">${f.type}</span>
      ${
        f.limits &&
        html`
          <small>${f.limits}</small>
        `
      }
    </td>
    <td><${Ticked} text=${f.about} /></td>
  </tr>
`;
/** @param {{ rows: Field[], label: string }} p */
const Fields = ({ rows, label }) => html`
  <div class="f-w" tabindex="0" role="group" aria-label=${label}>
    <table class="tbl f-tbl" aria-label=${label} lang="en">
      <thead>
        <tr>
          <th scope="col">${t('api.field')}</th>
          <th scope="col">${t('api.type')}</th>
          <th scope="col">${t('api.about')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (f, i) => html`
            <${FieldRow} key=${i} f=${f} />
          `,
        )}
      </tbody>
    </table>
  </div>
`;
/** @param {{ value: any, label: string }} p */
const Sample = ({ value, label }) => html`
  <pre class="code" tabindex="0" aria-label=${label}>
${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
`;

/** @param {{ doc: Document, op: Op }} p */
function Asked({ doc, op }) {
  const params = op.parameters.map((p) => ({
    name: p.name,
    depth: 0,
    type: `${typeOf(doc, p.schema)}, ${p.in}`,
    required: p.required ?? false,
    about: p.description ?? p.schema.description ?? '',
    limits: (p.schema.enum ?? []).join(' | '),
  }));
  return html`
    ${
      params.length > 0 &&
      html`
        <h3>${t('api.params')}</h3>
        <${Fields} rows=${params} label=${t('api.params') + ': ' + op.summary} />
      `
    }
    ${
      op.body &&
      html`
        <h3>${t('api.body')}</h3>
        <${Fields} rows=${fieldsOf(doc, op.body)} label=${t('api.body') + ': ' + op.summary} />
      `
    }
    <h3>${t('api.example')}</h3>
    <${Sample} value=${curlOf(doc, op, location.origin)} label=${t('api.example') + ': ' + op.summary} />
  `;
}
/** @param {{ doc: Document, op: Op }} p */
function Answered({ doc, op }) {
  const good = op.answers.find((a) => a.status.startsWith('2'));
  const bad = op.answers.filter((a) => a !== good);
  const said = `${t('api.answer')} ${good?.status ?? ''}: ${op.summary}`;
  return html`
    ${
      good &&
      html`
        <h3>
          ${t('api.answer')}${' '}
          <code>${good.status}</code>
          ${
            good.schema &&
            html`
              ${' '}
              <span class="f-t">${typeOf(doc, good.schema)}</span>
            `
          }
        </h3>
      `
    }
    ${
      good?.schema &&
      fieldsOf(doc, good.schema).length > 0 &&
      html`
        <${Fields} rows=${fieldsOf(doc, good.schema).map((f) => ({ ...f, required: false }))} label=${said} />
        <${Sample} value=${exampleOf(doc, good.schema)} label=${said + ', JSON'} />
      `
    }
    ${
      good &&
      !good.schema &&
      html`
        <p class="quiet" lang="en">${good.about}</p>
      `
    }
    ${
      bad.length > 0 &&
      html`
        <p class="faults" lang="en">
          ${t('api.faults')}${' '}${bad.map(
            (a) => html`
              <span>
                <code>${a.status}</code>
                ${' '}${a.about}
              </span>
            `,
          )}
        </p>
      `
    }
  `;
}

/** One operation: a line that opens. @param {{ doc: Document, op: Op }} p */
export function Operation({ doc, op }) {
  const [open, setOpen] = useState(() => location.hash === '#' + op.id);
  return html`
    <details class="op" id=${op.id} open=${open} onToggle=${(/** @type {any} */ e) => setOpen(e.target.open)}>
      <summary>
        <span class="verb ${op.method.toLowerCase()}">${op.method}</span>
        <code class="path">${op.path}</code>
        <span class="op-s" lang="en">${op.summary}</span>
        ${
          op.permission
            ? html`
                <span class="tag">${op.permission}</span>
              `
            : html`
                <span class="tag open">${t('api.public')}</span>
              `
        }
      </summary>
      ${
        open &&
        html`
          <div class="op-b">
            ${
              op.about &&
              html`
                <p lang="en"><${Ticked} text=${op.about} /></p>
              `
            }
            <${Asked} doc=${doc} op=${op} />
            <${Answered} doc=${doc} op=${op} />
          </div>
        `
      }
    </details>
  `;
}
