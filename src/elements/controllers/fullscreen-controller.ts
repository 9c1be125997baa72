import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ancestors } from '../ancestors.ts';

/** Tells its host whether it stands inside the element that fills the screen. */
export class FullscreenController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** The page may use the full screen (an iframe needs `allow="fullscreen"`). */
  get available(): boolean {
    return this.#host.ownerDocument.fullscreenEnabled;
  }

  /** The host, or an element around it across shadow roots, fills the screen. */
  get active(): boolean {
    for (const node of ancestors(this.#host)) {
      if (node instanceof Element && node.matches(':fullscreen')) return true;
    }
    return false;
  }

  hostConnected(): void {
    this.#host.ownerDocument.addEventListener('fullscreenchange', this.#onChange);
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.removeEventListener('fullscreenchange', this.#onChange);
  }

  readonly #onChange = (): void => this.#host.requestUpdate();
}
