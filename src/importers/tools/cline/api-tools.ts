import type { SourceChange, SourceFileRead } from '../../../format/index.ts';
import { hunksOfChunks, parseApplyPatch } from '../../changes/apply-patch.ts';
import { parseNumberedDiff } from '../../changes/numbered-diff.ts';
import { parseSearchReplace } from '../../changes/search-replace.ts';
import type { ShellCommand } from '../../records/synthesised-terminal.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asCount, asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A change as a call asks for it. */
export type ToolChange = Pick<SourceChange, 'path' | 'op' | 'from' | 'after' | 'edits' | 'hunks' | 'exact'>;

/** How the tools that the model calls are shown: those of the command line, then those of the extensions. */
export const API_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['editor', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['run_commands', { kind: 'execute', verb: '' }],
  ['read_files', { kind: 'read', verb: 'Read' }],
  ['search_codebase', { kind: 'search', verb: 'Search', subject: ['queries', 'query', 'pattern'] }],
  ['fetch_web_content', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['spawn_agent', { kind: 'think', verb: '', subject: ['task'] }],
  ['ask_question', { kind: 'other', verb: 'Ask', subject: ['question'] }],
  ['execute_command', { kind: 'execute', verb: '', subject: ['command'] }],
  ['read_file', { kind: 'read', verb: 'Read', path: 'path' }],
  ['write_to_file', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['replace_in_file', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['apply_diff', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['apply_patch', { kind: 'edit', verb: 'Apply a patch' }],
  ['insert_content', { kind: 'edit', verb: 'Insert into', path: 'path' }],
  ['search_and_replace', { kind: 'edit', verb: 'Replace in', path: 'path' }],
  ['edit_file', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['list_files', { kind: 'read', verb: 'List', path: 'path' }],
  ['list_code_definition_names', { kind: 'search', verb: 'List definitions in', path: 'path' }],
  ['search_files', { kind: 'search', verb: 'Search', subject: ['regex'] }],
  ['codebase_search', { kind: 'search', verb: 'Search', subject: ['query'] }],
  ['browser_action', { kind: 'fetch', verb: 'Browser', subject: ['url', 'action'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['use_mcp_tool', { kind: 'other', verb: 'Use', subject: ['tool_name'] }],
  ['access_mcp_resource', { kind: 'fetch', verb: 'Fetch', subject: ['uri'] }],
  ['ask_followup_question', { kind: 'other', verb: 'Ask', subject: ['question'] }],
  ['attempt_completion', { kind: 'other', verb: 'Complete the task' }],
  ['plan_mode_respond', { kind: 'other', verb: 'Answer' }],
  ['new_task', { kind: 'think', verb: 'New task' }],
  ['switch_mode', { kind: 'switch_mode', verb: 'Switch mode to', subject: ['mode_slug'] }],
  ['update_todo_list', { kind: 'think', verb: 'Update todos' }],
]);

/** What the title of a call names where that is a list. */
export function subjectOf(name: string, input: unknown): string | undefined {
  if (!isObject(input)) return undefined;
  if (name === 'run_commands') return commandsIn(input).join('; ') || undefined;
  if (name !== 'read_files') return undefined;
  return (
    asList(input['files'])
      .flatMap((file) => (isObject(file) ? (asText(file['path']) ?? []) : []))
      .join(', ') || undefined
  );
}

/** The command that a call runs; several that it runs after each other are lines of one. */
export function commandOf(name: string, input: unknown): ShellCommand | undefined {
  if (!isObject(input)) return undefined;
  const command = name === 'run_commands' ? commandsIn(input).join('\n') : undefined;
  const single = name === 'execute_command' ? asText(input['command']) : command;
  const cwd = asText(input['cwd']);
  return single ? { command: single, ...(cwd !== undefined && { cwd }) } : undefined;
}

function commandsIn(input: LogRecord): readonly string[] {
  return asList(input['commands']).flatMap((command) =>
    isObject(command) ? (asText(command['command']) ?? []) : (asText(command) ?? []),
  );
}

/** Inputs that the change of a call holds. */
export function changeInputs(name: string): readonly string[] {
  return IN_CHANGE.get(name) ?? [];
}

const IN_CHANGE: ReadonlyMap<string, readonly string[]> = new Map([
  ['editor', ['old_text', 'new_text']],
  ['write_to_file', ['content']],
  ['replace_in_file', ['diff']],
  ['apply_diff', ['diff']],
  ['edit_file', ['old_string', 'new_string']],
]);

/**
 * The changes that a call asked for.
 *
 * @param result - what the tool said, which may show the lines of the change
 */
export function changesOf(name: string, input: LogRecord, result: string): readonly ToolChange[] {
  if (name === 'apply_patch') return patched(asText(input['input']) ?? asText(input['patch']) ?? '');
  const path = asText(input['path']) ?? asText(input['file_path']);
  if (path === undefined) return [];
  switch (name) {
    case 'editor':
      return editorChange(path, input, result);
    case 'write_to_file':
      return typeof input['content'] === 'string' ? [{ path, op: 'modify', after: input['content'] }] : [];
    case 'replace_in_file':
    case 'apply_diff':
      return editsOf(path, parseSearchReplace(asText(input['diff']) ?? ''));
    case 'edit_file': {
      const { old_string: oldText, new_string: newText } = input;
      const isEdit = typeof oldText === 'string' && typeof newText === 'string';
      return isEdit ? editsOf(path, [{ oldText, newText }]) : [];
    }
    default:
      return [];
  }
}

/** An edit without an old text writes the whole file, or puts lines into it. */
function editorChange(path: string, input: LogRecord, result: string): readonly ToolChange[] {
  const { old_text: oldText, new_text: newText, insert_line: line } = input;
  if (typeof newText !== 'string') return [];
  const hunks = parseNumberedDiff(/```diff\n([^]*?)\n?```/.exec(result)?.[1] ?? '');
  const shown = hunks.length > 0 && { hunks };
  if (typeof oldText === 'string' && oldText !== '')
    return [{ path, op: 'modify', edits: [{ oldText, newText }], ...shown }];
  if (line === undefined || line === null)
    return [{ path, op: /\bcreated\b/i.test(result) ? 'create' : 'modify', after: newText }];
  return [{ path, op: 'modify', ...(shown || { hunks: [insertion(asCount(line) ?? 0, newText)] }) }];
}

function insertion(line: number, text: string): NonNullable<ToolChange['hunks']>[number] {
  const lines = text.replace(/\n$/, '').split('\n');
  const before = Math.max(0, line - 1);
  return {
    oldStart: before,
    oldLines: 0,
    newStart: before + 1,
    newLines: lines.length,
    lines: lines.map((one) => `+${one}`),
  };
}

function editsOf(path: string, edits: NonNullable<ToolChange['edits']>): readonly ToolChange[] {
  return edits.length === 0 ? [] : [{ path, op: 'modify', edits }];
}

/** The changes of a patch in the language of `apply_patch`. */
export function patched(patch: string): readonly ToolChange[] {
  return parseApplyPatch(patch).map(({ op, path, from, text, chunks }) => ({
    op,
    path,
    ...(from !== undefined && { from }),
    ...(text !== undefined && { after: text }),
    ...(chunks.length > 0 && { hunks: hunksOfChunks(chunks) }),
  }));
}

/** A line with its number before it: `12 | text`. */
const NUMBERED = /^ *(\d{1,9}) \| ?/;

/** The lines of the one file that a call read; `undefined` where its result is something else. */
export function fileRead(name: string, input: LogRecord, text: string): SourceFileRead | undefined {
  const [file, second] = name === 'read_files' ? asList(input['files']) : [];
  const path =
    name === 'read_file' ? asText(input['path']) : isObject(file) ? asText(file['path']) : undefined;
  if (path === undefined || second !== undefined || text === '') return undefined;
  const lines = text.replace(/\n$/, '').split('\n');
  const first = NUMBERED.exec(lines[0]!);
  if (!first || lines.some((line) => !NUMBERED.test(line))) return undefined;
  return {
    type: '_reprise/read',
    path,
    text: lines.map((line) => line.replace(NUMBERED, '')).join('\n'),
    startLine: Math.max(1, Number(first[1])),
  };
}
