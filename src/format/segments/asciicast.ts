/**
 * Lines of `terminal/<id>.cast`: asciicast v3 (spec section 11).
 *
 * Intervals are seconds since the event before. Session times are whole milliseconds, so an interval has at most
 * three decimals, and the intervals of a track add up to its times exactly.
 */

import type { ShownCall, TerminalEvent, TerminalHeader, TerminalKeyframe } from '../events.ts';
import { isCount, isObject } from './json-value.ts';

/** Cells of a terminal, as `COLSxROWS` says it. */
export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

/**
 * One event line without its line end.
 *
 * @param clock - session time of the event before, ms
 */
export function formatTerminalEvent(event: TerminalEvent, clock: number): string {
  return JSON.stringify([(event.t - clock) / 1000, event.code, event.data]);
}

/**
 * Adds up intervals. Recordings of other tools have microseconds; the fraction of a millisecond that an event
 * time leaves over is carried to the next, so that times never drift.
 */
export class IntervalClock {
  #micros: number;

  /** @param start - session time before the first interval, ms */
  constructor(start: number) {
    this.#micros = start * 1000;
  }

  /** @returns session time after `interval` seconds more, ms */
  advance(interval: number): number {
    this.#micros += Math.round(interval * 1e6);
    return Math.round(this.#micros / 1000);
  }
}

/** Whether a parsed line is an event `[interval, code, data]` whose interval can be added up. */
export function isTerminalLine(value: unknown): value is [number, string, unknown] {
  if (!Array.isArray(value)) return false;
  const [interval, code] = value as unknown[];
  // 2^53 ms; the clock counts microseconds in a double, which at that size are long lost, but no NaN comes of it.
  const timed = typeof interval === 'number' && interval >= 0 && interval <= Number.MAX_SAFE_INTEGER / 1000;
  return timed && typeof code === 'string';
}

/** Reads the header line; `undefined` when it is no asciicast v3 header. */
export function readHeader(value: unknown): TerminalHeader | undefined {
  if (!isObject(value) || value['version'] !== 3 || !isObject(value['term'])) return undefined;
  return isSize(value['term']) ? (value as TerminalHeader) : undefined;
}

/** Reads the data of an `r` event; `undefined` when it is not `COLSxROWS`. */
export function readResize(data: string): TerminalSize | undefined {
  const match = /^(\d{1,9})x(\d{1,9})$/.exec(data);
  const size = match && { cols: Number(match[1]), rows: Number(match[2]) };
  return size && isSize(size) ? size : undefined;
}

/** Reads the keyframe of a terminal; `undefined` when it is none. What it says of calls is left out where it is wrong. */
export function readTerminalKeyframe(value: unknown): TerminalKeyframe | undefined {
  if (!isObject(value) || !isSize(value) || typeof value['data'] !== 'string') return undefined;
  const { calls, ...keyframe } = value as unknown as TerminalKeyframe;
  return { ...keyframe, ...(areShownCalls(calls, keyframe) && { calls }) };
}

/** Rows ascend, so that there are at most as many as the screen has. */
function areShownCalls(value: unknown, { rows }: TerminalSize): value is readonly ShownCall[] {
  if (!Array.isArray(value)) return false;
  let next = 0;
  return value.every((start: unknown) => {
    if (!isObject(start) || !isCount(start['row']) || typeof start['call'] !== 'string') return false;
    const isBelow = start['row'] >= next && start['row'] < rows;
    next = start['row'] + 1;
    return isBelow;
  });
}

function isSize({ cols, rows }: { readonly cols?: unknown; readonly rows?: unknown }): boolean {
  return isCount(cols) && isCount(rows) && cols >= 1 && rows >= 1;
}
