import type { SourceChange } from '../../../format/index.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };
const READ: ToolEntry = { kind: 'read', verb: 'Read' };
const WRITE: ToolEntry = { kind: 'edit', verb: 'Write' };
const EDIT: ToolEntry = { kind: 'edit', verb: 'Edit' };
const AGENT: ToolEntry = { kind: 'think', verb: '', subject: ['description', 'task', 'query', 'prompt'] };

/** How the tools of Kiro and Amazon Q are shown, by their names without `_` in lower case: versions spell them in two ways. */
const TOOLS: ReadonlyMap<string, ToolEntry> = new Map([
  ['shell', SHELL],
  ['bash', SHELL],
  ['executebash', SHELL],
  ['executecmd', SHELL],
  ['read', READ],
  ['fsread', READ],
  ['readfile', READ],
  ['readmultiplefiles', READ],
  ['introspect', READ],
  ['listdirectory', { kind: 'read', verb: 'List' }],
  ['write', WRITE],
  ['fswrite', WRITE],
  ['fsappend', EDIT],
  ['edit', EDIT],
  ['strreplace', EDIT],
  ['deletefile', { kind: 'delete', verb: 'Delete' }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern', 'query'] }],
  ['grepsearch', { kind: 'search', verb: 'Search', subject: ['query', 'pattern'] }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['filesearch', { kind: 'search', verb: 'Find', subject: ['query'] }],
  ['webfetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['websearch', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['useaws', { kind: 'execute', verb: 'Ask AWS', subject: ['label', 'operation_name', 'service_name'] }],
  ['aws', { kind: 'execute', verb: 'Ask AWS', subject: ['label', 'operation_name', 'service_name'] }],
  ['subagent', AGENT],
  ['usesubagent', AGENT],
  ['delegate', AGENT],
  ['task', AGENT],
  ['todo', { kind: 'think', verb: 'Update todos' }],
  ['todolist', { kind: 'think', verb: 'Update todos' }],
  ['thinking', { kind: 'think', verb: 'Think' }],
]);

/** Inputs that name a file. */
const PATHS = ['path', 'file_path', 'filePath', 'targetFile'];

/** Inputs that a change shows. */
export const IN_CHANGE = ['file_text', 'content', 'text', 'old_str', 'new_str', 'oldStr', 'newStr'];

/** How a call is shown; `undefined` for tools of servers and unknown ones. */
export function kiroTool(name: string, input: LogRecord): ToolEntry | undefined {
  const entry = TOOLS.get(bare(name));
  const path = entry?.subject ? undefined : PATHS.find((key) => asText(input[key]) !== undefined);
  return entry && path !== undefined ? { ...entry, path } : entry;
}

/** Whether a tool runs shell commands. */
export function isKiroShell(name: string): boolean {
  return TOOLS.get(bare(name)) === SHELL;
}

/** Whether a tool gives work to a subagent. */
export function isKiroAgent(name: string): boolean {
  return TOOLS.get(bare(name)) === AGENT;
}

/** What a call that reads several things is about. */
export function subjectOf(input: LogRecord): string | undefined {
  const [operation] = asList(input['operations']);
  return isObject(operation) ? asText(operation['path']) : undefined;
}

/** The change that a call asked for: the log holds no text of the file. */
export function askedChange(
  name: string,
  input: LogRecord,
): Pick<SourceChange, 'path' | 'op' | 'after' | 'edits' | 'exact'> | undefined {
  const kind = TOOLS.get(bare(name))?.kind;
  const path = PATHS.map((key) => asText(input[key])).find(Boolean);
  if (path === undefined || (kind !== 'edit' && kind !== 'delete')) return undefined;
  if (kind === 'delete') return { path, op: 'delete' };
  const [oldText, newText] = [input['old_str'] ?? input['oldStr'], input['new_str'] ?? input['newStr']];
  if (typeof oldText === 'string' && typeof newText === 'string' && oldText !== '') {
    return { path, op: 'modify', edits: [{ oldText, newText }] };
  }
  const command = asText(input['command']) ?? (bare(name) === 'fsappend' ? 'append' : 'create');
  const whole = input['file_text'] ?? input['content'] ?? input['text'];
  // What is put into or behind a text does not say the whole text.
  if (command !== 'create' || typeof whole !== 'string') return { path, op: 'modify', exact: false };
  return { path, op: 'modify', after: whole };
}

function bare(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
