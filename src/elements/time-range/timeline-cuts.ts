import type { Cut } from '../../format/index.ts';
import { units, type TimelineScale } from './timeline-scale.ts';

/** Where the hatching lies: over the rail, a little higher. */
const TOP = 14;
const HEIGHT = 10;
/** Between two lines of the hatching, and how thick one is. */
const STEP = 4;
const LINE = 1.5;
/** What takes no time, or hardly any, is as wide as this. */
const NARROWEST = 7;

/** Where the author took something out: the rail ends there, and hatching stands in its place. At most one line in some four units. */
export function cutPaths(cuts: readonly Cut[], scale: TimelineScale): { ground: string; hatching: string } {
  let [ground, hatching] = ['', ''];
  for (const { start, end } of placesOf(cuts, scale)) {
    ground += `M${units(start)} ${TOP}h${units(end - start)}v${HEIGHT}h-${units(end - start)}z`;
    for (let x = start; x + STEP <= end + 1; x += STEP)
      hatching += `M${units(x)} ${TOP + HEIGHT}l${STEP - LINE} -${HEIGHT}h${LINE}l-${STEP - LINE} ${HEIGHT}z`;
  }
  return { ground, hatching };
}

/** Cuts that touch are one place. */
function placesOf(cuts: readonly Cut[], scale: TimelineScale): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (const { time, length = 0, closed } of cuts) {
    const from = scale.at(time);
    const to = scale.at(time + (closed ? 0 : length));
    const missing = Math.max(NARROWEST - (to - from), 0);
    const start = Math.min(Math.max(from - missing / 2, 0), scale.width - NARROWEST);
    const end = Math.max(to + missing / 2, start + NARROWEST);
    const last = places.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else places.push({ start, end });
  }
  return places;
}
