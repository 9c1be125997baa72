import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

/** How Claude.ai's tools are shown. */
export const CLAUDE_AI_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['repl', { kind: 'execute', verb: 'JavaScript:', subject: ['code'] }],
  ['analysis_tool', { kind: 'execute', verb: 'JavaScript:', subject: ['code'] }],
  ['bash_tool', { kind: 'execute', verb: '', subject: ['command'] }],
  ['create_file', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['str_replace', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['view', { kind: 'read', verb: 'Read', path: 'path' }],
  ['present_files', { kind: 'other', verb: 'Present files' }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['conversation_search', { kind: 'search', verb: 'Search past chats for', subject: ['query'] }],
  ['recent_chats', { kind: 'search', verb: 'List recent chats' }],
  [
    'google_drive_search',
    { kind: 'search', verb: 'Search Google Drive for', subject: ['semantic_query', 'api_query'] },
  ],
  ['launch_extended_search_task', { kind: 'fetch', verb: 'Research', subject: ['command'] }],
]);

/** Artifacts are files: a call makes or changes one. */
export function artifactEntry({ command }: LogRecord): ToolEntry {
  const verb = command === 'create' ? 'Write' : command === 'rewrite' ? 'Rewrite' : 'Edit';
  return { kind: 'edit', verb, subject: ['title', 'id'] };
}

/** The shell command that a call runs. */
export function commandOf(name: string, input: unknown): string | undefined {
  return name === 'bash_tool' && isObject(input) ? asText(input['command']) : undefined;
}
