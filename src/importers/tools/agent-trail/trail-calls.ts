import type { JsonObject } from '../../../format/index.ts';
import { asJson, compact, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { describeCall } from '../../records/tool-description.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import { inputsOfChange } from './trail-changes.ts';
import { usageOf } from './message-content.ts';

/** The tools that Agent Trail names. `mcp_call` and `other` stand for tools of any other name. */
const TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['file_read', { kind: 'read', verb: 'Read', path: 'path' }],
  ['file_write', { kind: 'edit', verb: 'Write', path: 'path' }],
  ['file_edit', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['file_patch', { kind: 'edit', verb: 'Patch' }],
  ['file_list', { kind: 'read', verb: 'List', path: 'path' }],
  ['file_search', { kind: 'search', verb: 'Search', subject: ['query'] }],
  ['shell_command', { kind: 'execute', verb: '', subject: ['command'] }],
  ['shell_output', { kind: 'execute', verb: 'Output of', subject: ['command_id'] }],
  ['shell_input', { kind: 'execute', verb: 'Type', subject: ['input'] }],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['web_search', { kind: 'fetch', verb: 'Search the web for', subject: ['query'] }],
  ['tool_search', { kind: 'search', verb: 'Look for tools:', subject: ['query'] }],
  ['notebook_edit', { kind: 'edit', verb: 'Edit', path: 'path' }],
  ['subagent_invoke', { kind: 'think', verb: '', subject: ['task'] }],
]);

/** Paths of a patch that its title names. */
const MAX_NAMED_FILES = 3;

/** Writes a call of a tool. */
export function writeCall(writer: SessionWriter, id: string, payload: LogRecord): void {
  const tool = asText(payload['tool']) ?? '';
  const input = payload['args'];
  const fields = isObject(input) ? input : {};
  const { name, inner } = nameOf(tool, fields);
  const command = tool === 'shell_command' ? asText(fields['command']) : undefined;
  const usage = usageOf(payload['usage']);
  // Arguments that were cut short do not tell what the change was.
  const inChange = payload['truncated'] === true ? [] : inputsOfChange(tool, fields);
  const description = describeCall(name, inner ?? input, TOOLS.get(tool), { subject: patchedFiles(fields) });
  const cut = compact(
    ['truncated', 'args_size', 'overflow_ref'].map((key) => [key, ofTruncation(payload, key)]),
  );
  const rawInput: JsonObject | undefined =
    inner === undefined && !cut
      ? description.rawInput
      : compact(Object.entries({ ...description.rawInput, ...headersOf(fields), ...cut }));
  writer.call({
    id,
    name,
    input,
    description: { ...description, ...(rawInput && { rawInput }) },
    inChange,
    ...(command !== undefined && { command: { command, cwd: asText(fields['cwd']) } }),
    ...(usage && { meta: { usage } }),
  });
}

/** Writes questions to the user as a call; the answer is its result. */
export function writeQuestion(writer: SessionWriter, id: string, payload: LogRecord): boolean {
  const questions = asList(payload['questions']).filter(isObject);
  const title = questions.map((question) => asText(question['question'])).find(Boolean);
  if (title === undefined) return false;
  writer.call({
    id,
    name: 'user_query',
    input: payload,
    description: {
      title: oneLine(title),
      kind: 'other',
      locations: [],
      rawInput: { questions: asJson(payload['questions']) },
    },
  });
  return true;
}

/** Of a tool of any other name: that name, and what it was given. */
function nameOf(tool: string, fields: LogRecord): { readonly name: string; readonly inner?: LogRecord } {
  const inner = isObject(fields['args']) ? fields['args'] : {};
  if (tool === 'other') return { name: asText(fields['name']) ?? tool, inner };
  if (tool !== 'mcp_call') return { name: tool };
  const parts = [asText(fields['server']), asText(fields['tool'])].filter((part) => part !== undefined);
  return { name: parts.length === 0 ? tool : `mcp__${parts.join('__')}`, inner };
}

function patchedFiles({ files }: LogRecord): string | undefined {
  const paths = asList(files).flatMap((file) => (isObject(file) ? (asText(file['path']) ?? []) : []));
  if (paths.length === 0) return undefined;
  const rest = paths.length > MAX_NAMED_FILES ? ` and ${paths.length - MAX_NAMED_FILES} more` : '';
  return `${paths.slice(0, MAX_NAMED_FILES).join(', ')}${rest}`;
}

function headersOf({ headers }: LogRecord): JsonObject {
  return headers === undefined ? {} : { headers: asJson(headers) };
}

function ofTruncation(payload: LogRecord, key: string) {
  const value = payload[key];
  return value === undefined || value === null || value === false ? undefined : asJson(value);
}
