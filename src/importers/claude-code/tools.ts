import type { JsonObject, ToolKind, ToolLocation } from '../../format/index.ts';
import { asJson, compact, count, isObject, list, text } from '../json-value.ts';
import { oneLine } from '../tool-calls.ts';
import type { LogRecord } from '../log-lines.ts';

/** How a call is shown before its result is there. */
export interface ToolDescription {
  readonly title: string;
  readonly kind: ToolKind;
  readonly locations: readonly ToolLocation[];
  /** Input beyond title and locations; absent when they say it all. */
  readonly rawInput?: JsonObject;
}

interface ToolEntry {
  readonly kind: ToolKind;
  /** Verb before the subject; empty: the subject alone. */
  readonly verb: string;
  /** Inputs that may be the subject of the title, best first. */
  readonly subject?: readonly string[];
  /** Input that is a path: location of the call. */
  readonly path?: string;
}

const TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['Bash', { kind: 'execute', verb: '', subject: ['command'] }],
  ['PowerShell', { kind: 'execute', verb: '', subject: ['command'] }],
  ['BashOutput', { kind: 'execute', verb: 'Output of', subject: ['bash_id'] }],
  ['KillBash', { kind: 'execute', verb: 'Stop', subject: ['shell_id'] }],
  ['KillShell', { kind: 'execute', verb: 'Stop', subject: ['shell_id'] }],
  ['TaskOutput', { kind: 'other', verb: 'Output of', subject: ['task_id'] }],
  ['TaskStop', { kind: 'other', verb: 'Stop', subject: ['task_id'] }],
  ['Monitor', { kind: 'execute', verb: 'Watch', subject: ['description', 'command'] }],
  ['Read', { kind: 'read', verb: 'Read', path: 'file_path' }],
  ['NotebookRead', { kind: 'read', verb: 'Read', path: 'notebook_path' }],
  ['Edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['MultiEdit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['Write', { kind: 'edit', verb: 'Write', path: 'file_path' }],
  ['NotebookEdit', { kind: 'edit', verb: 'Edit', path: 'notebook_path' }],
  ['Grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['Glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['LS', { kind: 'read', verb: 'List', path: 'path' }],
  ['LSP', { kind: 'search', verb: 'Look up', subject: ['operation', 'filePath'] }],
  ['WebSearch', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['WebFetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['Task', { kind: 'think', verb: '', subject: ['description', 'subagent_type'] }],
  ['Agent', { kind: 'think', verb: '', subject: ['description', 'subagent_type'] }],
  ['SendMessage', { kind: 'other', verb: 'Message', subject: ['summary', 'to', 'recipient'] }],
  ['TodoWrite', { kind: 'think', verb: 'Update todos' }],
  ['TaskCreate', { kind: 'think', verb: 'New task:', subject: ['subject'] }],
  ['TaskUpdate', { kind: 'think', verb: 'Update task', subject: ['taskId'] }],
  ['TaskList', { kind: 'think', verb: 'List tasks' }],
  ['TaskGet', { kind: 'think', verb: 'Show task', subject: ['taskId'] }],
  ['AskUserQuestion', { kind: 'other', verb: 'Ask:' }],
  ['EnterPlanMode', { kind: 'switch_mode', verb: 'Enter plan mode' }],
  ['ExitPlanMode', { kind: 'switch_mode', verb: 'Propose a plan' }],
  ['exit_plan_mode', { kind: 'switch_mode', verb: 'Propose a plan' }],
  ['Skill', { kind: 'other', verb: 'Skill', subject: ['skill', 'command'] }],
  ['SlashCommand', { kind: 'other', verb: 'Command', subject: ['command'] }],
  ['ToolSearch', { kind: 'other', verb: 'Look for tools:', subject: ['query'] }],
]);

/** Inputs of tools of servers that make a title, best first. */
const SUBJECTS = [
  'title',
  'query',
  'url',
  'file_path',
  'filePath',
  'path',
  'name',
  'description',
  'id',
  'action',
];

/** Inputs at their default value. */
const DEFAULTS: ReadonlyMap<string, unknown> = new Map([['replace_all', false]]);

/** Whether a tool runs shell commands, whose output belongs on a terminal. */
export function isShellTool(name: string): boolean {
  return name === 'Bash' || name === 'PowerShell';
}

/** Whether a tool's result is a change of a file. */
export function isChangeTool(name: string): boolean {
  return ['Edit', 'MultiEdit', 'Write', 'NotebookEdit'].includes(name);
}

/** Whether a tool starts a subagent. */
export function isAgentTool(name: string): boolean {
  return name === 'Task' || name === 'Agent';
}

/**
 * @param without - inputs that stand elsewhere: the texts of a change, a subagent's prompt
 */
export function describeTool(
  name: string,
  input: unknown,
  without: ReadonlySet<string> = new Set(),
): ToolDescription {
  const fields = isObject(input) ? input : {};
  const entry = TOOLS.get(name);
  const path = entry?.path === undefined ? undefined : text(fields[entry.path]);
  const title = path === undefined ? titleOf(name, entry, fields) : oneLine(`${entry!.verb} ${path}`);
  const line = count(fields['offset']);
  const rawInput = isObject(input) ? remainingInput(fields, title, path, without) : otherInput(input);
  return {
    title,
    kind: entry?.kind ?? 'other',
    locations: path === undefined ? [] : [{ path, ...(line ? { line } : {}) }],
    ...(rawInput && { rawInput }),
  };
}

function titleOf(name: string, entry: ToolEntry | undefined, fields: LogRecord): string {
  const subject = (entry ? (entry.subject ?? []) : SUBJECTS).map((key) => scalar(fields[key])).find(Boolean);
  const verb = entry ? entry.verb : serverToolName(name);
  const question = name === 'AskUserQuestion' ? firstQuestion(fields) : undefined;
  const parts = [verb, question ?? subject].filter((part) => part !== undefined && part !== '');
  return oneLine(parts.join(entry || parts.length < 2 ? ' ' : ': ')) || oneLine(name) || 'Tool call';
}

/** `mcp__linear__get_issue` → `linear get_issue`. */
function serverToolName(name: string): string {
  return name.startsWith('mcp__') ? name.slice(5).replaceAll('__', ' ') : name;
}

function firstQuestion(fields: LogRecord): string | undefined {
  const [question] = list(fields['questions']);
  return isObject(question) ? text(question['question']) : undefined;
}

function remainingInput(
  fields: LogRecord,
  title: string,
  path: string | undefined,
  without: ReadonlySet<string>,
): JsonObject | undefined {
  const entries = Object.entries(fields).filter(
    ([key, value]) =>
      !without.has(key) &&
      value !== title &&
      (path === undefined || value !== path) &&
      !(DEFAULTS.has(key) && DEFAULTS.get(key) === value),
  );
  return compact(entries.map(([key, value]) => [key, asJson(value)]));
}

function otherInput(input: unknown): JsonObject | undefined {
  return input === undefined || input === null ? undefined : { input: asJson(input) };
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return text(value);
}
