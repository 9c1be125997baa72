import type { LitElement, ReactiveController } from 'lit';

/** Room kept between the playhead's item and the edge of the view, px. */
const MARGIN = 28;
const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ']);

/** What is scrolled, and what is kept in view. */
export interface FollowTargets {
  readonly scroller: () => HTMLElement | null;
  /** The element at the playhead, if it is drawn. */
  readonly target: () => HTMLElement | null;
}

/**
 * Keeps the playhead's item in view until the reader scrolls away from it, and again once he comes back.
 *
 * Scrolls only the host's own scroller, never the page.
 */
export class FollowController implements ReactiveController {
  readonly #host: LitElement;
  readonly #targets: FollowTargets;
  /** The reader moved the view himself since we last did. */
  #touched = false;
  #following = true;
  #observer: ResizeObserver | undefined;

  constructor(host: LitElement, targets: FollowTargets) {
    this.#host = host;
    this.#targets = targets;
    host.addController(this);
  }

  /** The view stays with the playhead. */
  get following(): boolean {
    return this.#following;
  }

  hostConnected(): void {
    this.#following = true;
    // A pane that is opened or made smaller must not hide the playhead.
    this.#observer = new ResizeObserver(() => this.scroll({ smooth: false }));
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  /** Follows again; the host scrolls with its next update. */
  resume(): void {
    this.#touched = false;
    this.#set(true);
  }

  /** Listener for what a reader scrolls with: wheel, touch, the scroll bar, keys. */
  readonly onIntent = (event: Event): void => {
    if (event instanceof KeyboardEvent && !SCROLL_KEYS.has(event.key)) return;
    if (event.type === 'pointerdown' && event.target !== this.#targets.scroller()) return;
    this.#touched = true;
  };

  /** Listener for the scroller: tells whether the reader has come back to the playhead. */
  readonly onScroll = (): void => {
    if (this.#touched) this.#set(this.#isInView());
  };

  /** Brings the target into view, if the reader has not scrolled away from it. */
  scroll(options: { readonly smooth: boolean }): void {
    const scroller = this.#targets.scroller();
    const target = this.#targets.target();
    if (!this.#following || !scroller || !target) return;
    const view = scroller.getBoundingClientRect();
    const box = target.getBoundingClientRect();
    const below = box.bottom + MARGIN - view.bottom;
    const above = box.top - MARGIN - view.top;
    // What is taller than the view is read from its beginning.
    const by = below > 0 ? Math.min(below, above) : Math.min(above, 0);
    if (Math.abs(by) < 1) return;
    this.#touched = false;
    scroller.scrollBy({ top: by, behavior: options.smooth ? 'smooth' : 'instant' });
  }

  #isInView(): boolean {
    const view = this.#targets.scroller()?.getBoundingClientRect();
    const box = this.#targets.target()?.getBoundingClientRect();
    return view !== undefined && box !== undefined && box.top < view.bottom && box.bottom > view.top;
  }

  #set(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#host.requestUpdate();
  }
}
