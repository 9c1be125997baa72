import type { SurvivingLines } from '../../reading/index.ts';
import type { LinesAtEnd } from '../view/view-state.ts';

/** What is left in a file of the lines that were written there. */
export interface SurvivorsInFile extends LinesAtEnd {
  readonly kept: number;
  readonly written: number;
}

/** What is left in all. */
export interface Survivors {
  readonly kept: number;
  readonly written: number;
  /** Files in which something is left or was, those with most left first. */
  readonly files: readonly SurvivorsInFile[];
}

/** What is left of several changes, by file; `undefined` where that is not known of one of them. */
export function survivorsByFile(changes: readonly SurvivingLines[]): Survivors | undefined {
  const files = new Map<string, SurvivorsInFile>();
  for (const { path, kept, written, ranges } of changes) {
    if (kept === undefined) return undefined;
    const file = files.get(path) ?? { path, kept: 0, written: 0, ranges: [] };
    files.set(path, {
      path,
      kept: file.kept + kept,
      written: file.written + written,
      ranges: [...file.ranges, ...ranges].sort(([a], [b]) => a - b),
    });
  }
  const written = [...files.values()].filter((file) => file.written > 0);
  const sum = (field: 'kept' | 'written'): number => written.reduce((all, file) => all + file[field], 0);
  return {
    kept: sum('kept'),
    written: sum('written'),
    files: written.sort((a, b) => b.kept - a.kept || (a.path < b.path ? -1 : 1)),
  };
}
