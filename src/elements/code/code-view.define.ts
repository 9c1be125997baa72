import { RepriseCodeView } from './code-view.ts';

if (!customElements.get('reprise-code-view')) {
  customElements.define('reprise-code-view', RepriseCodeView);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-code-view': RepriseCodeView;
  }
}
