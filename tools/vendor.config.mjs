// What goes into static/vendor. from: path inside node_modules; to: path inside static/.
export const files = [
  { pkg: 'preact', from: 'preact/dist/preact.mjs', to: 'vendor/preact.mjs' },
  { pkg: 'preact', from: 'preact/hooks/dist/hooks.mjs', to: 'vendor/preact-hooks.mjs' },
  { pkg: '@preact/signals-core', from: '@preact/signals-core/dist/signals-core.mjs', to: 'vendor/signals-core.mjs' },
  { pkg: '@preact/signals', from: '@preact/signals/dist/signals.mjs', to: 'vendor/signals.mjs' },
  { pkg: 'htm', from: 'htm/dist/htm.mjs', to: 'vendor/htm.mjs' },
  { pkg: 'preact-iso', from: 'preact-iso/src/router.js', to: 'vendor/preact-iso-router.mjs' },
  ...['array', 'color', 'format', 'interpolate', 'path', 'scale', 'shape', 'time', 'time-format'].map((d) => ({
    pkg: 'd3-' + d,
    from: `d3-${d}/dist/d3-${d}.min.mjs`,
    to: `vendor/d3-${d}.mjs`,
  })),
  {
    pkg: '@fontsource-variable/inter',
    from: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
    to: 'fonts/inter-latin.woff2',
  },
  {
    pkg: '@fontsource-variable/inter',
    from: '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2',
    to: 'fonts/inter-cyrillic.woff2',
  },
  {
    pkg: '@fontsource-variable/inter',
    from: '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
    to: 'fonts/inter-rouble.woff2',
    subset: '\u20BD',
  }, // one glyph: latin-ext is 85 KB
];
// Lucide icons that go into static/js/ui/icon-data.js: the signs that the pages use ...
export const signs =
  `layout-grid shopping-cart search package file-text history users settings sun moon globe menu x plus minus
check chevron-down chevron-right arrow-up arrow-down sliders-horizontal box circle-dot bell circle-help trash-2 truck
download info triangle-alert mail phone rotate-ccw building-2 tag calendar arrow-right circle-check list send wifi-off
repeat-2 receipt house clock alarm-clock undo-2 keyboard landmark message-square user-round calendar-clock calendar-x
trending-down corner-down-right replace list-checks circle-x headset log-out key-round arrow-left ban circle-alert
phone-call inbox chart-column copy`.split(/\s+/);
// ... and the pictures of goods that a category may name.
const goods = `archive battery bean bolt bottle-wine briefcase-medical brush-cleaning cable chef-hat coffee cog
concierge-bell cooking-pot cup-soda cylinder disc-3 drill droplets folder footprints hand hard-hat hexagon lamp-ceiling
leaf leafy-green lightbulb link milk notebook paperclip pencil plug plug-zap salad screw scroll shield-check shirt
shopping-bag soap-dispenser-droplet soup spray-can store utensils wind wine wrench zap`;
export const icons = [...signs, ...goods.split(/\s+/)];
