import type { SourceChange, SourceFileRead } from '../../../format/index.ts';
import { contentOfDiff, parseUnifiedDiff } from '../../changes/unified-diff.ts';
import { hunksOfChunks, parseApplyPatch, remainderOfPatch } from '../../changes/apply-patch.ts';
import { parseNumberedDiff } from '../../changes/numbered-diff.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asCount, asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A change as a call asked for it and its result tells of it. */
export type ToolChange = Pick<SourceChange, 'path' | 'op' | 'from' | 'after' | 'edits' | 'hunks' | 'exact'>;

/** How the tools are shown; Pi says `path`, OpenClaw also `file_path`. */
export function toolEntry(name: string, input: unknown): ToolEntry | undefined {
  const entry = TOOLS.get(name);
  if (entry?.path === undefined || !isObject(input) || 'path' in input) return entry;
  return 'file_path' in input ? { ...entry, path: 'file_path' } : entry;
}

const TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['bash', { kind: 'execute', verb: '', subject: ['command'] }],
  ['exec', { kind: 'execute', verb: '', subject: ['command'] }],
  ['shell_exec', { kind: 'execute', verb: '', subject: ['command'] }],
  ['process', { kind: 'execute', verb: 'Process', subject: ['action'] }],
  ['read', { kind: 'read', verb: 'Read', path: 'path' }],
  ['write', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['edit', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['apply_patch', { kind: 'edit', verb: 'Apply a patch' }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['find', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['ls', { kind: 'read', verb: 'List', path: 'path' }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
]);

const SHELLS: ReadonlySet<string> = new Set(['bash', 'exec', 'shell_exec']);

/** The command that a call runs, and where; `undefined` for other calls. */
export function commandOf(
  name: string,
  input: unknown,
): { readonly command: string; readonly cwd?: string } | undefined {
  if (!SHELLS.has(name) || !isObject(input)) return undefined;
  const command = asText(input['command']);
  const cwd = asText(input['workdir']) ?? asText(input['cwd']);
  return command === undefined ? undefined : { command, ...(cwd !== undefined && { cwd }) };
}

/** Inputs that the change of a call holds. */
export function changeInputs(name: string): readonly string[] {
  return IN_CHANGE.get(name) ?? [];
}

const IN_CHANGE: ReadonlyMap<string, readonly string[]> = new Map([
  ['write', ['content']],
  ['edit', ['edits', 'oldText', 'newText', 'old_string', 'new_string']],
  ['apply_patch', ['input', 'patch']],
]);

/** The changes that a call made which ended well: what was asked for, with the lines that the result shows. */
export function changesOf(name: string, input: LogRecord, details: LogRecord): readonly ToolChange[] {
  if (name === 'apply_patch') return patched(patchIn(input));
  const path = asText(input['path']) ?? asText(input['file_path']);
  if (path === undefined) return [];
  const { content } = input;
  if (name === 'write') return typeof content === 'string' ? [{ path, op: 'modify', after: content }] : [];
  const edits = name === 'edit' ? editsOf(input) : [];
  const hunks = hunksOf(details);
  if (edits.length === 0 && hunks.length === 0) return [];
  return [{ path, op: 'modify', ...(edits.length > 0 && { edits }), ...(hunks.length > 0 && { hunks }) }];
}

function editsOf(input: LogRecord): NonNullable<ToolChange['edits']> {
  const list = Array.isArray(input['edits']) ? asList(input['edits']) : [input];
  return list.filter(isObject).flatMap((edit) => {
    const oldText = edit['oldText'] ?? edit['old_string'];
    const newText = edit['newText'] ?? edit['new_string'];
    return typeof oldText === 'string' && typeof newText === 'string' ? [{ oldText, newText }] : [];
  });
}

function hunksOf({ diff, patch }: LogRecord): NonNullable<ToolChange['hunks']> {
  const unified = typeof patch === 'string' ? parseUnifiedDiff(patch)[0] : undefined;
  if (unified && unified.hunks.length > 0) return contentOfDiff(unified).hunks ?? [];
  return typeof diff === 'string' ? parseNumberedDiff(diff) : [];
}

/** What a patch says that its changes do not show: the names of its files. */
export function patchRemainder(
  name: string,
  input: LogRecord,
  changes: readonly ToolChange[],
): string | undefined {
  return name === 'apply_patch' && changes.length > 0 ? remainderOfPatch(patchIn(input), changes) : undefined;
}

function patchIn(input: LogRecord): string {
  return asText(input['input']) ?? asText(input['patch']) ?? '';
}

function patched(patch: string): readonly ToolChange[] {
  return parseApplyPatch(patch).map(({ op, path, from, text, chunks }) => ({
    op,
    path,
    ...(from !== undefined && { from }),
    ...(text !== undefined && { after: text }),
    ...(chunks.length > 0 && { hunks: hunksOfChunks(chunks) }),
  }));
}

/** What a tool says behind the lines of a file that it gave only in part. */
const READ_NOTE = /\n\n\[(?:Showing lines|Showing first|\d+ more lines|Read )[^\]\n]{0,200}\]$/;

/** The lines of a file that a call read; `undefined` where its result is something else. */
export function fileRead(input: LogRecord, text: string): SourceFileRead | undefined {
  const path = asText(input['path']) ?? asText(input['file_path']);
  // A line that is too long to be shown is replaced by how to see it.
  if (path === undefined || text.startsWith('[Line ')) return undefined;
  const note = READ_NOTE.exec(text);
  const lines = note ? text.slice(0, note.index) : text;
  const startLine = Math.max(1, asCount(input['offset']) ?? 1);
  const isWhole = !note && startLine === 1 && input['limit'] === undefined;
  return {
    type: '_reprise/read',
    path,
    text: lines,
    startLine,
    // As the encoder counts them: what follows the last line end is one.
    ...(isWhole && { totalLines: lines.split('\n').length }),
  };
}
