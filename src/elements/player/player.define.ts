import { ReprisePlayer } from './player.ts';

if (!customElements.get('reprise-player')) {
  customElements.define('reprise-player', ReprisePlayer);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-player': ReprisePlayer;
  }
}
