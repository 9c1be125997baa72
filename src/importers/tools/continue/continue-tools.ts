import { replacing, replacingAll, writing } from '../../chat-messages/asked-changes.ts';
import { planOf } from '../../records/todo-plan.ts';
import type {
  AskedCall,
  AskedChange,
  AskedChanges,
  ReadResult,
  ToolSet,
} from '../../chat-messages/tool-set.ts';
import type { SourceFileRead } from '../../../format/index.ts';
import { parseUnifiedDiff } from '../../changes/unified-diff.ts';
import { asCount, asText } from '../../sources/json-value.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };
const FIND: ToolEntry = { kind: 'search', verb: 'Find', subject: ['pattern'] };
const FETCH: ToolEntry = { kind: 'fetch', verb: 'Fetch', subject: ['url'] };

/** Tools of the command line, then those of the extensions. */
const ENTRIES: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['Bash', SHELL],
  ['Read', { kind: 'read', verb: 'Read', path: 'filepath' }],
  ['Write', { kind: 'edit', verb: 'Write', path: 'filepath' }],
  ['Edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['MultiEdit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['List', { kind: 'read', verb: 'List', path: 'dirpath' }],
  ['Search', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['Fetch', FETCH],
  ['Checklist', { kind: 'think', verb: 'Update todos' }],
  ['Subagent', { kind: 'think', verb: '', subject: ['description', 'subagent_name', 'prompt'] }],
  ['AskQuestion', { kind: 'other', verb: 'Ask:', subject: ['question'] }],
  ['run_terminal_command', SHELL],
  ['read_file', { kind: 'read', verb: 'Read', path: 'filepath' }],
  ['read_file_range', { kind: 'read', verb: 'Read', path: 'filepath' }],
  ['read_currently_open_file', { kind: 'read', verb: 'Read the open file' }],
  ['create_new_file', { kind: 'edit', verb: 'Write', path: 'filepath' }],
  ['edit_existing_file', { kind: 'edit', verb: 'Edit', path: 'filepath' }],
  ['single_find_and_replace', { kind: 'edit', verb: 'Edit', path: 'filepath' }],
  ['multi_edit', { kind: 'edit', verb: 'Edit', path: 'filepath' }],
  ['grep_search', { kind: 'search', verb: 'Search', subject: ['query'] }],
  ['file_glob_search', FIND],
  ['ls', { kind: 'read', verb: 'List', path: 'dirPath' }],
  ['codebase', { kind: 'search', verb: 'Search', subject: ['query'] }],
  ['view_diff', { kind: 'read', verb: 'Look at what has changed' }],
  ['view_repo_map', { kind: 'read', verb: 'Look at the whole project' }],
  ['view_subdirectory', { kind: 'read', verb: 'List', path: 'directory_path' }],
  ['search_web', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['fetch_url_content', FETCH],
  ['request_rule', { kind: 'read', verb: 'Read the rule', subject: ['name'] }],
  ['create_rule_block', { kind: 'other', verb: 'Make a rule', subject: ['name'] }],
]);

/** What the tools of Continue are. */
export const CONTINUE_TOOLS: ToolSet = {
  entries: ENTRIES,
  commandOf: ({ name, args }) => {
    const command = isShell(name) ? asText(args['command']) : undefined;
    return command === undefined ? undefined : { command };
  },
  changesOf,
  planOf: ({ name, args }) => (name === 'Checklist' ? planOf(args['checklist'] ?? args['items']) : undefined),
  readResult,
};

function isShell(name: string): boolean {
  return name === 'Bash' || name === 'run_terminal_command';
}

const EDITS = [['old_string', 'new_string']] as const;

/** A whole new text, or replacements. What `edit_existing_file` is given leaves code out and is no text of the file. */
function changesOf({ name, args }: AskedCall): AskedChanges | undefined {
  switch (name) {
    case 'Write':
      return writing(args, 'filepath', 'content');
    case 'create_new_file':
      return writing(args, 'filepath', 'contents');
    case 'Edit':
      return replacing(args, 'file_path', 'old_string', 'new_string');
    case 'single_find_and_replace':
      return replacing(args, 'filepath', 'old_string', 'new_string');
    case 'MultiEdit':
      return replacingAll(args, 'file_path', 'edits', EDITS);
    case 'multi_edit':
      return replacingAll(args, 'filepath', 'edits', EDITS);
    default:
      return undefined;
  }
}

/** How the command line tells of a command that failed. */
const FAILED = /^(?:Error executing tool Bash: )?Error \(exit code (\d{1,10})\): ?/;
const CONTENT = /^Content of ([^\n]{1,4096}):\n/;

function readResult(call: AskedCall, words: string): ReadResult {
  const { name, args } = call;
  if (name === 'Bash') {
    const failed = FAILED.exec(words);
    return failed ? { text: words.slice(failed[0].length), exitCode: Number(failed[1]) } : {};
  }
  const path = asText(args['filepath']);
  if (name === 'Read' && path !== undefined) {
    const content = CONTENT.exec(words);
    if (!content) return {};
    return { read: wholeFile(path, words.slice(content[0].length)) };
  }
  if (name === 'read_file' && path !== undefined && words !== '') return { read: wholeFile(path, words) };
  if (name === 'read_file_range' && path !== undefined && words !== '') {
    const startLine = Math.max(1, asCount(args['startLine']) ?? 1);
    return { read: { type: '_reprise/read', path, text: words, startLine } };
  }
  return { changes: withHunks(call, words) };
}

/** The text of a file, all of it, unless the end says that it was cut. */
function wholeFile(path: string, text: string): SourceFileRead {
  const isCut = /truncated/i.test(text.slice(-300));
  const lines = text.split('\n').length;
  return { type: '_reprise/read', path, text, startLine: 1, ...(!isCut && { totalLines: lines }) };
}

/** Edits of one file, with the diff that the result tells of them. */
function withHunks(call: AskedCall, words: string): readonly AskedChange[] | undefined {
  const [change, ...others] = changesOf(call)?.changes ?? [];
  if (!change?.edits || others.length > 0 || !words.includes('@@ -')) return undefined;
  const [diff, ...more] = parseUnifiedDiff(words);
  return diff && diff.hunks.length > 0 && more.length === 0 ? [{ ...change, hunks: diff.hunks }] : undefined;
}
