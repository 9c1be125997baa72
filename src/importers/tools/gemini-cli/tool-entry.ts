import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { PlanEntry } from '../../../format/index.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

/** How the tools of Gemini CLI are shown, and those that its forks renamed; what had two names stands under both. */
const GEMINI_TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['run_shell_command', { kind: 'execute', verb: '', subject: ['command'] }],
  ['read_file', { kind: 'read', verb: 'Read' }],
  ['read_many_files', { kind: 'read', verb: 'Read', subject: ['include', 'paths'] }],
  ['list_directory', { kind: 'read', verb: 'List', subject: ['dir_path', 'path'] }],
  ['write_file', { kind: 'edit', verb: 'Write', path: 'file_path' }],
  ['replace', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['glob', { kind: 'search', verb: 'Find', subject: ['pattern'] }],
  ['grep_search', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['search_file_content', { kind: 'search', verb: 'Search', subject: ['pattern'] }],
  ['google_web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url', 'prompt'] }],
  ['save_memory', { kind: 'other', verb: 'Remember', subject: ['fact'] }],
  ['write_todos', { kind: 'think', verb: 'Update todos' }],
  ['ask_user', { kind: 'other', verb: 'Ask the user' }],
  ['activate_skill', { kind: 'other', verb: 'Use the skill', subject: ['name'] }],
  ['invoke_agent', { kind: 'think', verb: '', subject: ['agent_name'] }],
  ['delegate_to_agent', { kind: 'think', verb: '', subject: ['agent_name'] }],
  ['codebase_investigator', { kind: 'think', verb: 'Investigate', subject: ['objective'] }],
  ['enter_plan_mode', { kind: 'switch_mode', verb: 'Start planning', subject: ['reason'] }],
  [
    'exit_plan_mode',
    { kind: 'switch_mode', verb: 'Present the plan', subject: ['plan_filename', 'plan_path'] },
  ],
  // Of forks: Qwen Code, iFlow.
  ['edit', { kind: 'edit', verb: 'Edit', path: 'file_path' }],
  ['todo_write', { kind: 'think', verb: 'Update todos' }],
  ['agent', { kind: 'think', verb: '', subject: ['description', 'subagent_type'] }],
  ['task', { kind: 'think', verb: '', subject: ['description', 'subagent_type'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['skill', { kind: 'other', verb: 'Use the skill', subject: ['skill', 'name'] }],
  ['ask_user_question', { kind: 'other', verb: 'Ask the user' }],
  ['update_topic', { kind: 'think', verb: 'Topic', subject: ['title'] }],
]);

/** Names that the path of a read file has had. */
const READ_PATHS = ['file_path', 'absolute_path', 'path'];

/** How a call is shown; `undefined` for tools of servers and unknown ones. */
export function toolEntry(name: string, args: unknown): ToolEntry | undefined {
  const entry = GEMINI_TOOLS.get(name);
  const path =
    name === 'read_file' && isObject(args) ? READ_PATHS.find((key) => asText(args[key])) : undefined;
  return entry && path !== undefined ? { ...entry, path } : entry;
}

/** Whether a tool runs shell commands. */
export function isShell(name: string): boolean {
  return name === 'run_shell_command';
}

/** The plan that a call of `write_todos` (of forks: `todo_write`) sets; empty when it sets none. */
export function planOf(name: string, args: unknown): readonly PlanEntry[] {
  if ((name !== 'write_todos' && name !== 'todo_write') || !isObject(args)) return [];
  return asList(args['todos'])
    .filter(isObject)
    .flatMap((todo) => {
      const content = asText(todo['description']) ?? asText(todo['content']);
      return content === undefined ? [] : [{ content, status: statusOf(todo['status']) }];
    });
}

/** A cancelled or blocked todo has no word of its own in a plan: the first is done with, the second is to be done. */
function statusOf(status: unknown): PlanEntry['status'] {
  if (status === 'completed' || status === 'in_progress') return status;
  return status === 'cancelled' ? 'completed' : 'pending';
}
