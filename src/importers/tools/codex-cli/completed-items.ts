/** The items that newer versions (paginated history) write in place of many events, in the words of those events. */

import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** An event of the interface. */
export interface RolloutEvent {
  readonly type: string;
  readonly payload: LogRecord;
}

type ItemReading = (item: LogRecord) => RolloutEvent | undefined;

/**
 * The event that older versions wrote for what an `item_completed` says. What is known of its time goes with it, in
 * `started_at_ms` and `completed_at_ms` (wall time, ms since 1970 UTC).
 *
 * @returns `undefined` for an item of another kind
 */
export function eventOfItem({ item, started_at_ms, completed_at_ms }: LogRecord): RolloutEvent | undefined {
  if (!isObject(item)) return undefined;
  const event = READINGS.get(itemType(item))?.(item);
  return event && { ...event, payload: { ...event.payload, is_item: true, started_at_ms, completed_at_ms } };
}

/** Kind of an item with its first letter in upper case, as rollouts write it. */
export function itemType({ type }: LogRecord): string {
  const name = asText(type) ?? '';
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const READINGS: ReadonlyMap<string, ItemReading> = new Map<string, ItemReading>([
  ['UserMessage', prompt],
  [
    'AgentMessage',
    ({ id, content, text, phase }) => event('agent_message', { id, message: words(content) ?? text, phase }),
  ],
  ['Reasoning', thought],
  [
    'CommandExecution',
    ({ id, cwd, ...rest }) =>
      event('exec_command_end', { ...rest, call_id: id, cwd: pathOf(cwd), cwd_url: cwd }),
  ],
  [
    'FileChange',
    ({ id, status, ...rest }) =>
      event('patch_apply_end', { ...rest, call_id: id, status, success: !hasFailed(status) }),
  ],
  ['McpToolCall', serverCall],
  ['DynamicToolCall', ({ id, ...rest }) => event('dynamic_tool_call_response', { ...rest, call_id: id })],
  ['CollabAgentToolCall', ({ id, ...rest }) => event('collab_agent_call', { ...rest, call_id: id })],
  ['SubAgentActivity', (item) => event('sub_agent_activity', item)],
  ['WebSearch', ({ id, query, action, results }) => event('web_search_end', { id, query, action, results })],
  ['Extension', extension],
  ['ImageView', ({ id, path }) => event('view_image_tool_call', { call_id: id, path })],
  ['ImageGeneration', (item) => event('image_generation_end', { ...item, call_id: item['id'] })],
  ['EnteredReviewMode', ({ review }) => event('entered_review_mode', { user_facing_hint: review })],
  ['ExitedReviewMode', ({ review }) => event('exited_review_mode', { review })],
  ['ContextCompaction', () => event('context_compacted', {})],
]);

function event(type: string, payload: LogRecord): RolloutEvent {
  return { type, payload: { ...payload, type } };
}

function prompt({ content, id }: LogRecord): RolloutEvent {
  const parts = asList(content).filter(isObject);
  const urls = parts.flatMap((part) => asText(part['image_url']) ?? asText(part['url']) ?? []);
  const paths = parts.flatMap((part) => asText(part['path']) ?? []);
  return event('user_message', { id, message: words(content) ?? '', images: urls, local_images: paths });
}

function thought({ id, summary_text: summary, raw_content: raw }: LogRecord): RolloutEvent {
  const parts = [...asList(summary), ...asList(raw)].flatMap((part) => asText(part) ?? []);
  return event('agent_reasoning', { id, text: parts.join('\n\n'), parts });
}

function serverCall({ id, server, tool, arguments: input, result, error, ...rest }: LogRecord): RolloutEvent {
  const failure = asText(error) ?? (isObject(error) ? asText(error['message']) : undefined);
  return event('mcp_tool_call_end', {
    ...rest,
    call_id: id,
    invocation: { server, tool, arguments: input },
    result: failure === undefined ? result : { Err: failure },
  });
}

/** What an extension did: those that are known search the web. */
function extension({ id, query, action, results }: LogRecord): RolloutEvent | undefined {
  if (asText(query) === undefined && !isObject(action)) return undefined;
  return event('web_search_end', { id, query, action, results });
}

/** Whether a command, a patch or a call did not do what was asked of it. */
export function hasFailed(status: unknown): boolean {
  return status === 'failed' || status === 'declined';
}

/** The texts of an item's parts, a line each; `undefined` where there are none. */
function words(content: unknown): string | undefined {
  const texts = asList(content).flatMap((part) => (isObject(part) ? (asText(part['text']) ?? []) : []));
  return texts.length === 0 ? undefined : texts.join('\n');
}

/** The path that a `file:` URL names; other texts are paths already. Of another computer: text only. */
function pathOf(cwd: unknown): string | undefined {
  const place = asText(cwd);
  if (!place?.startsWith('file://')) return place;
  const path = place.slice('file://'.length);
  try {
    return decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:)/, '');
  } catch {
    return path;
  }
}

/** When what an item tells of began and ended, wall times in ms since 1970 UTC. */
export interface ItemTimes {
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** The times of an event that was an item. */
export function itemTimes({ started_at_ms, completed_at_ms }: LogRecord): ItemTimes {
  const time = (value: unknown): number | undefined => {
    const number = asNumber(value);
    return number === undefined || number <= 0 ? undefined : number;
  };
  return { start: time(started_at_ms), end: time(completed_at_ms) };
}
