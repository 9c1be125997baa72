/** Holds what the reader looks at in its place while rows are put in above it. */
export class ScrollAnchor {
  #row: HTMLElement | undefined;
  #top = 0;

  /** Call before rows change: remembers the first row in view. */
  take(scroller: HTMLElement): void {
    const { top } = scroller.getBoundingClientRect();
    const rows = scroller.querySelectorAll<HTMLElement>('.row');
    this.#row = Array.from(rows).find((row) => row.getBoundingClientRect().bottom > top);
    this.#top = this.#row?.getBoundingClientRect().top ?? 0;
  }

  /** Call after they have changed. */
  restore(scroller: HTMLElement): void {
    if (!this.#row?.isConnected) return;
    const by = this.#row.getBoundingClientRect().top - this.#top;
    if (Math.abs(by) >= 1) scroller.scrollBy({ top: by, behavior: 'instant' });
    this.#row = undefined;
  }
}
