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
// Lucide icons that go into static/js/ui/icon-paths.js
export const icons =
  `layout-grid shopping-cart search zap package file-text clipboard-check history users chart-line megaphone
settings sun moon globe menu x plus minus check chevron-down chevron-right chevron-left arrow-up-right arrow-up arrow-down
sliders-horizontal wrench hard-hat cable droplets disc-3 drill bolt cog box circle-dot bell circle-help trash-2 truck star
download upload info triangle-alert mail phone rotate-ccw building-2 tag calendar ellipsis arrow-right circle-check list filter command eye send wifi-off repeat-2 receipt target house clock alarm-clock chevron-up x-circle undo-2 file-spreadsheet file-up clipboard-paste keyboard landmark credit-card message-square map-pin user-round shield-check calendar-clock calendar-x wallet trending-up trending-down corner-down-right replace columns-3 list-checks circle-x paperclip headset briefcase log-in log-out key-round arrow-left hand ban external-link store circle-alert snowflake phone-call inbox`.split(
    /\s+/,
  );
