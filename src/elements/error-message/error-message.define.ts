import { RepriseErrorMessage } from './error-message.ts';

if (!customElements.get('reprise-error-message')) {
  customElements.define('reprise-error-message', RepriseErrorMessage);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-error-message': RepriseErrorMessage;
  }
}
