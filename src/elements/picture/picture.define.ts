import { ReprisePicture } from './picture.ts';

if (!customElements.get('reprise-picture')) {
  customElements.define('reprise-picture', ReprisePicture);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-picture': ReprisePicture;
  }
}
