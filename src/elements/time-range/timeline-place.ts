import type { Cut } from '../../format/index.ts';
import { type ClockName, type Marker, plainProse, type Timeline, type TimeMap } from '../../player/index.ts';
import { indexAt } from './index-at.ts';
import { stretchesOf, type Stretch } from './timeline-stretches.ts';

/** What is at a place of the timeline, for the preview and for whoever listens. */
export interface Place {
  /** Session time, ms. */
  readonly time: number;
  /** Number of its chapter, counted from 1; 0 before the first one or without chapters. */
  readonly chapter: number;
  readonly title: string | undefined;
  /** Number of its turn, counted from 1; 0 before the first one. */
  readonly turn: number;
  /** The prompt of that turn, unless it is the chapter's title. */
  readonly prompt: string | undefined;
  /** The marker that is nearest, where one is near. */
  readonly marker: Marker | undefined;
  /** The stretch that it lies in, or that has its notch there. */
  readonly stretch: Stretch | undefined;
  /** What the author took out there. */
  readonly cut: Cut | undefined;
}

/**
 * Names a place.
 *
 * @param position - ms in the current clock
 * @param reach - how far away a marker or a notch may be to count, ms in the current clock
 */
export function placeAt(
  timeline: Timeline,
  clock: ClockName,
  map: TimeMap,
  position: number,
  reach: number,
): Place {
  const time = map.timeAt(position);
  const chapter = indexAt(timeline.chapters, time) + 1;
  const title = timeline.chapters[chapter - 1]?.title;
  const turn = indexAt(timeline.turns, time) + 1;
  const prompt = timeline.turns[turn - 1]?.excerpt;
  const excerpt = prompt === undefined ? undefined : plainProse(prompt);
  return {
    time,
    chapter,
    title,
    turn,
    prompt: title !== undefined && saySame(title, excerpt) ? undefined : excerpt,
    marker: nearest(timeline.markers, (at) => Math.abs(map.positionOf(at) - position), reach),
    stretch: longestAt(stretchesOf(timeline, clock), map, position, reach),
    cut: timeline.cuts.find(({ time: start, length = 0, closed }) => {
      const [from, to] = [map.positionOf(start), map.positionOf(start + (closed ? 0 : length))];
      return from - reach <= position && position <= to + reach;
    }),
  };
}

/** A chapter that is named after its prompt has the beginning of it for a title, cut at another place. */
function saySame(title: string, excerpt: string | undefined): boolean {
  const [a, b] = [title, excerpt ?? ''].map((text) => text.replace(/(?:…|\.{3})$/u, '').trim());
  return a !== '' && b !== '' && (a!.startsWith(b!) || b!.startsWith(a!));
}

/** Of several at one distance the first; the markers' order is that of time. */
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

function longestAt(
  stretches: readonly Stretch[],
  map: TimeMap,
  position: number,
  reach: number,
): Stretch | undefined {
  let best: Stretch | undefined;
  for (const stretch of stretches) {
    if (best && best.end - best.start >= stretch.end - stretch.start) continue;
    const [start, end] = [map.positionOf(stretch.start), map.positionOf(stretch.end)];
    if (start - reach <= position && position <= end + reach) best = stretch;
  }
  return best;
}
