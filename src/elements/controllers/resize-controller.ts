import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Calls back after every new size of its host while that is in the page, the first one included: with the next frame,
 * since what is laid out anew while sizes are observed is told too late to those around it.
 */
export class ResizeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer: ResizeObserver;

  constructor(host: ReactiveControllerHost & Element, onResize: () => void) {
    this.#host = host;
    this.#observer = new ResizeObserver(() => requestAnimationFrame(onResize));
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
