import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Width before anything was measured, units. */
const UNKNOWN = 1000;

/**
 * Tells its host how wide it is in units of 1/16 rem, whole ones. Measured before every update too, so that the first
 * drawing fits already.
 */
export class UnitWidthController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer: ResizeObserver;
  #width = UNKNOWN;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    this.#observer = new ResizeObserver(() => {
      // With the next frame: a drawing of another height moves what is around it while sizes are observed.
      if (this.#measured() !== this.#width) requestAnimationFrame(() => this.#host.requestUpdate());
    });
    host.addController(this);
  }

  /** Width of the host, units, at least 1. */
  get width(): number {
    return this.#width;
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostUpdate(): void {
    this.#width = this.#measured();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #measured(): number {
    const { width } = this.#host.getBoundingClientRect();
    // A host that is not displayed has no width, and nothing to draw.
    if (width === 0) return this.#width;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    return Math.max(1, Math.round((width * 16) / rem));
  }
}
