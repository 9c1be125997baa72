import { RepriseResourceText } from './resource-text.ts';

if (!customElements.get('reprise-resource-text')) {
  customElements.define('reprise-resource-text', RepriseResourceText);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-resource-text': RepriseResourceText;
  }
}
