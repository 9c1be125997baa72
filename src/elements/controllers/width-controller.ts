import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Tells its host how wide it is, in steps: the host updates only when the width crosses one of the limits.
 *
 * It is also measured before every update, so that the first one has the right layout already and nothing jumps.
 */
export class WidthController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #limits: readonly number[];
  readonly #unit: 'px' | 'rem';
  readonly #observer: ResizeObserver;
  #step: number;

  /**
   * @param limits - widths, ascending
   * @param unit - of the limits: CSS pixels, or the font size of the page
   */
  constructor(host: ReactiveControllerHost & Element, limits: readonly number[], unit: 'px' | 'rem' = 'px') {
    this.#host = host;
    this.#limits = limits;
    this.#unit = unit;
    this.#step = limits.length;
    this.#observer = new ResizeObserver(([entry]) => this.#measure(entry?.contentRect.width ?? 0));
    host.addController(this);
  }

  /** Number of limits the host's width exceeds. */
  get step(): number {
    return this.#step;
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostUpdate(): void {
    this.#step = this.#stepOf(this.#host.getBoundingClientRect().width);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #measure(width: number): void {
    if (this.#stepOf(width) === this.#step) return;
    // With the next frame: what is laid out anew while sizes are observed is told too late to those inside.
    requestAnimationFrame(() => this.#host.requestUpdate());
  }

  #stepOf(width: number): number {
    // A host that is not displayed has no width, and nothing to lay out.
    if (width === 0) return this.#step;
    const root = this.#host.ownerDocument.documentElement;
    const size = this.#unit === 'rem' ? parseFloat(getComputedStyle(root).fontSize) : 1;
    return this.#limits.filter((limit) => width > limit * size).length;
  }
}
