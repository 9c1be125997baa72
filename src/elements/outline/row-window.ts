/** Rows that are drawn beyond each edge of the view, so that none is missing while it scrolls. */
const MARGIN = 6;

/** Where the rows of a list are whose heights are known: what is in view can be drawn without drawing the others. */
export class RowWindow {
  /** Top of each row, and behind them the height of all. */
  readonly #tops: readonly number[];

  /** @param heights - of the rows, in any unit */
  constructor(heights: readonly number[]) {
    let top = 0;
    this.#tops = [0, ...heights.map((height) => (top += height))];
  }

  /** Height of all rows together. */
  get height(): number {
    return this.#tops.at(-1)!;
  }

  /** Top and bottom of a row. */
  edgesOf(index: number): { readonly top: number; readonly bottom: number } {
    return { top: this.#tops[index] ?? this.height, bottom: this.#tops[index + 1] ?? this.height };
  }

  /** Rows from `first` to before `end`: those that are seen between `top` and `bottom`, and a few around them. */
  between(top: number, bottom: number): { readonly first: number; readonly end: number } {
    const count = this.#tops.length - 1;
    return {
      first: Math.max(0, this.#rowAt(top) - MARGIN),
      end: Math.min(count, this.#rowAt(bottom) + 1 + MARGIN),
    };
  }

  #rowAt(offset: number): number {
    let [low, high] = [0, this.#tops.length - 1];
    while (low < high - 1) {
      const middle = (low + high) >> 1;
      if (this.#tops[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}
