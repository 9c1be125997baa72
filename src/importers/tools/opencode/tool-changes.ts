import type { SourceChange } from '../../../format/index.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { contentOfDiff, parseUnifiedDiff } from '../../changes/unified-diff.ts';

/** A change of a file as a tool tells of it. */
export type ToolChange = Pick<SourceChange, 'path' | 'op' | 'from' | 'before' | 'after' | 'edits' | 'hunks'>;

/** Inputs that hold the texts of a change. */
export const CHANGE_INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['edit', ['oldString', 'newString']],
  ['multiedit', ['edits']],
  ['write', ['content']],
  ['apply_patch', ['patchText']],
  ['patch', ['patchText']],
]);

/** The changes that a tool made, the most exact form of each: texts before and after, else edits, else hunks. */
export function changesOf(name: string, input: LogRecord, metadata: LogRecord): readonly ToolChange[] {
  switch (name) {
    case 'edit':
      return oneFile(input, metadata, metadata['filediff'], editsOf([input]));
    case 'multiedit':
      return oneFile(input, metadata, wholeDiff(metadata['results']), editsOf(asList(input['edits'])));
    case 'write':
      return written(input, metadata);
    case 'apply_patch':
    case 'patch':
      return patched(metadata);
    default:
      return [];
  }
}

function oneFile(
  input: LogRecord,
  metadata: LogRecord,
  filediff: unknown,
  edits: NonNullable<ToolChange['edits']>,
): readonly ToolChange[] {
  const path = asText(input['filePath']) ?? (isObject(filediff) ? asText(filediff['file']) : undefined);
  if (path === undefined) return [];
  const texts = textsOf(filediff);
  const { before } = texts;
  const op = before === '' || edits[0]?.oldText === '' ? 'create' : 'modify';
  if (texts.after !== undefined) return [{ path, op, ...texts }];
  const hunks = hunksOf(
    isObject(filediff) ? (asText(filediff['patch']) ?? metadata['diff']) : metadata['diff'],
  );
  if (edits.length === 0 && hunks.length === 0) return [];
  // An edit without an old text writes the whole file.
  if (op === 'create') return [{ path, op, after: edits[0]?.newText ?? '' }];
  return [{ path, op, ...(edits.length > 0 && { edits }), ...(hunks.length > 0 && { hunks }) }];
}

function written(input: LogRecord, metadata: LogRecord): readonly ToolChange[] {
  const path = asText(input['filePath']) ?? asText(metadata['filepath']);
  const { content } = input;
  if (path === undefined || typeof content !== 'string') return [];
  const { before } = textsOf(metadata['filediff']);
  const op = metadata['exists'] === false ? 'create' : 'modify';
  return [{ path, op, ...(before !== undefined && op === 'modify' && { before }), after: content }];
}

/** Files of a patch, each with its texts, or with the hunks of its diff. */
function patched(metadata: LogRecord): readonly ToolChange[] {
  const files = asList(metadata['files']).flatMap((file) => (isObject(file) ? patchedFile(file) : []));
  if (files.length > 0) return files;
  return parseUnifiedDiff(asText(metadata['diff']) ?? '').flatMap((file) => {
    const { path, from, op } = file;
    return path === undefined
      ? []
      : [{ path, op, ...(from !== undefined && { from }), ...contentOfDiff(file) }];
  });
}

function patchedFile(file: LogRecord): readonly ToolChange[] {
  const source = asText(file['filePath']) ?? asText(file['relativePath']);
  if (source === undefined) return [];
  const target = asText(file['movePath']);
  const texts = textsOf(file);
  if (file['type'] === 'delete') {
    return [{ path: source, op: 'delete', ...(texts.before !== undefined && { before: texts.before }) }];
  }
  const isMoved = target !== undefined && target !== source;
  const place = isMoved
    ? ({ path: target, op: 'rename', from: source } as const)
    : ({ path: source, op: file['type'] === 'add' ? 'create' : 'modify' } as const);
  if (texts.after !== undefined) return [{ ...place, ...texts }];
  const hunks = hunksOf(file['patch'] ?? file['diff']);
  return hunks.length > 0 || isMoved ? [{ ...place, ...(hunks.length > 0 && { hunks }) }] : [];
}

function editsOf(inputs: readonly unknown[]): NonNullable<ToolChange['edits']> {
  return inputs.flatMap((edit) => {
    if (!isObject(edit)) return [];
    const { oldString, newString } = edit;
    if (typeof oldString !== 'string' || typeof newString !== 'string') return [];
    const replaceAll = edit['replaceAll'] === true;
    return [{ oldText: oldString, newText: newString, ...(replaceAll && { replaceAll }) }];
  });
}

/** Several edits of one file: the text before the first and after the last. */
function wholeDiff(results: unknown): unknown {
  const diffs = asList(results).flatMap((result) =>
    isObject(result) && isObject(result['filediff']) ? [result['filediff']] : [],
  );
  const [first] = diffs;
  return first ? { ...first, after: diffs.at(-1)?.['after'] } : undefined;
}

function textsOf(file: unknown): { readonly before?: string; readonly after?: string } {
  if (!isObject(file)) return {};
  const { before, after } = file;
  return {
    ...(typeof before === 'string' && { before }),
    ...(typeof after === 'string' && { after }),
  };
}

function hunksOf(diff: unknown): NonNullable<ToolChange['hunks']> {
  return parseUnifiedDiff(asText(diff) ?? '')[0]?.hunks ?? [];
}
