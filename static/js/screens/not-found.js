import { html } from '../h.js';
import { t } from '../i18n.js';
import { route } from '../router.js';
import { homeOf } from '../menus.js';
import { Icon } from '../ui/icon.js';
import { EmptyState } from '../ui/empty-state.js';

/** An address with nothing behind it, or nothing for this person. */
export default () => html`
  <div class="page">
    <section class="card nf">
      <${EmptyState} icon="circle-help" level=${1} title=${t('nf.title')} text=${t('nf.sub')}>
        <p class="nf-p"><code>${route.value}</code></p>
        <a class="btn" href=${homeOf()}>
          <${Icon} name="arrow-left" />
          ${t('nf.home')}
        </a>
      </${EmptyState}>
    </section>
  </div>
`;
