import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Player } from '../../player/index.ts';

/** Lets a player rest while the browser keeps its page for the way back, and go on when the viewer comes back. */
export class PageCacheController implements ReactiveController {
  readonly #player: Player;
  #wasPlaying = false;

  constructor(host: ReactiveControllerHost, player: Player) {
    this.#player = player;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#onHide);
    window.addEventListener('pageshow', this.#onShow);
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#onHide);
    window.removeEventListener('pageshow', this.#onShow);
  }

  readonly #onHide = ({ persisted }: PageTransitionEvent): void => {
    this.#wasPlaying = persisted && !this.#player.store.state.paused;
    if (this.#wasPlaying) this.#player.pause();
  };

  readonly #onShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && this.#wasPlaying) this.#player.play();
    this.#wasPlaying = false;
  };
}
