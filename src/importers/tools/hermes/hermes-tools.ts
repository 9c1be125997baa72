import { patching, replacing, writing } from '../../chat-messages/asked-changes.ts';
import { reasonInWords } from '../../chat-messages/failure-words.ts';
import { numberedLines } from '../../chat-messages/read-lines.ts';
import { planOf } from '../../records/todo-plan.ts';
import type { AskedCall, AskedChanges, ReadResult, ToolSet } from '../../chat-messages/tool-set.ts';
import { parseUnifiedDiff } from '../../changes/unified-diff.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { asJson, asNumber, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };

const ENTRIES: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['terminal', SHELL],
  ['shell', SHELL],
  ['process', { kind: 'execute', verb: 'Process', subject: ['action', 'session_id'] }],
  ['execute_code', { kind: 'execute', verb: 'Run code' }],
  ['read_file', { kind: 'read', verb: 'Read', path: 'path' }],
  ['write_file', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['patch', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['search_files', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['web_extract', { kind: 'fetch', verb: 'Fetch', subject: ['urls', 'url'] }],
  ['browser_navigate', { kind: 'fetch', verb: 'Open', subject: ['url'] }],
  ['session_search', { kind: 'search', verb: 'Search earlier sessions for', subject: ['query'] }],
  ['todo', { kind: 'think', verb: 'Update todos' }],
  ['memory', { kind: 'other', verb: 'Memory', subject: ['action', 'query'] }],
  ['delegate_task', { kind: 'think', verb: '', subject: ['goal'] }],
  ['skill_view', { kind: 'other', verb: 'Skill', subject: ['name'] }],
  ['skill_manage', { kind: 'other', verb: 'Change a skill', subject: ['name', 'action'] }],
  ['clarify', { kind: 'other', verb: 'Ask:', subject: ['question'] }],
]);

/** What the tools of Hermes are. */
export const HERMES_TOOLS: ToolSet = {
  entries: ENTRIES,
  commandOf: ({ name, args }) => {
    const command = isShell(name) ? asText(args['command']) : undefined;
    return command === undefined ? undefined : { command, cwd: asText(args['workdir']) };
  },
  changesOf,
  planOf: ({ name, args }) => (name === 'todo' ? planOf(args['todos']) : undefined),
  readResult,
};

function isShell(name: string): boolean {
  return name === 'terminal' || name === 'shell';
}

function changesOf({ name, args }: AskedCall): AskedChanges | undefined {
  if (name === 'write_file') return writing(args, 'path', 'content');
  if (name !== 'patch') return undefined;
  return replacing(args, 'path', 'old_string', 'new_string') ?? patching(args, 'patch');
}

/** A result as JSON in a text, as most tools give it; `undefined` where it is no object. */
export function resultFields(words: string): LogRecord | undefined {
  if (!words.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(words);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readResult(call: AskedCall, words: string): ReadResult {
  const fields = resultFields(words);
  if (!fields) return /^Error(?: executing| in tool|:)/.test(words) ? { reason: reasonInWords(words) } : {};
  const { error } = fields;
  const message = asText(error);
  const reason = message === undefined ? undefined : reasonInWords(message);
  if (isShell(call.name) && typeof fields['output'] === 'string') {
    const { output, exit_code: code } = fields;
    return {
      text: [asText(output), message].filter(Boolean).join('\n'),
      exitCode: asNumber(code),
      reason,
      rawOutput: restOf(fields, 'output', 'exit_code', 'error'),
    };
  }
  if (reason !== undefined || fields['success'] === false) {
    return { text: message ?? words, reason: reason ?? 'failed', rawOutput: restOf(fields, 'error') };
  }
  return readFields(call, fields);
}

function readFields(call: AskedCall, fields: LogRecord): ReadResult {
  const path = asText(call.args['path']);
  const { content, diff } = fields;
  if (call.name === 'read_file' && path !== undefined && typeof content === 'string') {
    const read = numberedLines(path, content);
    return { ...(read ? { read } : { text: content }), rawOutput: restOf(fields, 'content') };
  }
  if (call.name !== 'patch' && call.name !== 'write_file') return {};
  const hunks = typeof diff === 'string' ? parseUnifiedDiff(diff) : [];
  const [change, ...others] = changesOf(call)?.changes ?? [];
  const [only, ...more] = hunks;
  const isOne = change !== undefined && others.length === 0 && only !== undefined && more.length === 0;
  const changes =
    isOne && only.hunks.length > 0 && !change.hunks ? [{ ...change, hunks: only.hunks }] : undefined;
  return { text: asText(diff) ?? '', changes, rawOutput: restOf(fields, 'diff') };
}

/** What a result says beside the fields that are shown: those are texts and numbers; of another type they are not. */
function restOf(fields: LogRecord, ...shown: readonly string[]): ReadResult['rawOutput'] {
  const isShown = (key: string, value: unknown): boolean => shown.includes(key) && typeof value !== 'object';
  const rest = Object.entries(fields).filter(([key, value]) => !isShown(key, value) && value !== null);
  return compact(rest.map(([key, value]) => [key, asJson(value)]));
}
