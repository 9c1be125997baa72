import type { PlanEntry } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

/** How the tools of Copilot CLI are shown. */
const COPILOT_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['bash', { kind: 'execute', verb: '', subject: ['command'] }],
  ['powershell', { kind: 'execute', verb: '', subject: ['command'] }],
  ['read_bash', { kind: 'execute', verb: 'Output of', subject: ['shellId', 'sessionId'] }],
  ['write_bash', { kind: 'execute', verb: 'Type', subject: ['input'] }],
  ['stop_bash', { kind: 'execute', verb: 'Stop', subject: ['shellId', 'sessionId'] }],
  ['read_powershell', { kind: 'execute', verb: 'Output of', subject: ['shellId', 'sessionId'] }],
  ['write_powershell', { kind: 'execute', verb: 'Type', subject: ['input'] }],
  ['stop_powershell', { kind: 'execute', verb: 'Stop', subject: ['shellId', 'sessionId'] }],
  ['view', { kind: 'read', verb: 'Read', path: 'path' }],
  ['create', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['edit', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['str_replace_editor', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['apply_patch', { kind: 'edit', verb: 'Patch' }],
  ['grep', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['rg', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['ask_user', { kind: 'other', verb: 'Ask:', subject: ['question'] }],
  ['task', { kind: 'think', verb: '', subject: ['description', 'agent_type', 'name'] }],
  ['skill', { kind: 'read', verb: 'Skill', subject: ['skill', 'name'] }],
  ['update_todo', { kind: 'think', verb: 'Update todos' }],
  ['sql', { kind: 'other', verb: 'SQL:', subject: ['description', 'query'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['exit_plan_mode', { kind: 'switch_mode', verb: 'Leave plan mode' }],
]);

/** How a tool is shown; `str_replace_editor` is several tools of older versions. */
export function toolEntry(name: string, input: LogRecord): ToolEntry | undefined {
  if (name === 'str_replace_editor' && input['command'] === 'view') return COPILOT_TOOLS.get('view');
  return COPILOT_TOOLS.get(name);
}

/** Input of a call: an object, or JSON in a string, or a text (patches). */
export function inputOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : value;
  } catch {
    return value;
  }
}

/**
 * What a call puts at the prompt of a shell: its command; for a command that runs on, what is done with it as a
 * comment.
 *
 * @param running - commands by the id of their shell
 */
export function commandOf(
  name: string,
  input: LogRecord,
  running: ReadonlyMap<string, string>,
): string | undefined {
  const [verb, shell] = /^(?:(read|write|stop)_)?(bash|powershell)$/.exec(name)?.slice(1) ?? [];
  if (shell === undefined) return undefined;
  if (verb === undefined) return asText(input['command']);
  const id = shellOf(input) ?? '';
  const command = running.get(id) ?? `shell ${id}`;
  if (verb === 'read') return `# more of: ${command}`;
  if (verb === 'stop') return `# stop: ${command}`;
  return `# to ${command}: ${asText(input['input']) ?? ''}`;
}

/** Id of the shell that a command runs in. */
export function shellOf(input: LogRecord): string | undefined {
  return asText(input['shellId']) ?? asText(input['sessionId']);
}

/** Entries of a plan that are read. */
const MAX_ENTRIES = 1000;

/** A list of Markdown tasks (`- [x] done`) as a plan; `undefined` when there is none. */
export function planOf(todos: unknown): readonly PlanEntry[] | undefined {
  const lines = asText(todos)?.split('\n', MAX_ENTRIES) ?? [];
  const entries = lines.flatMap((line): PlanEntry[] => {
    const match = /^\s*(?:[-*]|\d{1,4}\.)\s+\[(.)\]\s+(\S.*)$/.exec(line);
    return match ? [{ content: match[2]!.trimEnd(), status: statusOf(match[1]!) }] : [];
  });
  return entries.length === 0 ? undefined : entries;
}

function statusOf(mark: string): PlanEntry['status'] {
  if (mark === 'x' || mark === 'X') return 'completed';
  return mark === ' ' ? 'pending' : 'in_progress';
}
