import { RepriseTabs } from './tabs.ts';

if (!customElements.get('reprise-tabs')) {
  customElements.define('reprise-tabs', RepriseTabs);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-tabs': RepriseTabs;
  }
}
