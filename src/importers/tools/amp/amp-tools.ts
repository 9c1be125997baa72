import { parseUnifiedDiff } from '../../changes/unified-diff.ts';
import { replacing, writing } from '../../chat-messages/asked-changes.ts';
import { planOf } from '../../records/todo-plan.ts';
import type { ToolSet } from '../../chat-messages/tool-set.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asText } from '../../sources/json-value.ts';

const AGENT: ToolEntry = { kind: 'think', verb: '', subject: ['description', 'task', 'prompt'] };
const SEARCH: ToolEntry = { kind: 'search', verb: 'Search', subject: ['pattern', 'query'] };

/** The tools of Amp. */
export const AMP_TOOLS: ToolSet = {
  entries: new Map<string, ToolEntry>([
    ['Bash', { kind: 'execute', verb: '', subject: ['cmd', 'command'] }],
    ['Read', { kind: 'read', verb: 'Read', path: 'path' }],
    ['list_directory', { kind: 'read', verb: 'List', path: 'path' }],
    ['create_file', { kind: 'edit', verb: 'Write', path: 'path' }],
    ['edit_file', { kind: 'edit', verb: 'Edit', path: 'path' }],
    ['undo_edit', { kind: 'edit', verb: 'Undo the edit of', path: 'path' }],
    ['Grep', SEARCH],
    ['finder', SEARCH],
    ['codebase_search_agent', SEARCH],
    ['glob', { kind: 'search', verb: 'Find', subject: ['filePattern', 'pattern'] }],
    ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['objective', 'query'] }],
    ['read_web_page', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
    ['todo_write', { kind: 'think', verb: 'Update todos' }],
    ['Task', AGENT],
    ['oracle', AGENT],
  ]),
  commandOf: ({ name, args }) => {
    const command = asText(args['cmd']) ?? asText(args['command']);
    return name === 'Bash' && command !== undefined ? { command, cwd: asText(args['cwd']) } : undefined;
  },
  changesOf: ({ name, args }) => {
    if (name === 'create_file') return writing(args, 'path', 'content');
    return name === 'edit_file' ? replacing(args, 'path', 'old_str', 'new_str') : undefined;
  },
  planOf: ({ name, args }) => (name === 'todo_write' ? planOf(args['todos']) : undefined),
  readResult: ({ name, args }, words) => {
    const path = asText(args['path']);
    // The result of an edit is a diff, in a fence, with the lines that the call does not know.
    const hunks = name === 'edit_file' ? parseUnifiedDiff(words).flatMap((file) => file.hunks) : [];
    return hunks.length > 0 && path !== undefined ? { changes: [{ path, op: 'modify', hunks }] } : {};
  },
};

/** What a result gives to read: an output, a content, a diff; of other forms it is kept as it is. */
export function wordsOfResult(result: unknown): string | undefined {
  if (typeof result === 'string') return result;
  if (Array.isArray(result)) {
    const lines = result as unknown[];
    return lines.every((line) => typeof line === 'string') ? lines.join('\n') : undefined;
  }
  if (typeof result !== 'object' || result === null) return undefined;
  const fields = result as Record<string, unknown>;
  return ['output', 'content', 'diff'].map((key) => fields[key]).find((value) => typeof value === 'string');
}
