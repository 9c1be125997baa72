import { RepriseCodeBlock } from './code-block.ts';

if (!customElements.get('reprise-code-block')) {
  customElements.define('reprise-code-block', RepriseCodeBlock);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-code-block': RepriseCodeBlock;
  }
}
