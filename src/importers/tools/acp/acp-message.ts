import { parseIsoTime, plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A message of the protocol, whatever a recorder has put around it. */
export interface AcpMessage {
  readonly kind: 'request' | 'notification' | 'response' | 'update';
  readonly method?: string;
  /** Id of a request, as text. Both sides count their own. */
  readonly id?: string;
  readonly params: LogRecord;
  readonly result?: unknown;
  readonly error?: LogRecord;
  readonly sessionId?: string;
  /** What a `session/update` says. */
  readonly update?: LogRecord;
  /** A proxy's copy of a message on its way between client and agent. */
  readonly isCopy?: true;
}

/** Keys of a recorder's line that are looked at for a message; the rest of a line may be anything. */
const MAX_KEYS = 30;

/** Keys of a recorder's line that hold its time, best first. */
const TIME_KEYS = ['timestamp', 'ts', 'time', 'at', 'date', 'created_at', 'createdAt', 'received_at', 't'];

/** Finds the message of a line: the line itself, or what stands in one of its fields. */
export function readMessage(record: LogRecord): AcpMessage | undefined {
  const direct = messageIn(record);
  if (direct) return direct;
  for (const value of Object.values(record).slice(0, MAX_KEYS)) {
    const message = isObject(value) ? messageIn(value) : undefined;
    if (message) return message;
  }
  return undefined;
}

/** Replaces a message that a recorder wrote as text by what it says. */
export function withParsedMessage(record: LogRecord): LogRecord {
  if (readMessage(record)) return record;
  for (const [key, value] of Object.entries(record).slice(0, MAX_KEYS)) {
    if (typeof value !== 'string' || !value.trimStart().startsWith('{')) continue;
    const parsed = parse(value);
    if (isObject(parsed) && messageIn(parsed)) return { ...record, [key]: parsed };
  }
  return record;
}

/**
 * Wall time that a recorder gives a line, ms since 1970 UTC: ISO 8601, or a number since 1970 in seconds to
 * nanoseconds. Times that count from the recorder's start are none.
 */
export function recordTime(record: LogRecord): number | undefined {
  for (const key of TIME_KEYS) {
    const time = parseIsoTime(record[key]) ?? epochTime(asNumber(record[key]));
    if (time !== undefined) return time;
  }
  return undefined;
}

function messageIn(value: LogRecord): AcpMessage | undefined {
  if (typeof value['sessionUpdate'] === 'string') return { kind: 'update', params: value, update: value };
  const { method, params, update } = value;
  const id = idOf(value['id']);
  if (typeof method === 'string' && value['protocol'] !== 'mcp') {
    const fields = isObject(params) ? params : {};
    const sessionId = asText(fields['sessionId']);
    const told = method === 'session/update' ? updateIn(fields) : undefined;
    return {
      kind: id === undefined ? 'notification' : 'request',
      method,
      params: fields,
      ...(id !== undefined && { id }),
      ...(sessionId !== undefined && { sessionId }),
      ...(told && { update: told }),
      ...(isBetweenProxies(value) && { isCopy: true }),
    };
  }
  if (isObject(update) && typeof update['sessionUpdate'] === 'string') {
    const sessionId = asText(value['sessionId']);
    return { kind: 'update', params: value, update, ...(sessionId !== undefined && { sessionId }) };
  }
  return id === undefined ? undefined : responseIn(value, id);
}

function responseIn(value: LogRecord, id: string): AcpMessage | undefined {
  const copy = isBetweenProxies(value) && ({ isCopy: true } as const);
  const response = { kind: 'response', id, params: {}, ...copy } as const;
  if (isObject(value['error'])) return { ...response, error: value['error'] };
  if (Object.hasOwn(value, 'result')) return { ...response, result: value['result'] };
  // As a recorder that takes messages apart writes it.
  if (value['type'] !== 'response' || !Object.hasOwn(value, 'payload')) return undefined;
  const { payload } = value;
  return value['is_error'] === true && isObject(payload)
    ? { ...response, error: payload }
    : { ...response, result: payload };
}

/** Some agents write the update's fields beside the session id, not below `update`. */
function updateIn(params: LogRecord): LogRecord | undefined {
  if (isObject(params['update'])) return params['update'];
  return typeof params['sessionUpdate'] === 'string' ? params : undefined;
}

function isBetweenProxies({ from, to }: LogRecord): boolean {
  return typeof from === 'string' && typeof to === 'string' && from !== 'client' && to !== 'client';
}

function idOf(id: unknown): string | undefined {
  return typeof id === 'number' || typeof id === 'string' ? JSON.stringify(id) : undefined;
}

function epochTime(value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const units = [1000, 1, 1e-3, 1e-6];
  return units.map((unit) => plausibleTime(value * unit)).find((time) => time !== undefined);
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
