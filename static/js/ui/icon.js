import { h } from 'preact';
import data from './icon-data.js';
/** Decorative icon; give the control its own name. @param {{ name: string, size?: number, class?: string }} p */
export const Icon = ({ name, size = 16, class: cls = '' }) =>
  h(
    'svg',
    {
      'class': 'i ' + cls,
      'width': size,
      'height': size,
      'viewBox': '0 0 24 24',
      'fill': 'none',
      'stroke': 'currentColor',
      'stroke-width': size > 18 ? 1.75 : 2,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      'aria-hidden': 'true',
      'focusable': 'false',
    },
    (data[name] ?? []).map(([tag, attrs]) => h(tag, attrs)),
  );
