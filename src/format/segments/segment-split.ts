import { readKeyframeLine } from './json-lines.ts';
import { MAX_JSON_VALUES, isObject, parseJson } from './json-value.ts';

/** A segment found in an inflated track. */
export interface SplitSegment {
  /** Number and session time (ms) of its keyframe line; of the first, 0 where it has none. */
  readonly number: number;
  readonly time: number;
  /** Whole lines; a view of the track. */
  readonly bytes: Uint8Array;
}

const NEWLINE = 0x0a;
const BRACE = 0x7b;
const HASH = 0x23;
const SPACE = 0x20;
const SEGMENT_KEY = new TextEncoder().encode('"segment"');
/** Spaces that are skipped at a place where none need stand. */
const MAX_SPACES = 16;
/** Deep enough for every keyframe; what is deeper is no cut. */
const MAX_DEPTH = 512;
/** Keyframe lines that are looked at however close they stand; further ones count where they are this far apart, bytes. */
const MAX_CLOSE_LINES = 1024;
const MIN_DISTANCE = 64 * 1024;

/**
 * Cuts an inflated track before each keyframe line that can be read. What stands before the first, such as the
 * header of a recording, belongs to the first segment. Of very many keyframe lines not each makes a segment, as in an
 * index that merges them.
 */
export function splitSegments(track: Uint8Array): SplitSegment[] {
  const cuts: { at: number; number: number; time: number }[] = [];
  for (const at of keyframeLines(track)) {
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

/** Offsets of lines that begin like a keyframe line. Goes by bytes: a hostile track has as many lines as bytes. */
function* keyframeLines(track: Uint8Array): Generator<number> {
  let count = 0;
  let last = -MIN_DISTANCE;
  for (let at = 0; at < track.length; at += 1) {
    const first = track[at];
    if ((first !== BRACE && first !== HASH) || (at > 0 && track[at - 1] !== NEWLINE)) continue;
    if (count >= MAX_CLOSE_LINES && at - last < MIN_DISTANCE) continue;
    if (!beginsLikeKeyframe(track, at)) continue;
    count += 1;
    last = at;
    yield at;
  }
}

/** Whether `{"segment"` stands there, behind the `#` of a comment or not, with any spaces between. */
function beginsLikeKeyframe(track: Uint8Array, start: number): boolean {
  let at = track[start] === HASH ? skipSpaces(track, start + 1) : start;
  if (track[at] !== BRACE) return false;
  at = skipSpaces(track, at + 1);
  return SEGMENT_KEY.every((byte, index) => track[at + index] === byte);
}

function skipSpaces(track: Uint8Array, start: number): number {
  let at = start;
  while (track[at] === SPACE && at - start < MAX_SPACES) at += 1;
  return at;
}

function keyframeLineAt(track: Uint8Array, at: number): { segment: number; time: number } | undefined {
  const end = track.indexOf(NEWLINE, at);
  const line = track.subarray(at, end === -1 ? track.length : end);
  const value = parseJson(uncomment(new TextDecoder().decode(line)), MAX_DEPTH, MAX_JSON_VALUES);
  return isObject(value) ? readKeyframeLine(value) : undefined;
}

/** A line of a recording without what makes it a comment. */
function uncomment(text: string): string {
  return text.replace(/^#\s*/, '');
}
