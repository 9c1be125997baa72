import { replacing, writing } from '../../chat-messages/asked-changes.ts';
import { reasonInWords } from '../../chat-messages/failure-words.ts';
import { planOf } from '../../records/todo-plan.ts';
import type { AskedCall, AskedChanges, ReadResult, ToolSet } from '../../chat-messages/tool-set.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asText } from '../../sources/json-value.ts';

const ENTRIES: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['bash', { kind: 'execute', verb: '', subject: ['command'] }],
  ['read_file', { kind: 'read', verb: 'Read', path: 'path' }],
  ['write_file', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['search_replace', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['ls', { kind: 'read', verb: 'List', path: 'path' }],
  ['todo', { kind: 'think', verb: 'Update todos' }],
  ['task', { kind: 'think', verb: '', subject: ['description', 'task', 'agent'] }],
  ['skill', { kind: 'other', verb: 'Skill', subject: ['name'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['ask_user_question', { kind: 'other', verb: 'Ask the user' }],
  ['exit_plan_mode', { kind: 'switch_mode', verb: 'Propose a plan' }],
]);

/** What the tools of Vibe are. */
export const VIBE_TOOLS: ToolSet = {
  entries: ENTRIES,
  commandOf: ({ name, args }) => {
    const command = name === 'bash' ? asText(args['command']) : undefined;
    return command === undefined ? undefined : { command };
  },
  changesOf,
  planOf: ({ name, args }) => (name === 'todo' ? planOf(args['todos']) : undefined),
  readResult,
};

function changesOf({ name, args }: AskedCall): AskedChanges | undefined {
  if (name === 'write_file') return writing(args, 'path', 'content') ?? writing(args, 'file_path', 'content');
  if (name === 'edit') return replacing(args, 'file_path', 'old_string', 'new_string');
  const path = name === 'search_replace' ? asText(args['file_path']) : undefined;
  const edits = path === undefined ? [] : blocksIn(args['content']);
  if (path === undefined || edits.length === 0) return undefined;
  return { changes: [{ path, op: 'modify', edits }], inputs: ['content'] };
}

/** Blocks of one call that are read. */
const MAX_BLOCKS = 5000;

/** What is looked for, and what comes in its place, between lines of `<`, `=` and `>`. */
function blocksIn(content: unknown): { oldText: string; newText: string }[] {
  if (typeof content !== 'string') return [];
  const edits: { oldText: string; newText: string }[] = [];
  let block: { search: string[]; replace: string[]; isReplacing: boolean } | undefined;
  for (const line of content.split(/\r?\n/)) {
    if (!block) {
      if (/^<{5,} SEARCH/.test(line)) block = { search: [], replace: [], isReplacing: false };
    } else if (/^>{5,} REPLACE/.test(line)) {
      if (edits.length < MAX_BLOCKS)
        edits.push({ oldText: block.search.join('\n'), newText: block.replace.join('\n') });
      block = undefined;
    } else if (!block.isReplacing && /^={5,}$/.test(line)) block.isReplacing = true;
    else (block.isReplacing ? block.replace : block.search).push(line);
  }
  return edits;
}

const ERROR = /^\s*<tool_error>([\s\S]*?)(?:<\/tool_error>|$)/;
const CANCELLED = /^\s*<user_cancellation>/;

function readResult({ name, args }: AskedCall, words: string): ReadResult {
  const error = ERROR.exec(words);
  // A command that failed is an error with the same fields.
  const fields = name === 'bash' ? fieldsOf(error?.[1] ?? words) : undefined;
  if (fields) return { ...fields, ...(error && { reason: reasonInWords(words) }) };
  if (error) return { reason: reasonInWords(words) };
  if (CANCELLED.test(words))
    return { reason: /\b(?:skipped|no reason|declin|reject|refus)/i.test(words) ? 'refused' : 'interrupted' };
  const path = name === 'read_file' ? asText(args['path']) : undefined;
  const content =
    path === undefined ? undefined : /^path: [^\n]*\ncontent: ([\s\S]*?)\nlines_read: /.exec(words)?.[1];
  return path !== undefined && content !== undefined
    ? { read: { type: '_reprise/read', path, text: content, startLine: startLine(args) } }
    : {};
}

/** A result is written as its fields, one after the other, each behind its name. */
function fieldsOf(words: string): ReadResult | undefined {
  const code = /(?:^|\n)(?:returncode|Return code): (-?\d{1,10})(?=\n|$)/.exec(words)?.[1];
  const stdout = /(?:^|\n)(?:stdout|Stdout): ([\s\S]*?)(?=\n(?:stderr|Stderr|returncode): |$)/.exec(
    words,
  )?.[1];
  const stderr = /(?:^|\n)(?:stderr|Stderr): ([\s\S]*?)(?=\n(?:stdout|Stdout|returncode): |$)/.exec(
    words,
  )?.[1];
  if (code === undefined || (stdout === undefined && stderr === undefined)) return undefined;
  return { text: [stdout, stderr].filter(Boolean).join('\n'), exitCode: Number(code) };
}

/** `offset` counts the lines that are passed over. */
function startLine({ offset }: AskedCall['args']): number {
  return typeof offset === 'number' && Number.isInteger(offset) && offset > 0 ? offset + 1 : 1;
}
