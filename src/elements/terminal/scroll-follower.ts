/** Where a terminal wants to be scrolled to, CSS pixels. */
export interface FollowedPlace {
  /** Stretch of the content that is to be in view: the cursor's row, or marked rows. */
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  /** Where to scroll from; `undefined` is from where it is. */
  readonly home: number | undefined;
  /** Least and most that is scrolled down to show the stretch: the screen's start, and its end. */
  readonly least: number;
  readonly most: number;
  /** Most that is scrolled sideways. */
  readonly mostLeft: number;
  /** The box. */
  readonly width: number;
  readonly height: number;
}

/** Columns beyond the cursor that are brought into view with it, as a share of the box. */
const AHEAD = 0.25;

/**
 * Keeps a place of a terminal in view until the viewer scrolls away from it, and again from when the viewer scrolls
 * back or asks for it.
 *
 * Never reads layout while drawing: it knows where it scrolls to, and is told of every scroll.
 */
export class ScrollFollower {
  readonly #onChange: () => void;
  #element: Element | undefined;
  #place: FollowedPlace | undefined;
  #top = 0;
  #left = 0;
  /** Where the element was scrolled to last, by this or by the viewer. */
  #at = { top: 0, left: 0 };
  #follows = true;
  #followsSideways = true;

  /** @param onChange - the viewer scrolled away, or back */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The place is kept in view. */
  get follows(): boolean {
    return this.#follows;
  }

  /** How far the element is scrolled down, or about to be, CSS pixels. */
  get top(): number {
    return this.#top;
  }

  /** Follows in this element from now on. */
  attach(element: Element): void {
    this.#element = element;
    this.#top = 0;
    this.#left = 0;
    this.#at = { top: 0, left: 0 };
    this.resume();
  }

  /** Follows again, wherever the viewer has scrolled to. */
  resume(): void {
    const changes = !this.#follows;
    this.#follows = true;
    this.#followsSideways = true;
    if (changes) this.#onChange();
  }

  /** Goes as little as shows the place. */
  follow(place: FollowedPlace): void {
    this.#place = place;
    if (this.#follows) this.#top = this.#wantedTop(place);
    if (this.#followsSideways) this.#left = wantedLeft(place, this.#left);
  }

  /** Goes down to `top`, CSS pixels. */
  goTo(top: number): void {
    this.#top = top;
  }

  /** Scrolls the element to where this went. That takes a layout: only once what is seen there is drawn. */
  scroll(): void {
    if (!this.#element) return;
    const { top, left } = this.#at;
    this.#at = { top: this.#top, left: this.#left };
    if (this.#top !== top) this.#element.scrollTop = this.#top;
    if (this.#left !== left) this.#element.scrollLeft = this.#left;
  }

  /** The element was scrolled, by the viewer or by this. */
  scrolled(): void {
    if (!this.#element || !this.#place) return;
    const { scrollTop, scrollLeft, scrollHeight, clientHeight } = this.#element;
    // A device pixel's rounding is not the viewer's will.
    if (Math.abs(scrollLeft - this.#left) > 1) this.#followsSideways = false;
    const isOurs = Math.abs(scrollTop - this.#top) <= 1;
    this.#left = scrollLeft;
    this.#at.left = scrollLeft;
    if (isOurs) return;
    this.#at.top = scrollTop;
    // The element has grown, or what it shows has shrunk: there is nothing as deep any more, and it is drawn anew.
    if (this.#top > scrollHeight - clientHeight + 1) return;
    this.#top = scrollTop;
    const { top, bottom, least, height } = this.#place;
    const follows =
      scrollTop >= least - 1 &&
      top >= scrollTop - 1 &&
      Math.min(bottom, top + height) <= scrollTop + height + 1;
    if (follows === this.#follows) return;
    this.#follows = follows;
    this.#onChange();
  }

  #wantedTop({ top, bottom, home = this.#top, least, most, height }: FollowedPlace): number {
    const shown = Math.max(Math.min(home, top), bottom - height);
    return Math.min(Math.max(shown, least), Math.max(least, most));
  }
}

/** The line's start as long as the stretch is in view from there. */
function wantedLeft({ left, right, width, mostLeft }: FollowedPlace, now: number): number {
  if (mostLeft <= 0 || right <= width) return 0;
  if (left >= now && right <= now + width) return now;
  return Math.min(mostLeft, Math.round(right - width * (1 - AHEAD)));
}
