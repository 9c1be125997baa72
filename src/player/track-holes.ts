import type { TrackDescription } from '../format/index.ts';
import { holesOf } from '../reading/playback.ts';
import type { SegmentLoader } from '../reading/playback.ts';
import type { TrackHole } from './player-state.ts';

/** The holes of tracks that are known so far, by time; `duration` is the length of the session, ms. */
export function trackHoles(
  loader: SegmentLoader,
  tracks: readonly TrackDescription[],
  duration: number,
): readonly TrackHole[] {
  return tracks
    .flatMap((track) =>
      holesOf(loader, track, duration).map(({ start, end, error }) =>
        Object.freeze({ track, start, end, code: error.code, message: error.message }),
      ),
    )
    .sort((a, b) => a.start - b.start);
}

/** Whether two holes are one. */
export function isSameHole(a: TrackHole | undefined, b: TrackHole | undefined): boolean {
  return a?.track === b?.track && a?.start === b?.start && a?.end === b?.end;
}
