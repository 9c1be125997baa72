import type { SourceChange } from '../../../format/index.ts';
import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };
const VIEW: ToolEntry = { kind: 'read', verb: 'Read', path: 'path' };
const WRITE: ToolEntry = { kind: 'edit', verb: 'Write', path: 'path' };
const EDIT: ToolEntry = { kind: 'edit', verb: 'Edit', path: 'path' };

/** How the tools of Goose are shown, by their names without the extension that they belong to. */
const TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['shell', SHELL],
  ['bash', SHELL],
  ['read', VIEW],
  ['view', VIEW],
  ['write', WRITE],
  ['edit', EDIT],
  ['tree', { kind: 'read', verb: 'List', path: 'path' }],
  ['list_files', { kind: 'read', verb: 'List', path: 'path' }],
  ['analyze', { kind: 'read', verb: 'Analyse', path: 'path' }],
  ['search', { kind: 'search', verb: 'Search', subject: ['pattern', 'query'] }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['web_scrape', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['todo_write', { kind: 'think', verb: 'Update todos' }],
  ['delegate', { kind: 'think', verb: '', subject: ['instructions', 'prompt', 'task'] }],
  ['subagent', { kind: 'think', verb: '', subject: ['instructions', 'prompt', 'task'] }],
  ['execute_task', { kind: 'think', verb: 'Run tasks' }],
  ['create_task', { kind: 'think', verb: 'Make tasks' }],
]);

/** Inputs that a change shows. */
export const IN_CHANGE = ['file_text', 'content', 'old_str', 'new_str', 'before', 'after', 'diff'];

/** How a call is shown; `undefined` for tools of extensions that are not known. */
export function gooseTool(name: string, input: LogRecord): ToolEntry | undefined {
  if (bare(name) !== 'text_editor') return TOOLS.get(bare(name));
  const command = input['command'];
  return command === 'view' ? VIEW : command === 'write' ? WRITE : EDIT;
}

/** Whether a tool runs shell commands. */
export function isGooseShell(name: string): boolean {
  return TOOLS.get(bare(name)) === SHELL;
}

/** The change that a call asked for: the log holds no text of the file. */
export function askedChange(
  name: string,
  input: LogRecord,
): Pick<SourceChange, 'path' | 'op' | 'after' | 'edits' | 'exact'> | undefined {
  const path = asText(input['path']) ?? asText(input['file_path']);
  if (path === undefined || gooseTool(name, input)?.kind !== 'edit') return undefined;
  const [oldText, newText] = [input['old_str'] ?? input['before'], input['new_str'] ?? input['after']];
  const command = asText(input['command']) ?? bare(name);
  if (typeof oldText === 'string' && typeof newText === 'string' && oldText !== '') {
    return { path, op: 'modify', edits: [{ oldText, newText }] };
  }
  const whole = input['file_text'] ?? input['content'];
  if (command === 'write' && typeof whole === 'string') return { path, op: 'modify', after: whole };
  return { path, op: 'modify', exact: false };
}

/** `developer__shell` → `shell` */
function bare(name: string): string {
  return name.slice(name.lastIndexOf('__') === -1 ? 0 : name.lastIndexOf('__') + 2);
}
