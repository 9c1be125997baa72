import type { Marker } from '../../player/index.ts';
import { MARK_SHAPES, markPath, shapeOf, type MarkShape } from './mark-shapes.ts';
import { units, type TimelineScale } from './timeline-scale.ts';

/** Marks of one shape nearer to each other than this, in units, are one: of changes a run, else the first of them. */
const NEAR = 6;
/** Of a shape that would stand in every bit of the timeline fewer are drawn: none nearer to each other than this. */
const SPARSE = 24;
/** Tests have marks only where there are few: the failed ones are errors, and those stand out. */
const FEW = 48;
/** Lower edge of the marks in the drawing: above the rail. */
const BOTTOM = 13;
const RUN_HEIGHT = 4;
/** A hit goes through marks and rail. */
const HIT = { width: 2, current: 4, height: 24 };

/** The marks as paths, one a shape that there is, in the order in which they are drawn. */
export function markPaths(
  markers: readonly Marker[],
  scale: TimelineScale,
  without?: MarkShape,
): readonly (readonly [MarkShape, string])[] {
  const places = new Map<MarkShape, number[]>();
  for (const marker of markers) {
    const shape = shapeOf(marker);
    if (shape === without) continue;
    const list = places.get(shape) ?? [];
    places.set(shape, list);
    list.push(scale.at(marker.time));
  }
  const paths: [MarkShape, string][] = [];
  for (const shape of MARK_SHAPES) {
    const path = shape === 'change' ? changePath(places.get(shape) ?? []) : shapePath(shape, places, scale);
    if (path !== '') paths.push([shape, path]);
  }
  return paths;
}

/** Bars, and low runs where they would touch. @param places - ascending, as are those below */
function changePath(places: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const place of places) {
    const run = runs.at(-1);
    if (run && place - run.last < NEAR) run.last = place;
    else runs.push({ first: place, last: place });
  }
  return runs
    .map(({ first, last }) => {
      if (first === last) return markPath('change', first, BOTTOM);
      const length = units(Math.max(last - first, NEAR) + 3);
      return `M${units(first - 1.5)} ${BOTTOM}v-${RUN_HEIGHT}h${length}v${RUN_HEIGHT}z`;
    })
    .join('');
}

function shapePath(
  shape: MarkShape,
  places: ReadonlyMap<MarkShape, readonly number[]>,
  { width }: TimelineScale,
): string {
  const near = apart(places.get(shape) ?? [], NEAR);
  if (shape === 'ran' || shape === 'passed' || shape === 'failed')
    return near.length > width / FEW ? '' : testPath(shape, near, places);
  const shown = near.length > width / SPARSE ? apart(near, SPARSE) : near;
  return shown.map((place) => markPath(shape, place, BOTTOM)).join('');
}

/** Tests beside an error or a commit are not drawn over that: it is what came of them. */
function testPath(
  shape: MarkShape,
  tests: readonly number[],
  places: ReadonlyMap<MarkShape, readonly number[]>,
): string {
  const others = [...(places.get('error') ?? []), ...(places.get('commit') ?? [])];
  return tests
    .filter((test) => others.every((other) => Math.abs(other - test) > NEAR))
    .map((test) => markPath(shape, test, BOTTOM))
    .join('');
}

/** Those that are at least so far behind the one before. */
function apart(places: readonly number[], distance: number): number[] {
  const kept: number[] = [];
  for (const place of places) {
    if (place - (kept.at(-1) ?? -Infinity) >= distance) kept.push(place);
  }
  return kept;
}

/**
 * The hits of a search as lines from top to bottom, and the current one as a thicker line.
 *
 * @param times - session times of the hits, ms, ascending
 * @param current - that of the hit that the reader is at
 */
export function hitPaths(
  times: readonly number[],
  current: number | undefined,
  scale: TimelineScale,
): { readonly hits: string; readonly current: string } {
  const places = new Set(times.map((time) => Math.round(scale.at(time) / HIT.width) * HIT.width));
  const line = (at: number, width: number): string =>
    `M${units(at - width / 2)} 0h${width}v${HIT.height}h-${width}z`;
  return {
    hits: [...places].map((at) => line(at, HIT.width)).join(''),
    current: current === undefined ? '' : line(scale.at(current), HIT.current),
  };
}
