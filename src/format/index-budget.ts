/** Keeping the head of an archive small: what an index gives up, in which order (spec [IDX-9], [IDX-18]). */

import type { IndexContent, Mark, ReadingMap, SegmentLocation, TimeSpan } from './model.ts';
import { mergedSizeFor, mergeSegments } from './segments/segment-index.ts';
import { thinMarks, withoutTexts } from './thin-marks.ts';
import { MAX_MARKS } from './time-index-marks.ts';

/** What a track contributes to the index. */
export interface TrackSegments {
  readonly path: string;
  readonly segments: readonly SegmentLocation[];
}

/** An index at some level of detail. */
export interface IndexDetail {
  readonly content: IndexContent;
  readonly tracks: readonly TrackSegments[];
}

/** Upper bounds of one level. */
interface Level {
  /** Activity spans; reading map pairs. */
  readonly rows: number;
  readonly marks: number;
  /** Marks that lose their texts. */
  readonly without?: 'errors and tests' | 'all';
  /** Segments of all tracks together; where there are more, neighbours are merged. */
  readonly segments: number;
}

/**
 * Segments of all tracks that an index lists at most: some 13 KB, which a session of 250 MB needs. With a row for each
 * segment the head of a larger one would leave no room for its first segment in what a reader asks for first.
 */
const MAX_SEGMENTS = 1024;

/** Uncompressed bytes that a merged segment may reach. */
const MAX_MERGED_SIZE = 16 * 2 ** 20;

/** Each level costs less than the one before; coarser spans and lost texts first, because larger segments slow seeking down. */
const LEVELS: readonly Level[] = [
  { rows: 2048, marks: MAX_MARKS, segments: MAX_SEGMENTS },
  { rows: 1024, marks: MAX_MARKS, segments: MAX_SEGMENTS },
  { rows: 512, marks: MAX_MARKS, segments: MAX_SEGMENTS },
  { rows: 512, marks: MAX_MARKS, without: 'errors and tests', segments: MAX_SEGMENTS },
  { rows: 512, marks: MAX_MARKS, without: 'all', segments: MAX_SEGMENTS },
  { rows: 512, marks: 1024, without: 'all', segments: MAX_SEGMENTS },
  { rows: 512, marks: 1024, without: 'all', segments: 768 },
  { rows: 512, marks: 512, without: 'all', segments: 256 },
  { rows: 256, marks: 512, without: 'all', segments: 128 },
  { rows: 256, marks: 256, without: 'all', segments: 64 },
  { rows: 256, marks: 256, without: 'all', segments: 32 },
];

/**
 * The most detailed index whose head fits the budget.
 *
 * What turns, files and metadata need is never given up: when they alone exceed the budget, the index keeps its
 * full detail and a reader needs one request more.
 *
 * @param fits - whether the head stays within its budget with such an index; called once a level
 * @param maxSegmentSize - uncompressed bytes that no segment may exceed
 */
export function fitIndex(
  full: IndexDetail,
  fits: (detail: IndexDetail) => boolean,
  maxSegmentSize: number,
): IndexDetail {
  let first: IndexDetail | undefined;
  for (const level of LEVELS) {
    const detail = reduce(full, level, maxSegmentSize);
    first ??= detail;
    if (fits(detail)) return detail;
  }
  return first!;
}

function reduce({ content, tracks }: IndexDetail, level: Level, maxSegmentSize: number): IndexDetail {
  const { reading, marks, ...rest } = content;
  const targetSize = mergedSizeFor(
    tracks.map(({ segments }) => segments),
    level.segments,
    Math.min(MAX_MERGED_SIZE, maxSegmentSize),
  );
  return {
    content: {
      ...rest,
      activity: mergeSpans(content.activity, level.rows),
      ...(reading && { reading: thinReadingMap(reading, level.rows) }),
      ...(marks && { marks: reduceMarks(marks, level) }),
    },
    tracks: tracks.map(({ path, segments }) => ({ path, segments: mergeSegments(segments, targetSize) })),
  };
}

function reduceMarks(marks: readonly Mark[], { marks: maxMarks, without }: Level): readonly Mark[] {
  // Changes are merged by their paths, so that texts go last.
  const thinned = thinMarks(marks, maxMarks);
  return without ? withoutTexts(thinned, without) : thinned;
}

/**
 * Closes the shortest gaps until at most `maxSpans` spans are left.
 *
 * @param spans - in order, not overlapping
 */
export function mergeSpans(spans: readonly TimeSpan[], maxSpans: number): readonly TimeSpan[] {
  const surplus = spans.length - maxSpans;
  if (surplus <= 0) return spans;
  const gapBefore = (index: number) => spans[index]!.start - spans[index - 1]!.end;
  const byGap = spans.map((_, index) => index).slice(1);
  byGap.sort((a, b) => gapBefore(a) - gapBefore(b) || a - b);
  const closed = new Set(byGap.slice(0, surplus));
  const merged: TimeSpan[] = [];
  for (const [index, span] of spans.entries()) {
    if (closed.has(index)) merged.push({ start: merged.pop()!.start, end: span.end });
    else merged.push(span);
  }
  return merged;
}

/**
 * Leaves out the pairs of a reading map that its neighbours express best, down to `maxPairs`. The first and the
 * last pair stay, so the length of the playback does not change.
 */
export function thinReadingMap(map: ReadingMap, maxPairs: number): ReadingMap {
  const { time, position } = map;
  const surplus = time.length - maxPairs;
  if (surplus <= 0) return map;
  /** How far the line between its neighbours passes from a pair. */
  const error = (index: number) => {
    const [t0, t1] = [time[index - 1]!, time[index + 1]!];
    const [p0, p1] = [position[index - 1]!, position[index + 1]!];
    if (t0 === t1) return Math.min(position[index]! - p0, p1 - position[index]!);
    return Math.abs(p0 + ((p1 - p0) * (time[index]! - t0)) / (t1 - t0) - position[index]!);
  };
  const inner = time.map((_, index) => index).slice(1, -1);
  inner.sort((a, b) => error(a) - error(b) || a - b);
  const left = new Set(inner.slice(0, surplus));
  const keep = (_: number, index: number) => !left.has(index);
  return { time: time.filter(keep), position: position.filter(keep), folds: map.folds };
}
