import { RepriseLinkButton } from './link-button.ts';

if (!customElements.get('reprise-link-button')) {
  customElements.define('reprise-link-button', RepriseLinkButton);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-link-button': RepriseLinkButton;
  }
}
