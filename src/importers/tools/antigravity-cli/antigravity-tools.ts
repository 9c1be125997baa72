import type { SourceChange } from '../../../format/index.ts';
import { contentOfDiff, parseUnifiedDiff } from '../../changes/unified-diff.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A change as a call asks for it and its result shows it. */
export type ToolChange = Pick<SourceChange, 'path' | 'op' | 'after' | 'edits' | 'hunks' | 'exact'>;

/** How the tools are shown. */
export const ANTIGRAVITY_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['run_command', { kind: 'execute', verb: '', subject: ['CommandLine'] }],
  ['command_status', { kind: 'execute', verb: 'Status of', subject: ['CommandId'] }],
  ['send_command_input', { kind: 'execute', verb: 'Type into', subject: ['CommandId'] }],
  ['write_to_file', { kind: 'edit', verb: 'Write', path: 'TargetFile' }],
  ['write_file', { kind: 'edit', verb: 'Write', path: 'TargetFile' }],
  ['replace_file_content', { kind: 'edit', verb: 'Edit', path: 'TargetFile' }],
  ['multi_replace_file_content', { kind: 'edit', verb: 'Edit', path: 'TargetFile' }],
  ['view_file', { kind: 'read', verb: 'Read', path: 'AbsolutePath' }],
  ['view_file_outline', { kind: 'read', verb: 'Read the outline of', path: 'AbsolutePath' }],
  ['view_code_item', { kind: 'read', verb: 'Read', path: 'File' }],
  ['list_dir', { kind: 'read', verb: 'List', path: 'DirectoryPath' }],
  ['grep_search', { kind: 'search', verb: 'Search', subject: ['Query'] }],
  ['find_by_name', { kind: 'search', verb: 'Find', subject: ['Pattern'] }],
  ['codebase_search', { kind: 'search', verb: 'Search', subject: ['Query'] }],
  ['search_web', { kind: 'fetch', verb: 'Search the web for', subject: ['query', 'Query'] }],
  ['read_url_content', { kind: 'fetch', verb: 'Fetch', subject: ['Url'] }],
  ['generate_image', { kind: 'other', verb: 'Draw', subject: ['ImageName', 'Prompt'] }],
  ['invoke_subagent', { kind: 'think', verb: '', subject: ['TaskName', 'Task', 'toolSummary'] }],
  ['ask_question', { kind: 'other', verb: 'Ask', subject: ['Question'] }],
]);

/** Kind of step that brings what a tool gave → the tools; the first is named where the call is not in the transcript. */
const RESULTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['RUN_COMMAND', ['run_command', 'command_status', 'send_command_input']],
  ['VIEW_FILE', ['view_file', 'view_file_outline', 'view_code_item']],
  ['CODE_ACTION', ['write_to_file', 'write_file', 'replace_file_content', 'multi_replace_file_content']],
  ['GREP_SEARCH', ['grep_search', 'find_by_name', 'codebase_search']],
  ['LIST_DIRECTORY', ['list_dir']],
  ['SEARCH_WEB', ['search_web']],
  ['READ_URL_CONTENT', ['read_url_content']],
  ['GENERATE_IMAGE', ['generate_image']],
  ['INVOKE_SUBAGENT', ['invoke_subagent']],
  ['ASK_QUESTION', ['ask_question']],
]);

/** The tools whose results a kind of step brings; none for one that brings any. */
export function toolsOf(type: string): readonly string[] {
  return RESULTS.get(type) ?? [];
}

/** Inputs that the changes of a call hold. */
export function changeInputs(name: string): readonly string[] {
  return IN_CHANGE.get(name) ?? [];
}

const IN_CHANGE: ReadonlyMap<string, readonly string[]> = new Map([
  ['write_to_file', ['CodeContent']],
  ['write_file', ['CodeContent']],
  ['replace_file_content', ['TargetContent', 'ReplacementContent']],
  ['multi_replace_file_content', ['ReplacementChunks']],
]);

const DIFF = /\[diff_block_start\]\n([^]*?)\n?\[diff_block_end\]/;

/** The changes that a call made: the text that was written, else what was replaced with the lines that the result shows. */
export function changesOf(name: string, input: LogRecord, result: string): readonly ToolChange[] {
  const path = asText(input['TargetFile']) ?? pathIn(result);
  if (path === undefined) return [];
  const { CodeContent: text } = input;
  if (typeof text === 'string' && /^write_/.test(name))
    return [{ path, op: /^(?:[^\n]*\n){0,3}Created file /.test(result) ? 'create' : 'modify', after: text }];
  const edits = [input, ...asList(input['ReplacementChunks'])].flatMap((chunk) => {
    if (!isObject(chunk)) return [];
    const { TargetContent: oldText, ReplacementContent: newText } = chunk;
    return typeof oldText === 'string' && typeof newText === 'string' ? [{ oldText, newText }] : [];
  });
  const [file] = parseUnifiedDiff(DIFF.exec(result)?.[1] ?? '');
  const shown = file && file.hunks.length > 0 ? contentOfDiff(file) : {};
  if (edits.length === 0 && !shown.hunks) return [];
  return [{ path, op: 'modify', ...(edits.length > 0 && { edits }), ...shown }];
}

/** The file that the result of an edit names. */
function pathIn(result: string): string | undefined {
  return /changes were made by the \w+ tool to: ([^\n]{1,1000}?)\. If relevant/.exec(result)?.[1];
}

/** What a command printed, and its exit code, in what the program says of it. */
export function commandResult(content: string): {
  readonly text: string;
  readonly exitCode: number | undefined;
} {
  // Every line of it stands behind tabs.
  const plain = content.replaceAll(/^\t+/gm, '');
  const failed = /^The command failed with exit code: (-?\d{1,10})/m.exec(plain);
  const isOver = failed !== null || /^The command completed successfully/m.test(plain);
  const output = /^Output:\n?([^]*)$/m.exec(plain);
  const exitCode = failed ? Number(failed[1]) : isOver ? 0 : undefined;
  return { text: output ? output[1]! : plain, exitCode };
}
