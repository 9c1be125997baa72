import { RepriseRateButton } from './rate-button.ts';

if (!customElements.get('reprise-rate-button')) {
  customElements.define('reprise-rate-button', RepriseRateButton);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-rate-button': RepriseRateButton;
  }
}
