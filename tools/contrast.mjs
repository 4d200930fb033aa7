// WCAG contrast of every pair of tokens that the pages rely on, in both themes; exits 1 below the bar.
import { readFileSync } from 'node:fs';

const TEXT = 4.5;
const GRAPHICS = 3;
const css = readFileSync(new URL('../static/css/tokens.css', import.meta.url), 'utf8');

/** @param {'light' | 'dark'} theme @returns {Record<string, string>} */
function tokens(theme) {
  const body = css.match(new RegExp(`\\[data-theme=${theme}\\] \\{([^}]*)\\}`))?.[1] ?? '';
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi)].map((m) => [m[1], m[2]]));
}
/** Relative luminance. @param {string} hex */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5]
    .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
/** @param {string} a @param {string} b */
function ratio(a, b) {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
}

// what stands in front: what stands behind it
/** @type {Record<string, string>} */
const text = {
  'fg': 'bg surface accent-soft sunken hover',
  'fg-2': 'surface bg sunken accent-soft hover raised',
  'fg-3': 'surface bg sunken hover raised',
  'accent-fg': 'accent accent-hover',
  'accent-text': 'surface bg accent-soft raised',
  'ok': 'surface ok-soft',
  'warn': 'surface warn-soft sunken',
  'bad': 'surface bad-soft',
};
/** @type {Record<string, string>} */
const graphics = {
  'control': 'surface bg',
  'focus': 'surface bg',
  'ok-dot': 'surface',
  'warn-dot': 'surface',
  'bad-dot': 'surface',
  'chart-1': 'surface',
  'chart-2': 'surface',
  'chart-3': 'surface',
  'accent': 'surface bg',
};

let checked = 0;
let failed = 0;
for (const theme of /** @type {const} */ (['light', 'dark'])) {
  const colour = tokens(theme);
  for (const [least, pairs] of /** @type {const} */ ([
    [TEXT, text],
    [GRAPHICS, graphics],
  ]))
    for (const [front, behind] of Object.entries(pairs))
      for (const back of behind.split(' ')) {
        checked++;
        const r = colour[front] && colour[back] ? ratio(colour[front], colour[back]) : 0;
        if (r >= least) continue;
        failed++;
        console.error(`contrast: ${theme}: ${front} on ${back} is ${r.toFixed(2)}, wants ${least}`);
      }
}
console.log(`${checked} pairs, ${failed} below the bar`);
process.exit(failed ? 1 : 0);
