import type { SourceChange } from '../../../format/index.ts';
import { asList, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

/** How the tools of Crush are shown; those of servers (`mcp_…`) and unknown ones by their names. */
export const CRUSH_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['bash', { kind: 'execute', verb: '', subject: ['command'] }],
  ['job_output', { kind: 'read', verb: 'Read the output of', subject: ['shell_id'] }],
  ['job_kill', { kind: 'execute', verb: 'Stop', subject: ['shell_id'] }],
  ['view', { kind: 'read', verb: 'Read', path: 'file_path' }],
  ['write', { kind: 'edit', verb: 'Write', path: 'file_path' }],
  ['edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['multiedit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['patch', { kind: 'edit', verb: 'Patch' }],
  ['ls', { kind: 'read', verb: 'List', path: 'path' }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['agentic_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url', 'prompt'] }],
  ['download', { kind: 'fetch', verb: 'Download', subject: ['url'] }],
  ['sourcegraph', { kind: 'search', verb: 'Search code for', subject: ['query'] }],
  ['diagnostics', { kind: 'read', verb: 'Read diagnostics of', subject: ['file_path'] }],
  ['lsp_diagnostics', { kind: 'read', verb: 'Read diagnostics of', subject: ['file_path'] }],
  ['lsp_references', { kind: 'search', verb: 'Find references of', subject: ['symbol'] }],
  ['agent', { kind: 'think', verb: '', subject: ['prompt'] }],
  ['todos', { kind: 'think', verb: 'Update todos' }],
]);

/** Inputs that a change shows. */
export const IN_CHANGE = ['content', 'old_string', 'new_string', 'replace_all', 'edits'];

/** The replacements that `edit` or `multiedit` asks for. */
export function editsOf(input: LogRecord): NonNullable<SourceChange['edits']> {
  const several = asList(input['edits']).filter(isObject);
  return (several.length > 0 ? several : [input]).flatMap((edit) => {
    const { old_string: oldText, new_string: newText } = edit;
    if (typeof oldText !== 'string' || typeof newText !== 'string' || oldText === '') return [];
    return [{ oldText, newText, ...(edit['replace_all'] === true && { replaceAll: true }) }];
  });
}
