import { RepriseFullscreenButton } from './fullscreen-button.ts';

if (!customElements.get('reprise-fullscreen-button')) {
  customElements.define('reprise-fullscreen-button', RepriseFullscreenButton);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-fullscreen-button': RepriseFullscreenButton;
  }
}
