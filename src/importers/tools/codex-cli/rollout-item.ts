/** The two shapes in which rollouts are written, as one. */

import { isObject, asList, asText } from '../../sources/json-value.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Kinds of records: what the model saw (`response_item`), what the interface showed (`event_msg`), and facts. */
export type RolloutKind =
  'session_meta' | 'turn_context' | 'response_item' | 'event_msg' | 'compacted' | 'state';

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

/** @returns `undefined` for a record that is in neither shape */
export function itemOf(record: LogRecord): RolloutItem | undefined {
  const { type, payload } = record;
  if (isObject(payload)) {
    if (typeof type !== 'string' || !WRAPPED.has(type)) return undefined;
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

/** Wall time of a record, ms since 1970 UTC. */
export function timeOfRecord(record: LogRecord): number | undefined {
  return parseIsoTime(record['timestamp']);
}

/** Name of a record's kind, for the report. */
export function kindOfRecord(record: LogRecord): string {
  const item = itemOf(record);
  const name = item ? `${item.kind} ${item.type}`.trim() : (asText(record['type']) ?? 'record');
  return name.slice(0, 80);
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
