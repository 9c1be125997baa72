import { RepriseClockButton } from './clock-button.ts';

if (!customElements.get('reprise-clock-button')) {
  customElements.define('reprise-clock-button', RepriseClockButton);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-clock-button': RepriseClockButton;
  }
}
