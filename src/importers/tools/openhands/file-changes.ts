import type { SourceChange } from '../../../format/index.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A change with the whole texts before and after. */
export type FileChange = Pick<SourceChange, 'path' | 'op' | 'from' | 'before' | 'after'>;

/**
 * The changes that an observation tells of: those of the editors have the whole text of the file before and after, that
 * of a patch has both for each file. What failed, or looked only, changed nothing.
 *
 * @param facts - the observation, or of the older form its `extras`
 */
export function changesOf(facts: LogRecord): readonly FileChange[] {
  if (facts['is_error'] === true) return [];
  const commit = isObject(facts['commit']) ? facts['commit']['changes'] : undefined;
  if (isObject(commit))
    return Object.entries(commit).flatMap(([path, change]) => changeOfPatch(path, change));
  const path = asText(facts['path']) ?? asText(facts['file_path']);
  const { old_content: before, new_content: after } = facts;
  if (path === undefined || typeof after !== 'string' || before === after) return [];
  const isNew = facts['prev_exist'] === false || facts['is_new_file'] === true;
  if (isNew) return [{ path, op: 'create', after }];
  return [{ path, op: 'modify', ...(typeof before === 'string' && { before }), after }];
}

function changeOfPatch(path: string, change: unknown): readonly FileChange[] {
  if (!isObject(change)) return [];
  const before = typeof change['old_content'] === 'string' ? { before: change['old_content'] } : {};
  const after = typeof change['new_content'] === 'string' ? { after: change['new_content'] } : {};
  const moved = asText(change['move_path']);
  if (change['type'] === 'delete') return [{ path, op: 'delete', ...before }];
  if (change['type'] === 'add') return [{ path, op: 'create', ...after }];
  if (moved !== undefined) return [{ path: moved, op: 'rename', from: path, ...before, ...after }];
  return [{ path, op: 'modify', ...before, ...after }];
}
