import type { IndexContent, Manifest } from '../../format/index.ts';
import { activeClock } from './active-clock.ts';
import { readingClock, withoutStandstill } from './reading-clock.ts';
import type { PiecewiseTimeMap } from './time-map.ts';
import { wallClock } from './wall-clock.ts';

/** What advances the playhead: reading pace, activity without idle time, or time as it was. */
export type ClockName = 'reading' | 'active' | 'wall';

/**
 * The clocks this session can be played by, the default first: `reading` where there is a transcript and a map
 * of it, else `active`.
 */
export function createClocks(
  manifest: Manifest,
  index: IndexContent,
  wordsPerMinute: number,
): ReadonlyMap<ClockName, PiecewiseTimeMap> {
  const clocks = new Map<ClockName, PiecewiseTimeMap>();
  const { reading, activity, duration, marks } = index;
  if (reading && manifest.tracks.some((track) => track.kind === 'transcript')) {
    // Archives that know no marks are those whose maps stand still too long.
    const map = marks ? reading : withoutStandstill(reading);
    const clock = readingClock(map, duration, wordsPerMinute);
    if (clock.duration > 0) clocks.set('reading', clock);
  }
  clocks.set('active', activeClock(activity, duration));
  clocks.set('wall', wallClock(duration));
  return clocks;
}
