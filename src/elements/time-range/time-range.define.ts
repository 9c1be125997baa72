import { RepriseTimeRange } from './time-range.ts';

if (!customElements.get('reprise-time-range')) {
  customElements.define('reprise-time-range', RepriseTimeRange);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-time-range': RepriseTimeRange;
  }
}
