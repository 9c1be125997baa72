import type { Fold } from '../../format/index.ts';

/** Most folds a reading map names; the shortest go first. */
const MAX_FOLDS = 400;

/** Collects folds in bounded memory: ordered, not overlapping. */
export class FoldList {
  #folds: Fold[] = [];

  /** Ignored where it overlaps the fold before it. */
  add(fold: Fold): void {
    const last = this.#folds.at(-1);
    if (fold.end < fold.start || (last && fold.start < last.end)) return;
    this.#folds.push(fold);
    if (this.#folds.length > 2 * MAX_FOLDS) this.#folds = longest(this.#folds);
  }

  list(): Fold[] {
    return longest(this.#folds);
  }
}

function longest(folds: readonly Fold[]): Fold[] {
  return folds
    .slice()
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
    .slice(0, MAX_FOLDS)
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
