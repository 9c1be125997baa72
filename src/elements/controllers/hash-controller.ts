import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { momentOfHash, type Moment } from '../player/moment.ts';

/**
 * Calls back with the moment that the page's address names, now and whenever its fragment changes; only while its
 * host wants that.
 */
export class HashController implements ReactiveController {
  readonly #isWanted: () => boolean;
  readonly #onMoment: (moment: Moment) => void;

  constructor(host: ReactiveControllerHost, isWanted: () => boolean, onMoment: (moment: Moment) => void) {
    this.#isWanted = isWanted;
    this.#onMoment = onMoment;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.apply);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.apply);
  }

  /** Calls back with the moment that the address names now, if it names one. */
  readonly apply = (): void => {
    if (!this.#isWanted()) return;
    const moment = momentOfHash(window.location.hash);
    if (moment.event !== undefined || moment.time !== undefined) this.#onMoment(moment);
  };
}
