/** Holds what the reader looks at in its place while rows are put in above it. */
export class ScrollAnchor {
  #row: HTMLElement | undefined;
  #bottom = 0;

  /** Call before rows change: remembers the first row in view. */
  take(scroller: HTMLElement): void {
    const { top } = scroller.getBoundingClientRect();
    const rows = scroller.querySelectorAll<HTMLElement>('.row');
    this.#row = Array.from(rows).find((row) => row.getBoundingClientRect().bottom > top);
    // Its lower edge: the row itself may lose its heading to what comes above it.
    this.#bottom = this.#row?.getBoundingClientRect().bottom ?? 0;
  }

  /** Call after they have changed. */
  restore(scroller: HTMLElement): void {
    if (!this.#row?.isConnected) return;
    const by = this.#row.getBoundingClientRect().bottom - this.#bottom;
    if (Math.abs(by) >= 1) scroller.scrollBy({ top: by, behavior: 'instant' });
    this.#row = undefined;
  }
}
