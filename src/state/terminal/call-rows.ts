import type { ShownCall } from '../../format/index.ts';
import type { RowRange } from './terminal-screen.ts';

/** Rows that a call has: from the first one to where the next stretch begins. */
export interface Stretch {
  readonly first: number;
  readonly call: string;
}

/**
 * Which rows of a terminal that is made from tool calls belong to which call. Calls write one below the other: each has
 * the rows from where it is named to where the next one is. Rows are counted from the first that the terminal ever had
 * on its screen; the newest `limit` rows are told of.
 */
export class CallRows {
  readonly #limit: number;
  #stretches: Stretch[] | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** In order of their rows; a call that comes back to the terminal has several. `undefined`: no call was ever named. */
  get stretches(): readonly Stretch[] | undefined {
    return this.#stretches;
  }

  /** Begins anew with the rows of a screen, as a keyframe tells of them. */
  restore(calls: readonly ShownCall[] | undefined): void {
    this.#stretches = calls?.map(({ row, call }) => ({ first: row, call }));
  }

  /** What is written from row `first` on belongs to `call`. */
  begin(first: number, call: string): void {
    this.#stretches ??= [];
    // What began there, or below, has written nothing or was written over.
    while (first <= (this.#stretches.at(-1)?.first ?? -1)) this.#stretches.pop();
    if (this.#stretches.at(-1)?.call === call) return;
    this.#stretches.push({ first, call });
    // Every stretch has a row.
    if (this.#stretches.length >= 2 * this.#limit) this.#stretches = this.#stretches.slice(-this.#limit);
  }

  /** The call that was named last writes from row `first` on, which may lie above where it began. */
  rise(first: number): void {
    const last = this.#stretches?.at(-1);
    if (last && first < last.first) this.begin(first, last.call);
  }

  /** The rows of a call, `end` being the last row that was written to. */
  of(call: string, end: number): readonly RowRange[] {
    const ranges: RowRange[] = [];
    const stretches = this.#stretches ?? [];
    for (const [index, { first, call: owner }] of stretches.entries()) {
      const next = stretches[index + 1];
      const last = next ? next.first - 1 : end;
      if (owner === call && first <= last) ranges.push({ first, last });
    }
    return ranges;
  }
}
