import type { Timeline } from '../../player/index.ts';

/** How often something worth a look happened in a part of the session. */
export interface MarkCounts {
  readonly changes: number;
  readonly errors: number;
  readonly commits: number;
}

/** What is counted, in the order in which it is shown. */
export const COUNTED = ['changes', 'errors', 'commits'] as const;

const KINDS = { change: 'changes', error: 'errors', commit: 'commits' } as const;

/**
 * What happened from each of the given times up to the next one, and from the last one to the end; what was before the
 * first counts with it.
 *
 * Where the timeline does not know where things happened, they are counted by turn.
 *
 * @param starts - session times, ms, ascending
 */
export function countMarks({ markers, turns, exact }: Timeline, starts: readonly number[]): MarkCounts[] {
  const counts = starts.map(() => ({ changes: 0, errors: 0, commits: 0 }));
  let part = 0;
  const partAt = (time: number): (typeof counts)[number] | undefined => {
    while (part < starts.length - 1 && starts[part + 1]! <= time) part += 1;
    return counts[part];
  };
  if (exact) {
    for (const { time, kind } of markers) {
      const counted = kind === 'test' || kind === 'note' ? undefined : KINDS[kind];
      const at = counted && partAt(time);
      if (at) at[counted] += 1;
    }
    return counts;
  }
  for (const { time, changes, errors } of turns) {
    const at = partAt(time);
    if (!at) continue;
    at.changes += changes;
    at.errors += errors;
  }
  return counts;
}
