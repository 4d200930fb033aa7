// SVG drawn by Preact from d3's arithmetic: themed by CSS, readable by keyboard and screen reader, no canvas.
import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line, curveMonotoneX } from 'd3-shape';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from '../h.js';
/**
 * @param {{ data: { at: number, cur: number, prev: number }[], height?: number, fmt: (v: number) => string, fmtFull: (v: number) => string, fmtX: (at: number) => string, tipTitle: (at: number) => string, labels: [string, string], desc: string }} p
 */
export function TrendChart({ data, height = 288, fmt, fmtFull, fmtX, tipTitle, labels, desc }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [w, setW] = useState(0),
    [at, setAt] = useState(-1);
  useLayoutEffect(() => {
    const el = /** @type {HTMLElement} */ (box.current);
    setW(el.clientWidth);
    const ro = new ResizeObserver(() => setW(el.clientWidth));
    ro.observe(el);
    return () => ro.disconnect();
  }, []);
  const n = data.length,
    y = scaleLinear()
      .domain([0, Math.max(...data.flatMap((d) => [d.cur, d.prev]))])
      .nice(4),
    tk = y.ticks(4);
  const L = 16 + 6.1 * Math.max(...tk.map((v) => fmt(v).length)),
    R = 8,
    T = 10,
    B = 26; // the gutter follows the locale's longest label
  y.range([height - B, T]);
  const time = scaleUtc()
      .domain([data[0].at, data[n - 1].at])
      .range([L, w - R]),
    x = (/** @type {number} */ i) => time(data[i].at);
  const curve = (/** @type {'cur' | 'prev'} */ k) =>
    line(/** @type {(d: any) => number} */ ((d) => time(d.at)), (d) => y(/** @type {any} */ (d)[k])).curve(
      curveMonotoneX,
    )(/** @type {any} */ (data)) ?? '';
  const every = Math.max(1, Math.ceil(n / Math.max(3, Math.floor(w / 92))));
  const move = (/** @type {PointerEvent} */ e) => {
    const r = /** @type {HTMLElement} */ (box.current).getBoundingClientRect();
    setAt(Math.max(0, Math.min(n - 1, Math.round(((e.clientX - r.left - L) / (w - L - R)) * (n - 1)))));
  };
  const key = (/** @type {KeyboardEvent} */ e) => {
    const d = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (d) {
      e.preventDefault();
      setAt((p) => Math.max(0, Math.min(n - 1, p < 0 ? n - 1 : p + d)));
    } else if (e.key === 'Home') {
      e.preventDefault();
      setAt(0);
    } else if (e.key === 'End') {
      e.preventDefault();
      setAt(n - 1);
    } else if (e.key === 'Escape') setAt(-1);
  };
  const p = data[at];
  return html`
    <div
      class="chart"
      ref=${box}
      style=${{ height: height + 'px' }}
      tabindex="0"
      role="application"
      aria-label=${desc}
      onPointerMove=${move}
      onPointerLeave=${() => setAt(-1)}
      onKeyDown=${key}
      onBlur=${() => setAt(-1)}
    >
      ${
        w > 0 &&
        html`
          <svg width=${w} height=${height} aria-hidden="true">
            <defs>
              <linearGradient id="area" x1="0" y1="0" x2="0" y2="1">
                <stop offset="0" />
                <stop offset="1" />
              </linearGradient>
            </defs>
            ${tk.map(
              (v) => html`
                <g key=${v}>
                  <line class="grid" x1=${L} x2=${w - R} y1=${Math.round(y(v)) + 0.5} y2=${Math.round(y(v)) + 0.5} />
                  <text class="ax" x=${L - 8} y=${y(v) + 4} text-anchor="end">${fmt(v)}</text>
                </g>
              `,
            )}
            ${data.map(
              (d, i) =>
                i % every === 0 &&
                x(i) < w - 18 &&
                html`
                  <text class="ax" key=${d.at} x=${x(i)} y=${height - 6} text-anchor=${i ? 'middle' : 'start'}>
                    ${fmtX(d.at)}
                  </text>
                `,
            )}
            <path
              class="area"
              d=${area(/** @type {(d: any) => number} */ ((d) => time(d.at)), y(0), (d) => y(/** @type {any} */ (d).cur)).curve(curveMonotoneX)(/** @type {any} */ (data))}
            />
            <path class="ln prev" d=${curve('prev')} />
            <path class="ln cur" d=${curve('cur')} />
            ${
              p &&
              html`
                <line class="cursor" x1=${x(at)} x2=${x(at)} y1=${T} y2=${height - B} />
                <circle class="dot prev" cx=${x(at)} cy=${y(p.prev)} r="3.500" />
                <circle class="dot cur" cx=${x(at)} cy=${y(p.cur)} r="4.500" />
              `
            }
          </svg>
        `
      }
      <div class="tip-live sr-only" aria-live="polite">
        ${p ? `${tipTitle(p.at)}: ${labels[0]} ${fmtFull(p.cur)}, ${labels[1]} ${fmtFull(p.prev)}` : ''}
      </div>
      ${
        p &&
        html`
          <div
            class="tip ${x(at) > w / 2 ? 'l' : ''}"
            aria-hidden="true"
            style=${{ transform: `translate(${x(at)}px, 8px)` }}
          >
            <div>
              <b>${tipTitle(p.at)}</b>
              <span>
                <i class="k cur"></i>
                ${labels[0]}
                <em>${fmtFull(p.cur)}</em>
              </span>
              <span>
                <i class="k prev"></i>
                ${labels[1]}
                <em>${fmtFull(p.prev)}</em>
              </span>
            </div>
          </div>
        `
      }
    </div>
  `;
}
