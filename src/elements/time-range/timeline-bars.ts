import type { ClockName, Marker, TimeMap, Timeline } from '../../player/index.ts';

/** A piece of the drawn timeline; `start` and `end` are shares of its length, 0 … 1. */
export interface Bar {
  /** `chapter`: played at its pace. `skipped`: passed over by this clock, or idle. */
  readonly kind: 'chapter' | 'skipped';
  readonly start: number;
  readonly end: number;
}

/** A marker as it is drawn; `at` is a share of the length, 0 … 1. */
export interface Tick {
  readonly kind: Marker['kind'];
  readonly at: number;
}

/** Pieces narrower than this share are drawn as part of their neighbour: two pixels on a wide screen. */
const NARROWEST = 0.0015;
/** Ticks closer than this share are drawn as one, the one that matters most. */
const TICK_GRID = 400;
const WEIGHT: Readonly<Record<Marker['kind'], number>> = {
  error: 4,
  commit: 3,
  note: 2,
  test: 1,
  change: 0,
};

/**
 * The pieces of the timeline in the current clock: a bar a chapter, cut where the clock passes time over.
 *
 * @param duration - length in the current clock, ms
 * @returns ordered, not overlapping, at most some 1,300 whatever the session holds
 */
export function timelineBars(timeline: Timeline, map: TimeMap, clock: ClockName, duration: number): Bar[] {
  if (duration <= 0) return [{ kind: 'chapter', start: 0, end: 1 }];
  const share = (time: number): number => Math.min(1, Math.max(0, map.positionOf(time) / duration));
  // What the reading clock folds it also runs through quickly; the other clocks know idle stretches only.
  const stretches = clock === 'reading' ? timeline.folds : timeline.gaps;
  const skipped = joined(stretches.map((span) => ({ start: share(span.start), end: share(span.end) })));
  const edges = chapterEdges(timeline, share);
  return cut(edges, skipped);
}

function chapterEdges(timeline: Timeline, share: (time: number) => number): number[] {
  const edges = [0];
  for (const { time } of timeline.chapters) {
    const edge = share(time);
    if (edge - edges.at(-1)! >= NARROWEST && 1 - edge >= NARROWEST) edges.push(edge);
  }
  edges.push(1);
  return edges;
}

function joined(spans: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start - last.end < NARROWEST) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

function cut(edges: readonly number[], skipped: readonly { start: number; end: number }[]): Bar[] {
  const points = [...new Set([...edges, ...skipped.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const bars: Bar[] = [];
  let span = 0;
  for (let index = 1; index < points.length; index += 1) {
    const [start, end] = [points[index - 1]!, points[index]!];
    while (span < skipped.length && skipped[span]!.end <= start) span += 1;
    const kind = span < skipped.length && skipped[span]!.start <= start ? 'skipped' : 'chapter';
    const last = bars.at(-1);
    // A chapter that begins inside a skipped stretch does not cut it.
    if (last && kind === 'skipped' && last.kind === 'skipped') bars[bars.length - 1] = { ...last, end };
    else bars.push({ kind, start, end });
  }
  return bars;
}

/** The markers as ticks, at most one a place: of several, the one that matters most. */
export function timelineTicks(timeline: Timeline, map: TimeMap, duration: number): Tick[] {
  if (duration <= 0) return [];
  const ticks = new Map<number, Tick>();
  for (const { kind, time } of timeline.markers) {
    const at = Math.min(1, map.positionOf(time) / duration);
    const place = Math.round(at * TICK_GRID);
    const other = ticks.get(place);
    if (!other || WEIGHT[kind] > WEIGHT[other.kind]) ticks.set(place, { kind, at });
  }
  return [...ticks.values()].sort((a, b) => a.at - b.at);
}
