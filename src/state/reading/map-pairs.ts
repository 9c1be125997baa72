/** Most pairs a reading map has. */
const MAX_PAIRS = 2048;

interface Pair {
  readonly time: number;
  readonly position: number;
}

/** Collects a piecewise linear, non-decreasing map in bounded memory; what bends it least is left out first. */
export class MapPairs {
  #pairs: Pair[] = [{ time: 0, position: 0 }];

  /** Both are ms and not less than in the pair before. */
  add(time: number, position: number): void {
    const last = this.#pairs.at(-1)!;
    if (last.time === time && last.position === position) return;
    this.#pairs.push({ time, position });
    if (this.#pairs.length > 8 * MAX_PAIRS) this.#pairs = simplify(this.#pairs, 4 * MAX_PAIRS);
  }

  /** At most `MAX_PAIRS` pairs as columns, from (0, 0) to the last one added. */
  columns(): { time: number[]; position: number[] } {
    const pairs = simplify(this.#pairs, MAX_PAIRS);
    return { time: pairs.map((pair) => pair.time), position: pairs.map((pair) => pair.position) };
  }
}

/**
 * Leaves out pairs that deviate least from the line between their neighbours, never the first and last.
 * Each pass leaves out single pairs only, and allows twice the deviation of the one before.
 */
function simplify(pairs: readonly Pair[], limit: number): Pair[] {
  let kept = pairs.slice();
  for (let tolerance = 0; kept.length > limit; tolerance = tolerance === 0 ? 8 : tolerance * 2) {
    const next: Pair[] = [];
    let excess = kept.length - limit;
    for (let index = 0; index < kept.length; index += 1) {
      const pair = kept[index]!;
      const before = next.at(-1);
      const after = kept[index + 1];
      if (excess > 0 && before && after && deviation(before, pair, after) <= tolerance) {
        excess -= 1;
        next.push(after);
        index += 1;
      } else next.push(pair);
    }
    kept = next;
  }
  return kept;
}

function deviation(before: Pair, pair: Pair, after: Pair): number {
  const span = after.time - before.time;
  if (span === 0) return 0;
  const share = (pair.time - before.time) / span;
  return Math.abs(before.position + share * (after.position - before.position) - pair.position);
}
