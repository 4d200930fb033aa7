#!/usr/bin/env node
// node tools/format.mjs          formats the scripts and the markup in them
// node tools/format.mjs --check  says which files are not formatted
//
// The formatter reads html`` templates as HTML, where a tag cannot be an expression: <${Panel}>...</${Panel}> goes in as
// <${Panel}>...</${Panel}> and comes back.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';

const root = new URL('..', import.meta.url).pathname;
const places = ['static/js', 'static/locales', 'tools', 'e2e', '.'];
const generated = 'static/js/ui/icon-data.js';

/** @param {string} place */
const scripts = (place) =>
  readdirSync(join(root, place), { recursive: place.startsWith('static'), withFileTypes: true })
    .filter((e) => e.isFile() && /\.m?js$/.test(e.name))
    .map((e) => join(e.parentPath, e.name))
    .filter((f) => !f.endsWith(generated));

/** @param {string} s */
const asElements = (s) => s.replace(/<(\/?)\$\{([A-Z]\w*)\}/g, '<$1x-$2');
/** @param {string} s */
const asComponents = (s) => s.replace(/<(\/?)x-([A-Z]\w*)/g, '<$1${$2}');

let wrong = 0;
for (const file of places.flatMap(scripts)) {
  const source = readFileSync(file, 'utf8');
  const options = await prettier.resolveConfig(file);
  const formatted = asComponents(await prettier.format(asElements(source), { ...options, filepath: file }));
  if (formatted === source) continue;
  wrong++;
  if (process.argv.includes('--check')) console.error('not formatted: ' + file.slice(root.length));
  else writeFileSync(file, formatted);
}
console.log(process.argv.includes('--check') ? `${wrong} files not formatted` : `${wrong} files formatted`);
process.exit(wrong && process.argv.includes('--check') ? 1 : 0);
