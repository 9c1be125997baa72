import type { Find, Level } from '../rule.ts';

const RANK: Readonly<Record<Level, number>> = { certain: 0, probable: 1, uncertain: 2 };

/** What a larger find may have more on either side for the more certain one inside to stand for it. */
const MARGIN = 6;

/**
 * Settles finds that overlap: the more certain one wins, then the longer one; where the loser reaches further, the winner
 * grows, so that nothing of it is left.
 *
 * @returns finds in order that do not overlap
 */
export function withoutOverlaps(finds: readonly Find[]): Find[] {
  if (finds.length < 2) return [...finds];
  const ordered = [...finds].sort((a, b) => a.start - b.start || b.end - a.end);
  const settled: Find[] = [];
  for (const find of ordered) {
    const last = settled.at(-1);
    if (!last || find.start >= last.end) settled.push(find);
    else settled[settled.length - 1] = settle(last, find);
  }
  return settled;
}

function settle(a: Find, b: Find): Find {
  const [winner, loser] = isBetter(b, a) ? [b, a] : [a, b];
  if (loser.level === 'uncertain') return winner;
  const more = Math.max(winner.start - loser.start, 0) + Math.max(loser.end - winner.end, 0);
  if (more === 0) return winner;
  const contains = loser.start <= winner.start && loser.end >= winner.end;
  if (contains && more <= MARGIN) return winner;
  // What the winner was decoded from is no longer all of it.
  const { type, rule, level } = winner;
  return { type, rule, level, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

function isBetter(find: Find, other: Find): boolean {
  return (
    RANK[find.level] - RANK[other.level] < 0 ||
    (find.level === other.level && find.end - find.start > other.end - other.start)
  );
}
