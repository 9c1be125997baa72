import type { Marker, TimeMap, Timeline } from '../../player/index.ts';
import { indexAt } from './index-at.ts';

/** What is at a place of the timeline, for the preview. */
export interface Place {
  /** Number of its chapter, counted from 1; 0 before the first one or without chapters. */
  readonly chapter: number;
  readonly title: string | undefined;
  readonly marker: Marker | undefined;
  /** What was recorded there: the marker's text, the fold it lies in or the prompt of its turn, in this order. */
  readonly detail: string | undefined;
}

/**
 * Names a place.
 *
 * @param position - ms in the current clock
 * @param reach - how far a marker may be away to count, ms in the current clock
 */
export function placeAt(timeline: Timeline, map: TimeMap, position: number, reach: number): Place {
  const time = map.timeAt(position);
  const chapter = indexAt(timeline.chapters, time) + 1;
  const title = timeline.chapters[chapter - 1]?.title;
  const marker = nearest(timeline.markers, (at) => Math.abs(map.positionOf(at) - position), reach);
  const fold = timeline.folds.find(({ start, end }) => start <= time && time < end);
  const excerpt = timeline.turns[indexAt(timeline.turns, time)]?.excerpt;
  const around = fold?.label ?? (excerpt === title ? undefined : excerpt);
  const detail = marker?.text ?? around;
  return { chapter, title, marker, detail };
}

function nearest(
  markers: readonly Marker[],
  distance: (time: number) => number,
  reach: number,
): Marker | undefined {
  let best: Marker | undefined;
  let least = reach;
  for (const marker of markers) {
    const away = distance(marker.time);
    if (away < least) [best, least] = [marker, away];
  }
  return best;
}
