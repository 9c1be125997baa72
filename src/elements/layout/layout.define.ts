import { RepriseLayout } from './layout.ts';

if (!customElements.get('reprise-layout')) {
  customElements.define('reprise-layout', RepriseLayout);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-layout': RepriseLayout;
  }
}
