import { oneLine } from '../../records/tool-calls.ts';
import { describeCall } from '../../records/tool-description.ts';
import type { ToolDescription, ToolEntry } from '../../records/tool-description.ts';

/** How Codex's own tools are shown. */
const TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['apply_patch', { kind: 'edit', verb: 'Edit' }],
  ['exec', { kind: 'execute', verb: 'Run script' }],
  ['update_plan', { kind: 'think', verb: 'Update plan' }],
  ['view_image', { kind: 'read', verb: 'View', path: 'path' }],
  ['read_file', { kind: 'read', verb: 'Read', path: 'file_path' }],
  ['list_dir', { kind: 'read', verb: 'List', path: 'dir_path' }],
  ['grep_files', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['tool_search', { kind: 'search', verb: 'Search tools for', subject: ['query'] }],
  [
    'spawn_agent',
    { kind: 'think', verb: 'Start agent', subject: ['task_name', 'message', 'prompt', 'agent_type'] },
  ],
  ['send_input', { kind: 'think', verb: 'Tell agent', subject: ['message', 'prompt', 'id'] }],
  ['send_message', { kind: 'think', verb: 'Tell agent', subject: ['message', 'target'] }],
  ['followup_task', { kind: 'think', verb: 'Tell agent', subject: ['message', 'target'] }],
  ['resume_agent', { kind: 'think', verb: 'Resume agent', subject: ['id'] }],
  ['agent', { kind: 'think', verb: 'Agents:', subject: ['prompt'] }],
  ['wait', { kind: 'think', verb: 'Wait for agents' }],
  ['wait_agent', { kind: 'think', verb: 'Wait for agents' }],
  ['close_agent', { kind: 'think', verb: 'Close agent', subject: ['id', 'target'] }],
  ['request_user_input', { kind: 'other', verb: 'Ask the user' }],
  ['image_generation', { kind: 'other', verb: 'Make an image:', subject: ['revised_prompt', 'prompt'] }],
]);

/** Name of a call's tool: those of servers have the server in a field of its own, or before `__`. */
export function toolName(name: string, namespace: string | undefined): string {
  return namespace === undefined || isOwn(namespace) ? name : `${namespace}__${name.replace(/^_+/, '')}`;
}

/** Namespaces of Codex itself: `multi_agent_v1`, `functions`. */
function isOwn(namespace: string): boolean {
  return !namespace.startsWith('mcp__');
}

/** A call as people read it; commands are described where they are known as such. */
export function describeTool(
  name: string,
  input: unknown,
  options: { readonly without?: ReadonlySet<string>; readonly subject?: string } = {},
): ToolDescription {
  const entry = TOOLS.get(name);
  const isServer = !entry && name.includes('__') && !name.startsWith('mcp__');
  return describeCall(isServer ? `mcp__${name}` : name, input, entry, options);
}

/** Files that are named with a patch. */
const MAX_NAMED_FILES = 100;

/** A patch as people read it: by its files. */
export function describePatched(paths: readonly string[]): ToolDescription {
  const files = [...new Set(paths)].slice(0, MAX_NAMED_FILES);
  const title = files.length === 0 ? 'Edit' : `Edit ${files.join(', ')}`;
  return { title: oneLine(title), kind: 'edit', locations: files.map((path) => ({ path })) };
}

/** A command as people read it: the command alone. */
export function describeCommand(command: string, input: unknown, title = command): ToolDescription {
  const entry: ToolEntry = { kind: 'execute', verb: '' };
  return describeCall('Run a command', input, entry, { subject: oneLine(title) });
}

/** What a search of the web was for, as the model asked for it. */
export function describeSearch(action: Readonly<Record<string, unknown>>): ToolDescription {
  const { type, url, pattern } = action;
  const place = typeof url === 'string' ? url : '';
  if ((type === 'open_page' || type === 'openPage') && place !== '')
    return describeCall('web_search', action, { kind: 'fetch', verb: 'Open' }, { subject: place });
  if (type === 'find_in_page' || type === 'findInPage' || type === 'find') {
    const subject = `${typeof pattern === 'string' ? `${pattern} in ` : ''}${place}`;
    return describeCall('web_search', action, { kind: 'fetch', verb: 'Find' }, { subject });
  }
  return describeTool('web_search', action);
}
