import { RepriseHeader } from './header.ts';

if (!customElements.get('reprise-header')) {
  customElements.define('reprise-header', RepriseHeader);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-header': RepriseHeader;
  }
}
