/** Where the cursor is in a grid, and how much of the grid its box shows; CSS pixels. */
export interface CursorPlace {
  readonly top: number;
  readonly bottom: number;
  readonly gridHeight: number;
  readonly boxHeight: number;
}

/**
 * Keeps the cursor's row in view in a terminal higher than its box, until the viewer scrolls away from it; and
 * again from when the viewer scrolls back.
 *
 * Never reads layout while drawing: it knows where it scrolled to, and is told of every scroll.
 */
export class CursorFollower {
  #element: Element | undefined;
  #place: CursorPlace | undefined;
  #scrollTop = 0;
  #follows = true;

  /** Follows in this element from now on. */
  attach(element: Element): void {
    this.#element = element;
    this.#scrollTop = 0;
    this.#follows = true;
  }

  /** Scrolls as little as shows the row. */
  follow(place: CursorPlace): void {
    this.#place = place;
    const { top, bottom, gridHeight, boxHeight } = place;
    if (!this.#element || !this.#follows || gridHeight <= boxHeight) return;
    const wanted = Math.max(Math.min(this.#scrollTop, top), bottom - boxHeight);
    if (wanted === this.#scrollTop) return;
    this.#scrollTop = wanted;
    this.#element.scrollTop = wanted;
  }

  /** The element was scrolled, by the viewer or by `follow`. */
  scrolled(): void {
    if (!this.#element || !this.#place) return;
    this.#scrollTop = this.#element.scrollTop;
    const { top, bottom, boxHeight } = this.#place;
    // A device pixel's rounding is not the viewer's will.
    this.#follows = top >= this.#scrollTop - 1 && bottom <= this.#scrollTop + boxHeight + 1;
  }
}
