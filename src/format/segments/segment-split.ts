import { isKeyframeText, readKeyframeLine } from './json-lines.ts';
import { isObject, parseJson } from './json-value.ts';

/** A segment found in an inflated track. */
export interface SplitSegment {
  /** Number and session time (ms) of its keyframe line; of the first, 0 where it has none. */
  readonly number: number;
  readonly time: number;
  /** Whole lines; a view of the track. */
  readonly bytes: Uint8Array;
}

const NEWLINE = 0x0a;
const PREFIX_SIZE = 32;
/** Deep enough for every keyframe; what is deeper is no cut. */
const MAX_DEPTH = 512;

/**
 * Cuts an inflated track before each keyframe line that can be read. What stands before the first, such as the
 * header of a recording, belongs to the first segment.
 */
export function splitSegments(track: Uint8Array): SplitSegment[] {
  const cuts: { at: number; number: number; time: number }[] = [];
  for (let at = 0; at < track.length; at = lineEnd(track, at)) {
    const line = keyframeLineAt(track, at);
    if (!line) continue;
    const { segment, time } = line;
    const last = cuts.at(-1);
    // Times and numbers that go back would make the track impossible to search.
    if (last && (time < last.time || segment <= last.number)) continue;
    cuts.push({ at: cuts.length === 0 ? 0 : at, number: segment, time });
  }
  if (cuts.length === 0) cuts.push({ at: 0, number: 0, time: 0 });
  return cuts.map(({ at, number, time }, index) => ({
    number,
    time,
    bytes: track.subarray(at, cuts[index + 1]?.at ?? track.length),
  }));
}

function keyframeLineAt(track: Uint8Array, at: number): { segment: number; time: number } | undefined {
  const decoder = new TextDecoder();
  const first = track[at];
  if (first !== 0x7b && first !== 0x23) return undefined;
  const uncomment = (text: string) => text.replace(/^#\s*/, '');
  if (!isKeyframeText(uncomment(decoder.decode(track.subarray(at, at + PREFIX_SIZE))))) return undefined;
  const text = uncomment(decoder.decode(track.subarray(at, lineEnd(track, at))));
  const value = parseJson(text, MAX_DEPTH);
  return isObject(value) ? readKeyframeLine(value) : undefined;
}

/** Offset of the line after the one at `at`. */
function lineEnd(track: Uint8Array, at: number): number {
  const end = track.indexOf(NEWLINE, at);
  return end === -1 ? track.length : end + 1;
}
