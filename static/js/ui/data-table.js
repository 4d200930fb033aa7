import { html } from '../h.js';
/**
 * A table that becomes cards on a phone. A column says where it goes there: lead, side, sub, act, full or hide.
 * @typedef {{ key: string, label: any, cell: (row: any, i: number) => any, w?: string, num?: boolean, m?: 'lead' | 'side' | 'sub' | 'act' | 'full' | 'hide', quiet?: boolean, told?: boolean }} Col `quiet`: the head is for screen readers alone; `told`: a card says the head before the cell
 */

/** @param {{ c: Col, r: any, i: number }} p */
const Cell = ({ c, r, i }) => html`
  <td
    class="${c.num ? 'num' : ''} m-${c.m ?? 'sub'} ${c.told ? 'told' : ''}"
    data-label=${typeof c.label === 'string' ? c.label : ''}
  >
    ${c.cell(r, i)}
  </td>
`;

/** @param {{ cols: Col[] }} p */
const Head = ({ cols }) => html`
  <colgroup>
    ${cols.map(
      (c) => html`
        <col style=${c.w ? { width: c.w } : {}} />
      `,
    )}
  </colgroup>
  <thead>
    <tr>
      ${cols.map(
        (c) => html`
          <th scope="col" class=${c.num ? 'num' : ''}>
            ${
              c.quiet
                ? html`
                    <span class="sr-only">${c.label}</span>
                  `
                : c.label
            }
          </th>
        `,
      )}
    </tr>
  </thead>
`;

/** @param {{ cols: Col[], rows: any[], id: (row: any) => string | number, label: string, rowClass?: (row: any) => string, after?: (row: any) => any, foot?: any, compact?: boolean, busy?: boolean }} p `after` draws a second line under a row */
export const DataTable = ({ cols, rows, id, label, rowClass, after, foot, compact = false, busy = false }) => html`
  <table class="tbl dt ${compact ? 'dense' : ''} ${busy ? 'stale' : ''}" aria-label=${label} aria-busy=${busy}>
    <${Head} cols=${cols} />
    <tbody>
      ${rows.map((r, i) => {
        const extra = after?.(r);
        return html`
          <tr key=${id(r)} class="${rowClass?.(r) ?? ''} ${extra ? 'has-more' : ''}">
            ${cols.map(
              (c) => html`
                <${Cell} key=${c.key} c=${c} r=${r} i=${i} />
              `,
            )}
          </tr>
          ${
            extra &&
            html`
              <tr key=${id(r) + '+'} class="more"><td colspan=${cols.length}>${extra}</td></tr>
            `
          }
        `;
      })}
    </tbody>
    ${foot}
  </table>
`;

/** The same heads over grey rows. @param {{ cols: Col[], n?: number, label: string }} p */
export const TableSkeleton = ({ cols, n = 8, label }) => html`
  <table class="tbl dt" aria-label=${label} aria-hidden="true">
    <${Head} cols=${cols} />
    <tbody>
      ${Array.from(
        { length: n },
        () => html`
          <tr>
            ${cols.map(
              (c, i) => html`
                <td class="${c.num ? 'num' : ''} m-${c.m ?? 'sub'}">
                  <span class="sk ${i ? 'w3' : 'w1'} ${c.num ? 'r' : ''}"></span>
                </td>
              `,
            )}
          </tr>
        `,
      )}
    </tbody>
  </table>
`;
