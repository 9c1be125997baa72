/** How far from what can be seen something counts as near: as far as the view is high. */
const MARGIN = '100%';

/** Whether an element is, or has been, near to what can be seen of its page. */
export class Nearness {
  /** Settles when the element comes near, or is wanted. */
  readonly reached: Promise<void>;
  #reach!: () => void;
  #observer: IntersectionObserver | undefined;

  constructor(element: Element) {
    this.reached = new Promise((resolve) => (this.#reach = resolve));
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.end();
      },
      { rootMargin: MARGIN },
    );
    this.#observer.observe(element);
  }

  /** Somebody wants the element wherever it is. */
  end(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#reach();
  }
}
