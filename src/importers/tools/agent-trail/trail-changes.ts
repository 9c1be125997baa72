import type { SourceChange } from '../../../format/index.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { StartedCall } from '../../records/session-writer.ts';
import { parseUnifiedDiff } from '../../changes/unified-diff.ts';

/** A change that a call made. */
export type CallChange = Pick<SourceChange, 'path' | 'op' | 'from' | 'after' | 'edits' | 'hunks'>;

/** Inputs of a tool that hold the texts of a change. */
const TEXTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['file_write', ['content']],
  ['file_edit', ['old', 'new', 'replace_all', 'diff']],
  ['file_patch', ['files']],
  // `content` is that of a cell, which does not tell what the file was afterwards.
  ['notebook_edit', ['diff']],
]);

/** The inputs of a call that its changes hold, once it has succeeded. */
export function inputsOfChange(tool: string, input: LogRecord): readonly string[] {
  return (TEXTS.get(tool) ?? []).filter((key) => Object.hasOwn(input, key));
}

/** The changes that a call made, once it has succeeded. None where its input does not tell them. */
export function changesOf({ start, input }: StartedCall): readonly CallChange[] {
  const { inChange = [] } = start;
  const path = asText(input['path']);
  if (inChange.includes('files')) {
    const changes = asList(input['files']).map((file) => {
      const patched = isObject(file) ? asText(file['path']) : undefined;
      return isObject(file) && patched !== undefined ? ofDiff(patched, file['diff']) : [];
    });
    // A patch of which a part cannot be read is shown as the input that it is.
    return changes.some(({ length }) => length === 0) ? [] : changes.flat();
  }
  if (path === undefined) return [];
  if (inChange.includes('diff')) return ofDiff(path, input['diff']);
  if (inChange.includes('content')) {
    return typeof input['content'] === 'string' ? [{ path, op: 'modify', after: input['content'] }] : [];
  }
  const { old: oldText, new: newText } = input;
  if (inChange.length === 0 || typeof oldText !== 'string' || typeof newText !== 'string') return [];
  const replaceAll = input['replace_all'] === true;
  return [{ path, op: 'modify', edits: [{ oldText, newText, ...(replaceAll && { replaceAll }) }] }];
}

function ofDiff(path: string, diff: unknown): readonly CallChange[] {
  if (typeof diff !== 'string') return [];
  return parseUnifiedDiff(diff)
    .filter(({ op, hunks }) => hunks.length > 0 || op !== 'modify')
    .map(({ op, from, hunks }) => ({
      path,
      op,
      ...(from !== undefined && { from }),
      ...(hunks.length > 0 && { hunks }),
    }));
}
