import { ReprisePlayButton } from './play-button.ts';

if (!customElements.get('reprise-play-button')) {
  customElements.define('reprise-play-button', ReprisePlayButton);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-play-button': ReprisePlayButton;
  }
}
