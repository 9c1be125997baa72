/** The two shapes in which rollouts are written, as one. */

import { isObject, asList, asText } from '../../sources/json-value.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { eventOfItem, itemTimes, itemType } from './completed-items.ts';

/** Kinds of records: what the model saw (`response_item`), what the interface showed (`event_msg`), and facts. */
export type RolloutKind =
  | 'session_meta'
  | 'turn_context'
  | 'response_item'
  | 'event_msg'
  | 'compacted'
  | 'token_usage_record'
  | 'world_state'
  | 'inter_agent_communication_metadata'
  | 'state';

/** What a line of a rollout says, whatever it is wrapped in. */
export interface RolloutItem {
  readonly kind: RolloutKind;
  /** Kind within `response_item` and `event_msg`; else empty. */
  readonly type: string;
  readonly payload: LogRecord;
}

const WRAPPED: ReadonlySet<string> = new Set([
  'session_meta',
  'turn_context',
  'response_item',
  'event_msg',
  'compacted',
  'token_usage_record',
  'world_state',
  'inter_agent_communication_metadata',
]);

/** What the rollouts of 2025 hold without a wrapper. */
const BARE: ReadonlySet<string> = new Set([
  'message',
  'reasoning',
  'function_call',
  'function_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
  'local_shell_call',
  'web_search_call',
]);

/**
 * What a record says; an item of paginated history comes as the event that older versions wrote for it.
 *
 * @returns `undefined` for a record that is in neither shape
 */
export function itemOf(record: LogRecord): RolloutItem | undefined {
  const { type, payload } = record;
  if (isObject(payload)) {
    if (typeof type !== 'string' || !WRAPPED.has(type)) return undefined;
    const event = payload['type'] === 'item_completed' ? eventOfItem(payload) : undefined;
    if (event) return { kind: 'event_msg', ...event };
    return { kind: type as RolloutKind, type: asText(payload['type']) ?? '', payload };
  }
  if (payload !== undefined) return undefined;
  if (typeof type === 'string' && BARE.has(type)) return { kind: 'response_item', type, payload: record };
  if (record['record_type'] === 'state') return { kind: 'state', type: '', payload: record };
  return isOldHeader(record) ? { kind: 'session_meta', type: '', payload: record } : undefined;
}

/** First line of the rollouts of 2025: `{id, timestamp, instructions, git?}`. */
export function isOldHeader(record: LogRecord): boolean {
  const { type, id, timestamp } = record;
  return type === undefined && typeof id === 'string' && timestamp !== undefined && 'instructions' in record;
}

/** What an item tells of is believed to have begun this long before it was written, at most: 1 hour in ms. */
const MAX_ITEM_SPAN = 3_600_000;

/**
 * Wall time of a record, ms since 1970 UTC. What an item tells of, a command or a change, began before the item was
 * written.
 */
export function timeOfRecord(record: LogRecord): number | undefined {
  const written = parseIsoTime(record['timestamp']);
  const { payload } = record;
  if (written === undefined || !isObject(payload) || payload['type'] !== 'item_completed') return written;
  const { start } = itemTimes(payload);
  return start !== undefined && start <= written && written - start < MAX_ITEM_SPAN ? start : written;
}

/** Name of a record's kind, for the report. */
export function kindOfRecord(record: LogRecord): string {
  const { type, payload } = record;
  const names = [type, ...(isObject(payload) ? [payload['type'], itemName(payload)] : [])].flatMap(
    (name) => asText(name) ?? [],
  );
  if (payload === undefined) return kindOfBare(record).slice(0, 80);
  return (names.length === 0 ? 'record' : names.join(' ')).slice(0, 80);
}

function kindOfBare(record: LogRecord): string {
  const item = itemOf(record);
  return item ? `${item.kind} ${item.type}`.trim() : (asText(record['type']) ?? 'record');
}

/** Kind of the item that an `item_completed` holds. */
function itemName({ item }: LogRecord): string | undefined {
  return isObject(item) ? itemType(item) : undefined;
}

/** The text parts of a message or output: `content[].text`, or the content where it is a string. */
export function textParts(content: unknown): readonly string[] {
  if (typeof content === 'string') return content === '' ? [] : [content];
  return asList(content).flatMap((part) => {
    const words = isObject(part) ? asText(part['text']) : undefined;
    return words === undefined ? [] : [words];
  });
}

/** A JSON object that stands in a string; `undefined` when the string is none, or is not what it seems. */
export function parseObject(json: string): Record<string, unknown> | undefined {
  if (!/^\s*\{/.test(json)) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A duration as Codex writes it, `{secs, nanos}`, in ms. */
export function durationOf(value: unknown): number | undefined {
  if (!isObject(value)) return undefined;
  const { secs, nanos = 0 } = value;
  if (typeof secs !== 'number' || typeof nanos !== 'number') return undefined;
  const duration = Math.round(secs * 1000 + nanos / 1e6);
  return Number.isSafeInteger(duration) && duration >= 0 ? duration : undefined;
}

/** Events about other agents, and the tool that each is of. */
const COLLABORATION: ReadonlyMap<string, string> = new Map([
  ['collab_agent_spawn_end', 'spawn_agent'],
  ['collab_agent_interaction_end', 'send_input'],
  ['collab_waiting_end', 'wait'],
  ['collab_close_end', 'close_agent'],
  ['collab_resume_end', 'resume_agent'],
]);

/** Name of the tool that an event about other agents is of; `undefined` for other events. */
export function collaborationTool(type: string, { tool }: LogRecord): string | undefined {
  return type === 'collab_agent_call' ? (asText(tool) ?? 'agent') : COLLABORATION.get(type);
}

/** Sessions of other agents that an event about them names. */
export function agentsOf({
  new_thread_id,
  agent_thread_id,
  receiver_thread_ids,
}: LogRecord): readonly string[] {
  return [new_thread_id, agent_thread_id, ...asList(receiver_thread_ids)].flatMap((id) => asText(id) ?? []);
}

/** The texts of an event of reasoning: an item has several. */
export function thoughtParts({ text, parts }: LogRecord): readonly string[] {
  return (Array.isArray(parts) ? asList(parts) : [text]).flatMap((part) =>
    asText(part) === undefined || part === '' ? [] : [String(part)],
  );
}

/** An event of old versions that repeats injected text. */
export function isInjectedEvent({ kind }: LogRecord): boolean {
  return typeof kind === 'string' && kind !== 'plain';
}

/** What tells a search of the web from others: the query, else where it went. */
export function searchText({ action, query }: LogRecord): string {
  const asked = isObject(action) ? action : {};
  const [first] = asList(asked['queries']);
  const words = [query, asked['query'], first, asked['url']].map(asText).find((part) => part !== undefined);
  return words ?? '';
}
