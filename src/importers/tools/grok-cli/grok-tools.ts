import { replacing, writing } from '../../chat-messages/asked-changes.ts';
import { numberedLines } from '../../chat-messages/read-lines.ts';
import { reasonInWords } from '../../chat-messages/failure-words.ts';
import { planOf } from '../../records/todo-plan.ts';
import type { AskedCall, AskedChanges, ReadResult, ToolSet } from '../../chat-messages/tool-set.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asText } from '../../sources/json-value.ts';

const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };
const AGENT: ToolEntry = { kind: 'think', verb: '', subject: ['description', 'subagent_type', 'prompt'] };
const SEARCH_WEB: ToolEntry = { kind: 'fetch', verb: 'Search the web for', subject: ['query'] };

const ENTRIES: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['run_terminal_cmd', SHELL],
  ['run_terminal_command', SHELL],
  ['read_file', { kind: 'read', verb: 'Read', path: 'target_file' }],
  ['search_replace', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['write', { kind: 'edit', verb: 'Write', path: 'file_path' }],
  ['write_file', { kind: 'edit', verb: 'Write', path: 'file_path' }],
  ['delete_file', { kind: 'delete', verb: 'Delete', path: 'target_file' }],
  ['list_dir', { kind: 'read', verb: 'List', path: 'target_directory' }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern', 'glob_pattern'] }],
  ['web_search', SEARCH_WEB],
  ['x_search', { kind: 'fetch', verb: 'Search X for', subject: ['query'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['todo_write', { kind: 'think', verb: 'Update todos' }],
  ['task', AGENT],
  ['spawn_subagent', AGENT],
  ['ask_user_question', { kind: 'other', verb: 'Ask the user' }],
  ['exit_plan_mode', { kind: 'switch_mode', verb: 'Propose a plan' }],
]);

/** What the tools of Grok are. */
export const GROK_TOOLS: ToolSet = {
  entries: ENTRIES,
  commandOf: ({ name, args }) => {
    const command = isShell(name) ? asText(args['command']) : undefined;
    return command === undefined ? undefined : { command, cwd: asText(args['cwd']) };
  },
  changesOf,
  planOf: ({ name, args }) => (name === 'todo_write' ? planOf(args['todos']) : undefined),
  readResult,
};

function isShell(name: string): boolean {
  return name === 'run_terminal_cmd' || name === 'run_terminal_command';
}

function changesOf({ name, args }: AskedCall): AskedChanges | undefined {
  if (name === 'search_replace') return replacing(args, 'file_path', 'old_string', 'new_string');
  if (name === 'write' || name === 'write_file')
    return writing(args, 'file_path', 'content') ?? writing(args, 'file_path', 'contents');
  const path =
    name === 'delete_file' ? (asText(args['target_file']) ?? asText(args['file_path'])) : undefined;
  return path === undefined ? undefined : { changes: [{ path, op: 'delete' }], inputs: [] };
}

/** How a command ended, where the result says it before or behind the output. */
const EXIT =
  /^(?:Error: )?(?:Command failed[^\n]{0,40}|Command exited|Exited)? ?\(?(?:with )?exit code:? (\d{1,10})\)?[.:]?(?:\n|$)/i;
const EXIT_BEHIND =
  /\n\[?(?:Process exited|Command exited|Exit code:?)(?: with)?(?: (?:exit )?code)?:? (\d{1,10})\]?\s*$/i;

/** How results begin of calls that were not carried out, or went wrong: a result has no mark for it. */
const FAILURE =
  /^(?:Error\b|Tool execution (?:failed|was cancell?ed)|Failed to |The user (?:rejected|denied|declined)|User (?:rejected|denied|declined))/i;

function readResult({ name, args }: AskedCall, words: string): ReadResult {
  if (isShell(name)) {
    const before = EXIT.exec(words);
    if (before) return { text: words.slice(before[0].length), exitCode: Number(before[1]) };
    const behind = EXIT_BEHIND.exec(words);
    if (behind) return { text: words.slice(0, behind.index), exitCode: Number(behind[1]) };
  }
  if (FAILURE.test(words)) return { reason: reasonInWords(words) };
  const path = name === 'read_file' ? asText(args['target_file']) : undefined;
  return path === undefined ? {} : { read: numberedLines(path, words) };
}
