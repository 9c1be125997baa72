import { RepriseTransport } from './transport.ts';

if (!customElements.get('reprise-transport')) {
  customElements.define('reprise-transport', RepriseTransport);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-transport': RepriseTransport;
  }
}
