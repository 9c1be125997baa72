/** The changes that calls ask for, in the few forms that the tools of all agents have. */

import { hunksOfChunks, parseApplyPatch, remainderOfPatch } from '../changes/apply-patch.ts';
import type { LogRecord } from '../sources/log-record.ts';
import { asText } from '../sources/json-value.ts';
import type { AskedChange, AskedChanges } from './tool-set.ts';

/** The whole text of a file. Whether there was one before, a call does not say. */
export function writing(args: LogRecord, path: string, content: string): AskedChanges | undefined {
  const { [path]: place, [content]: after } = args;
  if (asText(place) === undefined || typeof after !== 'string') return undefined;
  return { changes: [{ path: place as string, op: 'modify', after }], inputs: [content] };
}

/** One text in the place of another; in the place of none where the file is new. */
export function replacing(
  args: LogRecord,
  path: string,
  before: string,
  after: string,
): AskedChanges | undefined {
  const place = asText(args[path]);
  const edit = editOf(args, before, after);
  if (place === undefined || edit === undefined) return undefined;
  const change: AskedChange =
    edit.oldText === ''
      ? { path: place, op: 'create', after: edit.newText }
      : { path: place, op: 'modify', edits: [edit] };
  return { changes: [change], inputs: [before, after] };
}

/** A list of replacements in one file, one after the other. */
export function replacingAll(
  args: LogRecord,
  path: string,
  list: string,
  names: readonly (readonly [before: string, after: string])[],
): AskedChanges | undefined {
  const place = asText(args[path]);
  const items = args[list];
  if (place === undefined || !Array.isArray(items)) return undefined;
  const edits = (items as unknown[]).flatMap((item) => {
    const fields = typeof item === 'object' && item !== null ? (item as LogRecord) : {};
    return names.map(([before, after]) => editOf(fields, before, after)).find(Boolean) ?? [];
  });
  if (edits.length === 0 || edits.length !== items.length) return undefined;
  return { changes: [{ path: place, op: 'modify', edits }], inputs: [list] };
}

/** A patch in the language of `*** Begin Patch`, of any number of files. */
export function patching(args: LogRecord, name: string): AskedChanges | undefined {
  const patch = args[name];
  if (typeof patch !== 'string') return undefined;
  const changes = parseApplyPatch(patch).map(({ op, path, from, text, chunks }): AskedChange => {
    if (op === 'create') return { path, op, after: text ?? '' };
    if (op === 'delete') return { path, op };
    return { path, op, ...(from !== undefined && { from }), hunks: hunksOfChunks(chunks) };
  });
  if (changes.length === 0) return undefined;
  return { changes, inputs: [name], remainder: remainderOfPatch(patch, changes) };
}

interface Edit {
  readonly oldText: string;
  readonly newText: string;
  readonly replaceAll?: true;
}

function editOf(fields: LogRecord, before: string, after: string): Edit | undefined {
  const { [before]: oldText, [after]: newText } = fields;
  if (typeof oldText !== 'string' || typeof newText !== 'string') return undefined;
  const isEvery = ['replace_all', 'replaceAll', 'change_all'].some((key) => fields[key] === true);
  return { oldText, newText, ...(isEvery && { replaceAll: true as const }) };
}
