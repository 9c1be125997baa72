import { patching, replacing, replacingAll, writing } from '../../chat-messages/asked-changes.ts';
import { numberedLines } from '../../chat-messages/read-lines.ts';
import { planOf } from '../../records/todo-plan.ts';
import type { AskedCall, AskedChanges, ReadResult, ToolSet } from '../../chat-messages/tool-set.ts';
import { asText } from '../../sources/json-value.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

const ENTRIES: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['Execute', { kind: 'execute', verb: '', subject: ['command'] }],
  ['Read', { kind: 'read', verb: 'Read', path: 'file_path' }],
  ['Create', { kind: 'edit', verb: 'Write', path: 'file_path' }],
  ['Edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['MultiEdit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['ApplyPatch', { kind: 'edit', verb: 'Apply a patch' }],
  ['LS', { kind: 'read', verb: 'List', path: 'directory_path' }],
  ['Grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['Glob', { kind: 'search', verb: 'Find', subject: ['pattern', 'patterns'] }],
  ['WebSearch', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['FetchUrl', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['TodoWrite', { kind: 'think', verb: 'Update todos' }],
  ['Task', { kind: 'think', verb: '', subject: ['description', 'subagent_type'] }],
  ['TaskOutput', { kind: 'other', verb: 'Output of', subject: ['task_id'] }],
  ['TaskStop', { kind: 'other', verb: 'Stop', subject: ['task_id'] }],
  ['AskUser', { kind: 'other', verb: 'Ask the user' }],
  ['ExitSpecMode', { kind: 'switch_mode', verb: 'Propose a plan', subject: ['title'] }],
  ['Skill', { kind: 'other', verb: 'Skill', subject: ['skill', 'name'] }],
  ['GenerateDroid', { kind: 'other', verb: 'Make a droid', subject: ['name', 'description'] }],
  ['ToolSearch', { kind: 'other', verb: 'Look for tools:', subject: ['query'] }],
]);

/** Names of the text before and after, as versions and models have them. */
const EDIT_TEXTS = [
  ['old_str', 'new_str'],
  ['old_string', 'new_string'],
] as const;

/** What the tools of Droid are. */
export const DROID_TOOLS: ToolSet = {
  entries: ENTRIES,
  commandOf: ({ name, args }) => {
    const command = name === 'Execute' ? asText(args['command']) : undefined;
    return command === undefined ? undefined : { command, cwd: asText(args['cwd']) };
  },
  changesOf,
  planOf: ({ name, args }) => (name === 'TodoWrite' ? planOf(args['todos']) : undefined),
  readResult,
};

function changesOf({ name, args }: AskedCall): AskedChanges | undefined {
  switch (name) {
    case 'Create':
      return writing(args, 'file_path', 'content');
    case 'Edit':
      return EDIT_TEXTS.map(([before, after]) => replacing(args, 'file_path', before, after)).find(Boolean);
    case 'MultiEdit':
      return ['changes', 'edits']
        .map((list) => replacingAll(args, 'file_path', list, EDIT_TEXTS))
        .find(Boolean);
    case 'ApplyPatch':
      return ['input', 'patch'].map((key) => patching(args, key)).find(Boolean);
    default:
      return undefined;
  }
}

/** The program says how a command ended before its output, or behind it. */
const FAILED = /^Error: Command failed \(exit code: (\d{1,10})\)\n?/;
const ENDED = /\n*\[Process exited with code (-?\d{1,10})\]\s*$/;

function readResult({ name, args }: AskedCall, words: string): ReadResult {
  if (name === 'Execute') {
    const failed = FAILED.exec(words);
    if (failed) return { text: words.slice(failed[0].length), exitCode: Number(failed[1]) };
    const ended = ENDED.exec(words);
    return ended ? { text: words.slice(0, ended.index), exitCode: Number(ended[1]) } : {};
  }
  const path = name === 'Read' ? asText(args['file_path']) : undefined;
  return path === undefined ? {} : { read: numberedLines(path, words) };
}
