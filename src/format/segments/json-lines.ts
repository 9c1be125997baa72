/** Lines of `transcript/<id>.ndjson` and `changes/<id>.ndjson` (spec sections 7, 9 and 10). */

import type { ChangeEvent, KeyframeLine, TranscriptEvent } from '../events.ts';
import { isCount, isObject, type UnknownObject } from './json-value.ts';

/** A keyframe line as it was parsed: nothing is known of the keyframe's members yet. */
export interface ParsedKeyframeLine extends Omit<KeyframeLine, 'keyframe'> {
  readonly keyframe?: object | undefined;
}

/** The keyframe line without its line end. */
export function formatKeyframeLine({ segment, time, keyframe }: ParsedKeyframeLine): string {
  return JSON.stringify({ segment, time, ...(keyframe && { keyframe }) });
}

/** Whether a parsed line is a keyframe line, and not an event. */
export function isKeyframeLine(value: UnknownObject): boolean {
  return 'segment' in value && !('t' in value);
}

/** Whether a line (in a `.cast`: a comment without its `#`) begins like a keyframe line. Costs no parsing. */
export function isKeyframeText(text: string): boolean {
  return /^\{\s*"segment"\s*:/.test(text);
}

/** Reads a keyframe line; `undefined` when its members are not what they must be. */
export function readKeyframeLine(value: UnknownObject): ParsedKeyframeLine | undefined {
  const { segment, time, keyframe } = value;
  if (!isCount(segment) || !isCount(time)) return undefined;
  return { segment, time, keyframe: isObject(keyframe) ? keyframe : undefined };
}

/** Says what is wrong with a parsed event of the transcript, or `undefined`. */
export function transcriptFault(value: unknown): string | undefined {
  if (!isObject(value)) return 'is no JSON object';
  if (typeof value['sessionUpdate'] !== 'string') return 'has no "sessionUpdate"';
  return eventFault(value);
}

/** Says what is wrong with a parsed event of the changes, or `undefined`. */
export function changeFault(value: unknown): string | undefined {
  if (!isObject(value)) return 'is no JSON object';
  if (typeof value['path'] !== 'string') return 'has no "path"';
  if (typeof value['op'] !== 'string') return 'has no "op"';
  return eventFault(value);
}

function eventFault(value: UnknownObject): string | undefined {
  if (!isCount(value['t'])) return 'has no time "t" in whole milliseconds';
  if (typeof value['id'] !== 'string') return 'has no "id"';
  return undefined;
}

/** The lines of a text, one at a time: a list of all lines of a hostile segment would be many times its size. */
export function* linesOf(text: string): Generator<string> {
  for (let at = 0; at <= text.length;) {
    const end = text.indexOf('\n', at);
    yield text.slice(at, end === -1 ? text.length : end);
    if (end === -1) return;
    at = end + 1;
  }
}

/** One event line without its line end. */
export function formatEvent(event: TranscriptEvent | ChangeEvent): string {
  return JSON.stringify(event);
}
