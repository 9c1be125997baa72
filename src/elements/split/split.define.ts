import { RepriseSplit } from './split.ts';

if (!customElements.get('reprise-split')) {
  customElements.define('reprise-split', RepriseSplit);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-split': RepriseSplit;
  }
}
