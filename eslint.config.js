import js from '@eslint/js';
import globals from 'globals';

const trustedTypes = {
  'no-restricted-properties': ['error', { property: 'innerHTML' }, { property: 'outerHTML' }],
  'no-restricted-syntax': [
    'error',
    { selector: 'Property[key.name="dangerouslySetInnerHTML"]', message: 'Trusted Types forbids it' },
  ],
};

export default [
  { ignores: ['static/vendor/**', 'static/js/ui/icon-data.js', 'node_modules/**'] },
  js.configs.recommended,
  {
    files: ['static/**/*.js'],
    languageOptions: { globals: globals.browser },
    rules: { ...trustedTypes, 'eqeqeq': 'error', 'no-eval': 'error', 'no-implied-eval': 'error' },
  },
  { files: ['static/js/boot.js'], languageOptions: { sourceType: 'script', globals: globals.browser } },
  { files: ['tools/**', 'e2e/**'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
];
