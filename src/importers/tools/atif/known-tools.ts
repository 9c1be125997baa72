import { isObject, asText } from '../../sources/json-value.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

/** Tools by the names that many agents give them, for formats that any agent may write. */
export const KNOWN_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ...[
    'bash',
    'Bash',
    'shell',
    'execute_bash',
    'run_shell_command',
    'run_command',
    'run_terminal_cmd',
    'exec_command',
  ].map((name): [string, ToolEntry] => [name, { kind: 'execute', verb: '', subject: ['command', 'cmd'] }]),
  ['bash_command', { kind: 'execute', verb: '', subject: ['keystrokes', 'command'] }],
  ['read_file', { kind: 'read', verb: 'Read', path: 'path' }],
  ['Read', { kind: 'read', verb: 'Read', path: 'file_path' }],
  ['write_file', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['Write', { kind: 'edit', verb: 'Write', path: 'file_path' }],
  ['edit_file', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['Edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['str_replace_editor', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['str_replace_based_edit_tool', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern', 'query'] }],
  ['Grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['Glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
]);

/** The shell command that a call runs, where its tool is known to run one. */
export function shellCommandOf(name: unknown, input: unknown): string | undefined {
  if (typeof name !== 'string' || !isObject(input)) return undefined;
  const entry = KNOWN_TOOLS.get(name);
  if (entry?.kind !== 'execute') return undefined;
  for (const key of entry.subject ?? []) {
    const value = input[key];
    if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join(' ');
    const command = asText(value);
    if (command !== undefined) return command;
  }
  return undefined;
}
