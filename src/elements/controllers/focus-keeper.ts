import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { innermostFocus } from '../innermost-focus.ts';

/**
 * Keeps the focus in its host when what has it is drawn no more: a row that a jump leads away from, a panel that is shut.
 * The host itself gets it then, so that keys go on working and a screen reader stays in place.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** The element inside that has the focus, as far as is known. */
  #focused: Element | undefined;
  #frame = 0;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('focusin', this.#onFocus);
    this.#host.addEventListener('focusout', this.#onBlur);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('focusin', this.#onFocus);
    this.#host.removeEventListener('focusout', this.#onBlur);
    cancelAnimationFrame(this.#frame);
    this.#focused = undefined;
  }

  /** Looks, once what has changed is drawn, whether the focus is still somewhere. */
  check(): void {
    // The host hears of no move within its shadow tree.
    this.#focused = innermostFocus(this.#host.shadowRoot) ?? this.#focused;
    if (!this.#focused) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#keep());
  }

  readonly #onFocus = (event: Event): void => {
    this.#focused = event.composedPath()[0] as Element;
  };

  readonly #onBlur = (event: FocusEvent): void => {
    if (event.relatedTarget !== null) this.#focused = undefined;
    // Nobody has it now: whether it was given up or lost is known when the page has been drawn.
    else this.check();
  };

  #keep(): void {
    const focused = this.#focused;
    if (!focused) return;
    const isShown = focused.isConnected && focused.getClientRects().length > 0;
    if (isShown && this.#host.matches(':focus-within')) return;
    this.#focused = undefined;
    if (isShown) return;
    const { activeElement, body } = this.#host.ownerDocument;
    if (activeElement === body || activeElement === null) this.#host.focus({ preventScroll: true });
  }
}
