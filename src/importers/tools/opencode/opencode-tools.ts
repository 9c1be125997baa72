import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

/** How the tools of OpenCode are shown. */
export const OPENCODE_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['bash', { kind: 'execute', verb: '', subject: ['command'] }],
  ['read', { kind: 'read', verb: 'Read', path: 'filePath' }],
  ['edit', { kind: 'edit', verb: 'Edit', path: 'filePath' }],
  ['multiedit', { kind: 'edit', verb: 'Edit', path: 'filePath' }],
  ['write', { kind: 'edit', verb: 'Write', path: 'filePath' }],
  ['apply_patch', { kind: 'edit', verb: 'Patch' }],
  ['patch', { kind: 'edit', verb: 'Patch' }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['list', { kind: 'read', verb: 'List', path: 'path' }],
  ['lsp', { kind: 'read', verb: 'Ask the language server', subject: ['operation', 'filePath'] }],
  ['lsp_diagnostics', { kind: 'read', verb: 'Read diagnostics', subject: ['path'] }],
  ['lsp_hover', { kind: 'read', verb: 'Look up', subject: ['file'] }],
  ['webfetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['websearch', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['codesearch', { kind: 'fetch', verb: 'Search code for', subject: ['query'] }],
  ['todowrite', { kind: 'think', verb: 'Update todos' }],
  ['todoread', { kind: 'think', verb: 'Read todos' }],
  ['task', { kind: 'think', verb: '', subject: ['description', 'subagent_type'] }],
  ['skill', { kind: 'read', verb: 'Skill', subject: ['name'] }],
  ['question', { kind: 'other', verb: 'Ask' }],
  ['plan_enter', { kind: 'switch_mode', verb: 'Plan first' }],
  ['plan_exit', { kind: 'switch_mode', verb: 'Leave plan mode' }],
]);

/** What a call is about where no single input says it: files of a patch, the question. */
export function subjectOf(name: string, input: unknown): string | undefined {
  if (!isObject(input)) return undefined;
  if (name === 'question') {
    const [question] = asList(input['questions']);
    return isObject(question) ? (asText(question['header']) ?? asText(question['question'])) : undefined;
  }
  const patch = name === 'apply_patch' || name === 'patch' ? asText(input['patchText']) : undefined;
  return patch === undefined
    ? undefined
    : /^\*\*\* (?:Add|Update|Delete) File: (.{1,400})$/m.exec(patch)?.[1];
}
