import type { PlanEntry, SourceChange } from '../../../format/index.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

const READ: ToolEntry = { kind: 'read', verb: 'Read', path: 'path' };
const WRITE: ToolEntry = { kind: 'edit', verb: 'Write', path: 'path' };
const EDIT: ToolEntry = { kind: 'edit', verb: 'Edit', path: 'path' };
const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };
const FETCH: ToolEntry = { kind: 'fetch', verb: 'Fetch', subject: ['url'] };
const SEARCH_WEB: ToolEntry = { kind: 'fetch', verb: 'Search the web for', subject: ['query'] };
const AGENT: ToolEntry = { kind: 'think', verb: '', subject: ['description', 'subagent_type', 'prompt'] };

/** How the tools are shown: those of Kimi Code, then those that kimi-cli names differently. */
export const KIMI_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['Bash', SHELL],
  ['Read', READ],
  ['ReadMediaFile', READ],
  ['Write', WRITE],
  ['Edit', EDIT],
  ['Glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['Grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['WebSearch', SEARCH_WEB],
  ['FetchURL', FETCH],
  ['Agent', AGENT],
  ['AgentSwarm', AGENT],
  ['TodoList', { kind: 'think', verb: 'Update todos' }],
  ['Skill', { kind: 'other', verb: 'Use the skill', subject: ['skill', 'name'] }],
  ['AskUserQuestion', { kind: 'other', verb: 'Ask the user' }],
  ['EnterPlanMode', { kind: 'switch_mode', verb: 'Start planning' }],
  ['ExitPlanMode', { kind: 'switch_mode', verb: 'Present the plan' }],
  ['Shell', SHELL],
  ['ReadFile', READ],
  ['WriteFile', WRITE],
  ['StrReplaceFile', EDIT],
  ['SearchWeb', SEARCH_WEB],
  ['Task', AGENT],
  ['SetTodoList', { kind: 'think', verb: 'Update todos' }],
  ['Think', { kind: 'think', verb: 'Think' }],
]);

/** Inputs that a change holds. */
export const IN_CHANGE = ['content', 'old_string', 'new_string', 'edit'];

/** Whether a tool runs shell commands. */
export function isShell(name: string): boolean {
  return name === 'Bash' || name === 'Shell';
}

/** Whether a tool gives the lines of a file. */
export function isRead(name: string): boolean {
  return name === 'Read' || name === 'ReadFile';
}

/**
 * The change that a call made, as it was asked for: the texts before and after are not in a log.
 *
 * @param path - resolved path, where the log has one
 */
export function changeOf(
  name: string,
  input: LogRecord,
  path = asText(input['path']),
): Pick<SourceChange, 'path' | 'op' | 'after' | 'edits'> | undefined {
  if (path === undefined) return undefined;
  const { content, mode } = input;
  if (name === 'Write' || name === 'WriteFile') {
    // What an append is added to is not known.
    return typeof content === 'string' && mode !== 'append'
      ? { path, op: 'modify', after: content }
      : undefined;
  }
  const edits = editsOf(name, input);
  return edits.length === 0 ? undefined : { path, op: 'modify', edits };
}

function editsOf(name: string, input: LogRecord): NonNullable<SourceChange['edits']> {
  if (name === 'Edit') return editOf(input, 'old_string', 'new_string');
  if (name !== 'StrReplaceFile') return [];
  const { edit } = input;
  const edits = (Array.isArray(edit) ? asList(edit) : [edit]).filter(isObject);
  return edits.flatMap((one) => editOf(one, 'old', 'new'));
}

function editOf(fields: LogRecord, before: string, after: string): NonNullable<SourceChange['edits']> {
  const { [before]: oldText, [after]: newText } = fields;
  if (typeof oldText !== 'string' || typeof newText !== 'string') return [];
  return [{ oldText, newText, ...(fields['replace_all'] === true && { replaceAll: true }) }];
}

/** A plan from items with title and status; empty when there is none. */
export function planOf(todos: unknown): readonly PlanEntry[] {
  return asList(todos)
    .filter(isObject)
    .flatMap((todo) => {
      const content = asText(todo['title']);
      return content === undefined ? [] : [{ content, status: statusOf(todo['status']) }];
    });
}

function statusOf(status: unknown): PlanEntry['status'] {
  if (status === 'done' || status === 'completed') return 'completed';
  return status === 'in_progress' ? 'in_progress' : 'pending';
}
