import { RepriseTimeDisplay } from './time-display.ts';

if (!customElements.get('reprise-time-display')) {
  customElements.define('reprise-time-display', RepriseTimeDisplay);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-time-display': RepriseTimeDisplay;
  }
}
