import { useEffect } from 'preact/hooks';
import { html } from '../h.js';
import { t } from '../i18n.js';
import { cart, cartOpen, lineCount, loadCart } from '../cart.js';
import { lazyOpen } from './lazy.js';
import { Icon } from './icon.js';

const CartDrawer = lazyOpen(cartOpen, async () => (await import('../screens/buyer/cart-drawer.js')).default);

/** The way to the cart from every page; it fetches the cart once. */
export function CartButton() {
  useEffect(() => {
    if (!cart.peek()) loadCart();
    CartDrawer.preload();
  }, []);
  const n = lineCount.value;
  return html`
    <button type="button" class="btn cart-b" onClick=${() => (cartOpen.value = true)}>
      <${Icon} name="shopping-cart" size=${18} />
      <span class="cart-l">${t('cart.title')}</span>
      ${
        n > 0 &&
        html`
          ${' '}
          <span class="pill" aria-hidden="true">${n}</span>
          <span class="sr-only">${' '}${t('cart.lines', { n })}</span>
        `
      }
    </button>
    <${CartDrawer} />
  `;
}
