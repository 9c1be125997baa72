/**
 * When the rows of a terminal were written to: the newest `limit` rows, each with the time of the last output that the
 * cursor passed it in. Rows are counted from the first that the terminal ever had on its screen.
 */
export class RowTimes {
  readonly #limit: number;
  /** Number of the row that `#times[0]` belongs to. */
  #first = 0;
  #times: (number | undefined)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Notes that output at `time` (session time, ms) went to the rows `first` … `last`. */
  note(first: number, last: number, time: number): void {
    const start = Math.max(first, this.#first, last - this.#limit + 1);
    for (let row = start; row <= last; row += 1) this.#times[row - this.#first] = time;
    if (this.#times.length < 2 * this.#limit) return;
    const dropped = this.#times.length - this.#limit;
    this.#times = this.#times.slice(dropped);
    this.#first += dropped;
  }

  /** The first and the last row that was written to from `from` to `to` (session times, ms, both included). */
  between(from: number, to: number): { readonly first: number; readonly last: number } | undefined {
    const isWithin = (time: number | undefined): boolean => time !== undefined && time >= from && time <= to;
    const first = this.#times.findIndex(isWithin);
    if (first === -1) return undefined;
    return { first: this.#first + first, last: this.#first + this.#times.findLastIndex(isWithin) };
  }
}
