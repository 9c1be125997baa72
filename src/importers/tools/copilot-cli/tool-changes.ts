import type { SourceChange } from '../../../format/index.ts';
import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { hunksOfChunks, parseApplyPatch, type PatchedFile } from '../../changes/apply-patch.ts';
import { contentOfDiff, parseUnifiedDiff, type FileDiff } from '../../changes/unified-diff.ts';

/** A change of a file as a call and its result tell of it. */
export type ToolChange = Pick<SourceChange, 'path' | 'op' | 'from' | 'after' | 'edits' | 'hunks' | 'exact'>;

/** Inputs that hold the texts of a change. */
export const CHANGE_INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['create', ['file_text']],
  ['edit', ['old_str', 'new_str']],
  ['str_replace_editor', ['file_text', 'old_str', 'new_str']],
  ['apply_patch', ['input', 'patch']],
]);

/** Whether a detail is a diff: of an edit, or of a file that was viewed, with all its lines as context. */
export function isDiff(detail: string | undefined): detail is string {
  return detail !== undefined && /^\s*diff --git /.test(detail);
}

/**
 * The changes that a call made.
 *
 * @param detail - `result.detailedContent`: where the change stands in its file
 * @param cwd - what paths of a patch are relative to
 */
export function changesOf(
  name: string,
  input: LogRecord,
  detail: string | undefined,
  cwd: string | undefined,
): readonly ToolChange[] {
  const files = isDiff(detail) ? parseUnifiedDiff(detail) : [];
  if (name === 'apply_patch') return patched(input, files, cwd);
  const path = asText(input['path']);
  const tool = name === 'str_replace_editor' ? asText(input['command']) : name;
  if (path === undefined) return [];
  const hunks = files[0]?.hunks ?? [];
  const { file_text: whole, old_str: oldText, new_str: newText } = input;
  if (tool === 'create' && typeof whole === 'string') {
    const hadLines = hunks.some(({ oldLines }) => oldLines > 0);
    return [{ path, op: hadLines ? 'modify' : 'create', after: whole }];
  }
  if (tool === 'insert' && hunks.length > 0) return [{ path, op: 'modify', hunks }];
  if (tool !== 'edit' && tool !== 'str_replace') return [];
  const edits = typeof oldText === 'string' && typeof newText === 'string' ? [{ oldText, newText }] : [];
  if (edits.length === 0 && hunks.length === 0) return [];
  return [{ path, op: 'modify', ...(edits.length > 0 && { edits }), ...(hunks.length > 0 && { hunks }) }];
}

/** The changes of a patch: as the diff of its result tells them, and those that the diff does not name. */
function patched(input: LogRecord, files: readonly FileDiff[], cwd: string | undefined): ToolChange[] {
  const told = files.flatMap((file): ToolChange[] => {
    const { path, from, op } = file;
    if (path === undefined) return [];
    const before = from !== undefined && { from: absolute(from, cwd) };
    return [{ path: absolute(path, cwd), op, ...before, ...contentOfDiff(file) }];
  });
  const names = told.flatMap(({ path, from }) => [path, ...(from === undefined ? [] : [from])]);
  const isTold = (path: string): boolean =>
    names.some((name) => name === path || name.endsWith(`/${path}`) || path.endsWith(`/${name}`));
  const asked = parseApplyPatch(asText(input['input']) ?? asText(input['patch']) ?? '');
  const others = asked.filter(({ path, from }) => !isTold(path) && (from === undefined || !isTold(from)));
  return [...told, ...others.map(requestedChange)];
}

function requestedChange({ path, op, from, text, chunks }: PatchedFile): ToolChange {
  const hunks = hunksOfChunks(chunks);
  return {
    path,
    op,
    ...(from !== undefined && { from }),
    ...(text !== undefined && { after: text }),
    ...(hunks.length > 0 && { hunks }),
  };
}

/** Diffs name absolute paths without the slash that they begin with. */
function absolute(path: string, cwd: string | undefined): string {
  const first = cwd?.startsWith('/') ? cwd.split('/', 2)[1] : undefined;
  return first && path.startsWith(`${first}/`) ? `/${path}` : path;
}
