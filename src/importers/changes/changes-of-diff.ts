import type { SourceChange } from '../../format/index.ts';
import { contentOfDiff, parseUnifiedDiff } from './unified-diff.ts';

/** A change that a diff tells of. */
export type DiffChange = Pick<SourceChange, 'path' | 'op' | 'from' | 'after' | 'hunks' | 'exact'>;

/** The changes of a diff of git, such as a patch that an agent hands in; none of a text that is no such diff. */
export function changesOfDiff(text: string): readonly DiffChange[] {
  if (!/^diff --git /m.test(text)) return [];
  return parseUnifiedDiff(text).flatMap((file) => {
    const { path, op, from } = file;
    if (path === undefined) return [];
    return [{ path, op, ...(from !== undefined && { from }), ...contentOfDiff(file) }];
  });
}
