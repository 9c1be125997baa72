import type { SourceChange } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

/** How Cursor's tools are shown. */
export const CURSOR_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['Shell', { kind: 'execute', verb: '', subject: ['command'] }],
  ['Read', { kind: 'read', verb: 'Read', path: 'path' }],
  ['Write', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['StrReplace', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['EditNotebook', { kind: 'edit', verb: 'Edit', path: 'target_notebook' }],
  ['Delete', { kind: 'delete', verb: 'Delete', path: 'path' }],
  ['LS', { kind: 'read', verb: 'List', path: 'path' }],
  ['Grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['Glob', { kind: 'search', verb: 'Find', subject: ['glob_pattern', 'pattern'] }],
  ['SemanticSearch', { kind: 'search', verb: 'Search', subject: ['query'] }],
  ['ReadLints', { kind: 'read', verb: 'Read lints', subject: ['paths'] }],
  ['WebSearch', { kind: 'fetch', verb: 'Search the web for', subject: ['search_term', 'query'] }],
  ['WebFetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['Task', { kind: 'think', verb: '', subject: ['description', 'subagent_type'] }],
  ['Agent', { kind: 'think', verb: '', subject: ['description', 'prompt'] }],
  ['TodoWrite', { kind: 'think', verb: 'Update todos' }],
]);

/** Whether a tool runs shell commands. */
export function isShell(name: string): boolean {
  return name === 'Shell';
}

/** The change that a call asks for; whether it was made, the transcript does not say. */
export function changeOf(
  name: string,
  input: unknown,
): readonly Pick<SourceChange, 'path' | 'op' | 'after' | 'edits'>[] {
  const path = isObject(input) ? asText(input['path']) : undefined;
  if (!isObject(input) || path === undefined) return [];
  const { contents, old_string: oldText, new_string: newText } = input;
  if (name === 'Write' && typeof contents === 'string') return [{ path, op: 'modify', after: contents }];
  if (name === 'Delete') return [{ path, op: 'delete' }];
  if (name !== 'StrReplace' || typeof oldText !== 'string' || typeof newText !== 'string') return [];
  const replaceAll = input['replace_all'] === true;
  return [{ path, op: 'modify', edits: [{ oldText, newText, ...(replaceAll && { replaceAll }) }] }];
}
