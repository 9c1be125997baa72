import type { JsonObject, PlanEntry } from '../../../format/index.ts';
import { describeCall } from '../../records/tool-description.ts';
import type { ToolDescription, ToolEntry } from '../../records/tool-description.ts';
import type { ShellCommand } from '../../records/synthesised-terminal.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };
const VIEW: ToolEntry = { kind: 'read', verb: 'Read', path: 'path' };
const CREATE: ToolEntry = { kind: 'edit', verb: 'Write', path: 'path' };
const EDIT: ToolEntry = { kind: 'edit', verb: 'Edit', path: 'path' };
const AGENT: ToolEntry = { kind: 'think', verb: '', subject: ['description', 'subagent_type', 'command'] };

/** How the tools are shown, by the names of the SDK; the editor has several commands, see `entryOf`. */
const TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['terminal', SHELL],
  ['execute_bash', SHELL],
  ['bash', SHELL],
  ['execute_ipython_cell', { kind: 'execute', verb: 'Run', subject: ['code'] }],
  ['apply_patch', { kind: 'edit', verb: 'Apply a patch' }],
  ['read_file', { kind: 'read', verb: 'Read', path: 'file_path' }],
  ['write_file', { kind: 'edit', verb: 'Write', path: 'file_path' }],
  ['edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['list_directory', { kind: 'read', verb: 'List', path: 'dir_path' }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['task_tracker', { kind: 'think', verb: 'Update the plan' }],
  ['task', AGENT],
  ['delegate', AGENT],
  ['invoke_skill', { kind: 'other', verb: 'Use the skill', subject: ['name'] }],
  ['browser_navigate', { kind: 'fetch', verb: 'Open', subject: ['url'] }],
]);

/** Tools that edit files by command. */
const EDITORS = new Set(['file_editor', 'str_replace_editor', 'planning_file_editor']);

/** Inputs that a change holds. */
export const IN_CHANGE = ['file_text', 'old_str', 'new_str', 'content', 'old_string', 'new_string', 'patch'];

/** Whether a tool runs shell commands. */
export function isShell(name: string): boolean {
  return TOOLS.get(name) === SHELL;
}

/** Describes a call for people. */
export function describe(name: string, input: LogRecord, summary: string | undefined): ToolDescription {
  const described = typedInput(name, input) ?? describeCall(name, input, entryOf(name, input));
  if (summary === undefined || summary === described.title) return described;
  const rawInput: JsonObject = { ...described.rawInput, summary };
  return { ...described, rawInput };
}

/** What is typed into a command that runs: words, or a key such as `C-c`. */
function typedInput(name: string, input: LogRecord): ToolDescription | undefined {
  const { command, is_input: isInput } = input;
  const isTyped = isInput === true || isInput === 'true';
  if (!isShell(name) || !isTyped || typeof command !== 'string' || command === '') return undefined;
  return describeCall(
    name,
    input,
    { ...SHELL, verb: /^C-\w$/.test(command) ? 'Press' : 'Type' },
    { without: new Set(['command']) },
  );
}

/**
 * The command of a call that runs one.
 *
 * @param running - the command that the shell still runs, which input goes to
 */
export function commandOf(
  name: string,
  input: LogRecord,
  { cwd, running }: { readonly cwd: string | undefined; readonly running: string | undefined },
): ShellCommand | undefined {
  const { command } = input;
  if (!isShell(name) || typeof command !== 'string') return undefined;
  const isTyped = input['is_input'] === true || input['is_input'] === 'true' || command === '';
  if (isTyped && running !== undefined) return { command, continues: running };
  return { command, cwd };
}

/** The plan that a call sets. */
export function planOf(input: LogRecord): readonly PlanEntry[] {
  return asList(input['task_list'])
    .filter(isObject)
    .flatMap((task) => {
      const content = asText(task['title']);
      return content === undefined ? [] : [{ content, status: statusOf(task['status']) }];
    });
}

function entryOf(name: string, { command }: LogRecord): ToolEntry | undefined {
  if (!EDITORS.has(name)) return TOOLS.get(name);
  if (command === 'view') return VIEW;
  return command === 'create' ? CREATE : EDIT;
}

function statusOf(status: unknown): PlanEntry['status'] {
  if (status === 'done') return 'completed';
  return status === 'in_progress' ? 'in_progress' : 'pending';
}
