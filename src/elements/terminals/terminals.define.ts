import { RepriseTerminals } from './terminals.ts';

if (!customElements.get('reprise-terminals')) {
  customElements.define('reprise-terminals', RepriseTerminals);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-terminals': RepriseTerminals;
  }
}
