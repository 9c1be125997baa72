import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells its host whether the computer has a connection, and calls back when it comes back. */
export class OnlineController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onBack: () => void;

  constructor(host: ReactiveControllerHost, onBack: () => void) {
    this.#host = host;
    this.#onBack = onBack;
    host.addController(this);
  }

  /** There is a connection, as far as the browser knows. */
  get online(): boolean {
    return navigator.onLine;
  }

  hostConnected(): void {
    window.addEventListener('online', this.#onChange);
    window.addEventListener('offline', this.#onChange);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#onChange);
    window.removeEventListener('offline', this.#onChange);
  }

  readonly #onChange = (): void => {
    this.#host.requestUpdate();
    if (this.online) this.#onBack();
  };
}
