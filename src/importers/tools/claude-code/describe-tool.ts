import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { describeCall } from '../../records/tool-description.ts';
import type { ToolDescription, ToolEntry } from '../../records/tool-description.ts';

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
  const subject = name === 'AskUserQuestion' && isObject(input) ? firstQuestion(input) : undefined;
  return describeCall(name, input, TOOLS.get(name), { without, subject });
}

function firstQuestion(fields: LogRecord): string | undefined {
  const [question] = asList(fields['questions']);
  return isObject(question) ? asText(question['question']) : undefined;
}
