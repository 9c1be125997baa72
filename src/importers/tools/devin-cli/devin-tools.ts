import { patching, replacing, replacingAll, writing } from '../../chat-messages/asked-changes.ts';
import { numberedLines } from '../../chat-messages/read-lines.ts';
import { planOf } from '../../records/todo-plan.ts';
import type { AskedCall, AskedChanges, ReadResult, ToolSet } from '../../chat-messages/tool-set.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };
const AGENT: ToolEntry = { kind: 'think', verb: '', subject: ['title', 'description', 'prompt', 'task'] };

/** Tools by name. Only `exec`, `write` and `read_file` have been seen; the others have the names that they may have. */
const ENTRIES: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['exec', SHELL],
  ['bash', SHELL],
  ['shell', SHELL],
  ['run_command', SHELL],
  ['read', { kind: 'read', verb: 'Read', path: 'file_path' }],
  ['read_file', { kind: 'read', verb: 'Read', path: 'path' }],
  ['write', { kind: 'edit', verb: 'Write', path: 'file_path' }],
  ['write_file', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['edit_file', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['multi_edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['apply_patch', { kind: 'edit', verb: 'Apply a patch' }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern', 'query'] }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['find_file_by_name', { kind: 'search', verb: 'Find', subject: ['pattern', 'name'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['todo_write', { kind: 'think', verb: 'Update todos' }],
  ['run_subagent', AGENT],
  ['task', AGENT],
]);

const WRITES = new Set(['write', 'write_file', 'create_file']);
const EDITS = new Set(['edit', 'edit_file', 'str_replace']);
const READS = new Set(['read', 'read_file']);

/** The tools of Devin. */
export const DEVIN_TOOLS: ToolSet = {
  entries: ENTRIES,
  commandOf: ({ name, args }) => {
    const command = asText(args['command']) ?? asText(args['cmd']);
    if (ENTRIES.get(name) !== SHELL || command === undefined) return undefined;
    return { command, cwd: asText(args['working_directory']) ?? asText(args['cwd']) };
  },
  changesOf,
  planOf: ({ name, args }) => (name === 'todo_write' ? planOf(args['todos']) : undefined),
  readResult,
};

function changesOf({ name, args }: AskedCall): AskedChanges | undefined {
  const path = pathKey(args);
  if (WRITES.has(name)) return writing(args, path, 'content');
  if (EDITS.has(name)) return replacing(args, path, 'old_string', 'new_string');
  if (name === 'multi_edit') return replacingAll(args, path, 'edits', [['old_string', 'new_string']]);
  return name === 'apply_patch' ? (patching(args, 'patch') ?? patching(args, 'input')) : undefined;
}

/** How an output ends that says how its command ended. */
const EXIT_CODE =
  /(?:^|\n)\s*(?:exit code|command exited with code|process exited with code)[: ]+(-?\d{1,10})\.?\s*$/i;

function readResult({ name, args }: AskedCall, words: string): ReadResult {
  if (READS.has(name)) {
    const read = numberedLines(asText(args[pathKey(args)]) ?? '', words);
    return read && read.path !== '' ? { read } : {};
  }
  const code = ENTRIES.get(name) === SHELL ? EXIT_CODE.exec(words) : null;
  return code ? { text: words.slice(0, code.index).trimEnd(), exitCode: Number(code[1]) } : {};
}

function pathKey(args: LogRecord): string {
  return 'file_path' in args ? 'file_path' : 'path';
}
