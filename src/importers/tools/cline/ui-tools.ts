import { parseUnifiedDiff, contentOfDiff } from '../../changes/unified-diff.ts';
import { parseSearchReplace } from '../../changes/search-replace.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { patched } from './api-tools.ts';
import type { ToolChange } from './api-tools.ts';

/** How what a person was shown of calls is told. */
export const UI_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['editedExistingFile', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['appliedDiff', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['insertContent', { kind: 'edit', verb: 'Insert into', path: 'path' }],
  ['searchAndReplace', { kind: 'edit', verb: 'Replace in', path: 'path' }],
  ['newFileCreated', { kind: 'edit', verb: 'Create', path: 'path' }],
  ['fileDeleted', { kind: 'delete', verb: 'Delete', path: 'path' }],
  ['readFile', { kind: 'read', verb: 'Read', path: 'path' }],
  ['listFilesTopLevel', { kind: 'read', verb: 'List', path: 'path' }],
  ['listFilesRecursive', { kind: 'read', verb: 'List', path: 'path' }],
  ['listCodeDefinitionNames', { kind: 'search', verb: 'List definitions in', path: 'path' }],
  ['searchFiles', { kind: 'search', verb: 'Search', subject: ['regex'] }],
  ['codebaseSearch', { kind: 'search', verb: 'Search', subject: ['query'] }],
  ['webFetch', { kind: 'fetch', verb: 'Fetch', subject: ['path'] }],
  ['webSearch', { kind: 'fetch', verb: 'Search the web for', subject: ['path'] }],
  ['useSkill', { kind: 'other', verb: 'Use skill', subject: ['path'] }],
  ['switchMode', { kind: 'switch_mode', verb: 'Switch mode to', subject: ['mode'] }],
  ['newTask', { kind: 'think', verb: 'New task', subject: ['mode'] }],
  ['finishTask', { kind: 'think', verb: 'Finish the task' }],
  ['updateTodoList', { kind: 'think', verb: 'Update todos' }],
  ['fetchInstructions', { kind: 'read', verb: 'Fetch instructions', subject: ['content'] }],
]);

const EDITS: ReadonlySet<string> = new Set([
  'editedExistingFile',
  'appliedDiff',
  'insertContent',
  'searchAndReplace',
  'newFileCreated',
]);

/** Whether what a tool was shown with (`content`) is what it gave, and not what it was given. */
export function showsResult(tool: string): boolean {
  return /^(?:list|search|codebaseSearch|web)/.test(tool);
}

/** Inputs that the changes of a call hold. */
export function changeInputs(tool: string): readonly string[] {
  return EDITS.has(tool) ? ['content', 'diff', 'batchDiffs'] : [];
}

/** The changes that a person was shown. */
export function changesOf(tool: string, input: LogRecord): readonly ToolChange[] {
  const path = asText(input['path']);
  if (tool === 'fileDeleted') return path === undefined ? [] : [{ path, op: 'delete' }];
  if (!EDITS.has(tool)) return [];
  const batch = asList(input['batchDiffs']).filter(isObject);
  if (batch.length > 0) return batch.flatMap(changeInBatch);
  const [diff, content] = [asText(input['diff']), input['content']];
  const read = changeIn(diff ?? '', path);
  if (read.length > 0) return read;
  if (path === undefined || typeof content !== 'string') return [];
  if (tool === 'newFileCreated') return [{ path, op: 'create', after: content }];
  const inContent = changeIn(content, path);
  if (inContent.length > 0) return inContent;
  // A diff of a form that is not known: that the file changed is all that can be told.
  return diff === undefined ? [{ path, op: 'modify', after: content }] : [];
}

function changeInBatch(item: LogRecord): readonly ToolChange[] {
  const path = asText(item['path']);
  const texts = asList(item['diffs']).flatMap((diff) =>
    isObject(diff) ? (asText(diff['content']) ?? []) : [],
  );
  return changeIn(
    [...texts, ...(texts.length === 0 ? [asText(item['content']) ?? ''] : [])].join('\n'),
    path,
  );
}

/** A diff in any of the forms that are shown: replacements, a unified diff, a patch of several files. */
function changeIn(text: string, path: string | undefined): readonly ToolChange[] {
  if (text.includes('*** Begin Patch')) return patched(text);
  if (path === undefined) return [];
  const edits = parseSearchReplace(text);
  if (edits.length > 0) return [{ path, op: 'modify', edits }];
  if (!/^@@ -\d/m.test(text)) return [];
  const [file] = parseUnifiedDiff(text);
  return file && file.hunks.length > 0 ? [{ path, op: 'modify', ...contentOfDiff(file) }] : [];
}
