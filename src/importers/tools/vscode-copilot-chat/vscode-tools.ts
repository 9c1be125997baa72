import type { SourceChange } from '../../../format/index.ts';
import { hunksOfChunks, parseApplyPatch } from '../../changes/apply-patch.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A change as a call asks for it. */
export type ToolChange = Pick<SourceChange, 'path' | 'op' | 'from' | 'after' | 'edits' | 'hunks' | 'exact'>;

/** How the tools are shown, by the names that the model knows them by. */
export const VSCODE_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['create_file', { kind: 'edit', verb: 'Create', path: 'filePath' }],
  ['create_directory', { kind: 'edit', verb: 'Create', path: 'dirPath' }],
  ['replace_string_in_file', { kind: 'edit', verb: 'Edit', path: 'filePath' }],
  ['multi_replace_string_in_file', { kind: 'edit', verb: 'Edit', subject: ['explanation'] }],
  ['insert_edit_into_file', { kind: 'edit', verb: 'Edit', path: 'filePath' }],
  ['edit_notebook_file', { kind: 'edit', verb: 'Edit', path: 'filePath' }],
  ['apply_patch', { kind: 'edit', verb: 'Apply a patch' }],
  ['read_file', { kind: 'read', verb: 'Read', path: 'filePath' }],
  ['list_dir', { kind: 'read', verb: 'List', path: 'path' }],
  ['file_search', { kind: 'search', verb: 'Find', subject: ['query'] }],
  ['grep_search', { kind: 'search', verb: 'Search', subject: ['query'] }],
  ['semantic_search', { kind: 'search', verb: 'Search', subject: ['query'] }],
  ['fetch_webpage', { kind: 'fetch', verb: 'Fetch', subject: ['query'] }],
  ['get_errors', { kind: 'read', verb: 'Get errors' }],
  ['run_in_terminal', { kind: 'execute', verb: '', subject: ['command'] }],
  ['get_terminal_output', { kind: 'execute', verb: 'Output of', subject: ['id'] }],
  ['manage_todo_list', { kind: 'think', verb: 'Update todos' }],
  ['runSubagent', { kind: 'think', verb: '', subject: ['description'] }],
]);

/** The name that the model knows a tool by: `copilot_readFile` → `read_file`. */
export function modelName(toolId: string): string {
  const own = /^copilot_(\w+)$/.exec(toolId)?.[1];
  if (own === undefined) return toolId;
  const name = own.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return ALIASES.get(name) ?? name;
}

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['replace_string', 'replace_string_in_file'],
  ['multi_replace_string', 'multi_replace_string_in_file'],
  ['insert_edit', 'insert_edit_into_file'],
  ['find_files', 'file_search'],
  ['find_text_in_files', 'grep_search'],
  ['search_codebase', 'semantic_search'],
  ['list_directory', 'list_dir'],
  ['fetch_web_page', 'fetch_webpage'],
]);

/** Inputs that the changes of a call hold. */
export function changeInputs(name: string): readonly string[] {
  return IN_CHANGE.get(name) ?? [];
}

const IN_CHANGE: ReadonlyMap<string, readonly string[]> = new Map([
  ['create_file', ['content']],
  ['replace_string_in_file', ['oldString', 'newString']],
  ['multi_replace_string_in_file', ['replacements']],
]);

/** The changes that a call asked for. */
export function changesOf(name: string, input: LogRecord): readonly ToolChange[] {
  const path = asText(input['filePath']);
  if (name === 'create_file' && path !== undefined && typeof input['content'] === 'string')
    return [{ path, op: 'create', after: input['content'] }];
  if (name === 'replace_string_in_file') return replacement(input);
  if (name === 'multi_replace_string_in_file')
    return asList(input['replacements']).flatMap((item) => (isObject(item) ? replacement(item) : []));
  if (name !== 'apply_patch') return [];
  return parseApplyPatch(asText(input['input']) ?? '').map(({ op, path: file, from, text, chunks }) => ({
    op,
    path: file,
    ...(from !== undefined && { from }),
    ...(text !== undefined && { after: text }),
    ...(chunks.length > 0 && { hunks: hunksOfChunks(chunks) }),
  }));
}

function replacement({ filePath, oldString: oldText, newString: newText }: LogRecord): readonly ToolChange[] {
  const path = asText(filePath);
  if (path === undefined || typeof oldText !== 'string' || typeof newText !== 'string') return [];
  return [{ path, op: 'modify', edits: [{ oldText, newText }] }];
}
