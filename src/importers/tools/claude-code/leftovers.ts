import type { Json, JsonObject, SessionEvent } from '../../../format/index.ts';
import { asJson, isObject } from '../../sources/json-value.ts';
import type { ShownText } from '../../kept/shown-text.ts';
import { LEFT_OUT_FIELDS, LEFT_OUT_PARTS, MESSAGE_FIELDS, RECORD_FIELDS } from './left-out.ts';
import { messageOf } from './records.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Shorter strings outside of known fields are names of states and the like. */
const MIN_TEXT = 24;

/**
 * What a record says that none of its events does: fields of messages that this version does not know, and any
 * other text that found no place. The safety net under the translation: nothing is lost because it was not foreseen.
 *
 * @param shown - the texts of the record's events, and those known to stand elsewhere
 * @returns path → value, or `undefined` when nothing is left
 */
export function leftovers(record: LogRecord, shown: ShownText): JsonObject | undefined {
  const left = new Map<string, Json>(unknownFields(record));
  const unknown = [...left.keys()];
  for (const [path, text] of texts(record, '')) {
    if (shown.has(text) || isUnder(path, unknown)) continue;
    left.set(path, shown.unseen(text) ?? text);
  }
  return left.size === 0 ? undefined : Object.fromEntries<Json>(left);
}

function isUnder(path: string, fields: readonly string[]): boolean {
  return fields.some(
    (field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`),
  );
}

/** Gathers the texts of events. */
export function showEvents(shown: ShownText, events: readonly SessionEvent[]): void {
  for (const event of events) shown.addAll(event);
}

/** Fields of messages that are new to this version, whatever they hold. */
function* unknownFields(record: LogRecord): Generator<[string, Json]> {
  if (record['type'] !== 'user' && record['type'] !== 'assistant') return;
  const isError = record['isApiErrorMessage'] === true;
  for (const [key, value] of Object.entries(record)) {
    if (RECORD_FIELDS.has(key) || (isError && (key === 'error' || key === 'apiErrorStatus'))) continue;
    if (holdsSomething(value)) yield [key, asJson(value)];
  }
  for (const [key, value] of Object.entries(messageOf(record) ?? {})) {
    if (!MESSAGE_FIELDS.has(key) && holdsSomething(value)) yield [`message.${key}`, asJson(value)];
  }
}

function holdsSomething(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== null && value !== undefined && value !== '' && value !== false;
}

function* texts(value: unknown, path: string): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') {
    if (value.length >= MIN_TEXT) yield [path, value];
  } else if (Array.isArray(value)) {
    for (const [index, item] of (value as unknown[]).entries()) yield* texts(item, `${path}[${index}]`);
  } else if (isObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      if (LEFT_OUT_PARTS.has(key)) continue;
      if (typeof child === 'string' && (LEFT_OUT_FIELDS.has(key) || isVendorId(value, key))) continue;
      yield* texts(child, path === '' ? key : `${path}.${key}`);
    }
  }
}

/** Ids of messages and calls, which have ids of their own in events. */
function isVendorId(owner: LogRecord, key: string): boolean {
  return key === 'id' && (owner['type'] === 'message' || owner['type'] === 'tool_use' || 'role' in owner);
}
