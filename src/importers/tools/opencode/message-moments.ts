import { asNumber, isObject } from '../../sources/json-value.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A moment of a message: a part begins, or a tool gives its result. */
export interface Moment {
  /** Position of the part in its message. */
  readonly index: number;
  readonly part: unknown;
  readonly isResult: boolean;
  /** Wall time, ms since 1970 UTC; absent where nothing before it in the message has one. */
  readonly time: number | undefined;
}

/**
 * The moments of a message in the order in which they happened. Parts stay in their order; results of tools that
 * ran at the same time come when they came. A part without a time follows all that stands before it.
 */
export function momentsOf(parts: readonly unknown[]): readonly Moment[] {
  const moments: (Moment & { readonly order: number })[] = [];
  let lastBegin = 0;
  let lastEnd = 0;
  for (const [index, part] of parts.entries()) {
    const { start, end } = spanOf(part);
    const begin = Math.max(lastBegin, start ?? lastEnd);
    lastBegin = begin;
    moments.push({ index, part, isResult: false, time: begin || undefined, order: begin });
    lastEnd = Math.max(lastEnd, begin);
    if (!isAnswered(part)) continue;
    const over = Math.max(begin, end ?? begin);
    lastEnd = Math.max(lastEnd, over);
    moments.push({ index, part, isResult: true, time: over || undefined, order: over });
  }
  return moments.sort((a, b) => a.order - b.order);
}

/** The state of a part that is a tool's, else `undefined`. */
export function stateOf(part: unknown): LogRecord | undefined {
  if (!isObject(part) || part['type'] !== 'tool') return undefined;
  return isObject(part['state']) ? part['state'] : {};
}

function isAnswered(part: unknown): boolean {
  const status = stateOf(part)?.['status'];
  return status === 'completed' || status === 'error';
}

/** When a part, or the tool that it is of, began and ended. */
export function spanOf(part: unknown): { readonly start?: number; readonly end?: number } {
  if (!isObject(part)) return {};
  const time = stateOf(part)?.['time'] ?? part['time'];
  if (!isObject(time)) return {};
  const start = wallTime(time['start'] ?? time['created']);
  const end = wallTime(time['end']);
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}

/** A time in milliseconds since 1970 that a session can have. */
export function wallTime(value: unknown): number | undefined {
  const time = asNumber(value);
  return time === undefined ? undefined : plausibleTime(time);
}
