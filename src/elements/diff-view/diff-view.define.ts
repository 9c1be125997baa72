import { RepriseDiffView } from './diff-view.ts';

if (!customElements.get('reprise-diff-view')) {
  customElements.define('reprise-diff-view', RepriseDiffView);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-diff-view': RepriseDiffView;
  }
}
