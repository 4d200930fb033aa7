import { html } from '../../h.js';
import { t, money } from '../../i18n.js';
import { cart, cartFault, cartOpen, lineCount, loadCart, settling } from '../../cart.js';
import { go } from '../../router.js';
import { Icon } from '../../ui/icon.js';
import { Drawer } from '../../ui/drawer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { SkeletonRows, Trouble } from '../../ui/loaded.js';
import { Lines } from './parts/cart-part.js';
import { MinimumBar } from './parts/minimum-bar.js';

/** @param {{ part: import('../../cart.js').CartPart }} p */
const Part = ({ part }) => html`
  <section class="c-part" aria-label=${part.supplier.name}>
    <div class="row">
      <h3>${part.supplier.name}</h3>
      <b class="num ${settling.value ? 'stale' : ''}">${money(part.net, part.currency)}</b>
    </div>
    <${MinimumBar} net=${part.net} minimum=${part.minimum_order} currency=${part.currency} />
    <${Lines} part=${part} />
  </section>
`;

function Body() {
  const c = cart.value;
  if (!c)
    return cartFault.value
      ? html`
          <${Trouble} error=${cartFault.value} retry=${loadCart} level=${3} />
        `
      : html`
          <div class="wait"><${SkeletonRows} n=${4} /></div>
        `;
  if (!lineCount.value)
    return html`
      <${EmptyState} icon="shopping-cart" level=${3} title=${t('cart.empty')} text=${t('cart.empty.sub')}>
        <button type="button" class="btn" onClick=${() => leaveFor('/catalogue')}>${t('cart.browse')}</button>
      </${EmptyState}>
    `;
  return html`
    ${c.suppliers.map(
      (part) => html`
        <${Part} key=${part.supplier.id} part=${part} />
      `,
    )}
  `;
}
function leaveFor(/** @type {string} */ to) {
  cartOpen.value = false;
  go(to);
}

/** The cart at hand, from any page; placing is done on its own page. */
export default function CartDrawer() {
  const n = lineCount.value;
  const footer =
    n > 0 &&
    html`
      <div class="acts">
        <button type="button" class="btn primary" onClick=${() => leaveFor('/cart')}>
          ${t('cart.open')}
          <${Icon} name="arrow-right" />
        </button>
      </div>
    `;
  const badge =
    n > 0 &&
    html`
      <span class="count">${t('cart.lines', { n })}</span>
    `;
  return html`
    <${Drawer}
      title=${t('cart.title')}
      open=${cartOpen.value}
      onClose=${() => (cartOpen.value = false)}
      badge=${badge}
      footer=${footer}
    >
      <${Body} />
    </${Drawer}>
  `;
}
