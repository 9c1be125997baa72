/** Fewer marks that say nearly the same. */

import type { Mark } from './model.ts';

/** What goes first when there are too many: the changes, then errors, then tests; commits stay longest. */
const GIVEN_UP = ['change', 'error', 'test', 'commit'] as const satisfies readonly Mark['kind'][];

/**
 * At most so many marks: neighbouring changes of one path become one, then changes go, then errors, tests and commits,
 * evenly over the session.
 *
 * @param marks - by time
 * @returns the marks themselves when they are few enough
 */
export function thinMarks(marks: readonly Mark[], maxMarks: number): readonly Mark[] {
  let thinned = marks.length > maxMarks ? mergeChanges(marks, marks.length - maxMarks) : marks;
  for (const kind of GIVEN_UP) {
    if (thinned.length > maxMarks) thinned = drop(thinned, kind, thinned.length - maxMarks);
  }
  return thinned;
}

/** Merges `surplus` changes into the one of the same path before it, those that are nearest to each other. */
function mergeChanges(marks: readonly Mark[], surplus: number): readonly Mark[] {
  /** Index of a change → index of the change of its path before it. */
  const before = new Map<number, number>();
  const latest = new Map<string, number>();
  for (const [index, { kind, text }] of marks.entries()) {
    if (kind !== 'change' || text === undefined) continue;
    const earlier = latest.get(text);
    if (earlier !== undefined) before.set(index, earlier);
    latest.set(text, index);
  }
  const distance = (index: number) => marks[index]!.time - marks[before.get(index)!]!.time;
  const merged = new Set(
    [...before.keys()].sort((a, b) => distance(a) - distance(b) || a - b).slice(0, surplus),
  );
  const rows: (Mark | undefined)[] = [...marks];
  // From the end: one that is merged has taken what was merged into it by then.
  for (let index = marks.length - 1; index >= 0; index -= 1) {
    if (!merged.has(index)) continue;
    const earlier = before.get(index)!;
    rows[earlier] = joined(rows[earlier]!, rows[index]!);
    rows[index] = undefined;
  }
  return rows.filter((mark) => mark !== undefined);
}

function joined(first: Mark, second: Mark): Mark {
  return {
    ...first,
    additions: (first.additions ?? 0) + (second.additions ?? 0),
    deletions: (first.deletions ?? 0) + (second.deletions ?? 0),
  };
}

/** Leaves out `surplus` marks of a kind, or all of them, evenly. */
function drop(marks: readonly Mark[], kind: Mark['kind'], surplus: number): readonly Mark[] {
  const count = marks.filter((mark) => mark.kind === kind).length;
  const kept = Math.max(0, count - surplus);
  let seen = 0;
  return marks.filter((mark) => {
    if (mark.kind !== kind) return true;
    seen += 1;
    return Math.floor((seen * kept) / count) > Math.floor(((seen - 1) * kept) / count);
  });
}

/** The marks without the texts that cost most and are missed least: of errors and tests, or of all. */
export function withoutTexts(marks: readonly Mark[], which: 'errors and tests' | 'all'): readonly Mark[] {
  return marks.map((mark) => {
    const { text, ...rest } = mark;
    const isGivenUp = which === 'all' || mark.kind === 'error' || mark.kind === 'test';
    return text !== undefined && isGivenUp ? rest : mark;
  });
}
