import type { TrackDescription } from '../format/index.ts';
import type { Archive } from './archive.ts';
import type { SegmentLoader } from './segment-loader.ts';
import type { Timeline } from './timeline.ts';

/** What readers need at hand of an open archive. */
export interface SessionParts {
  /** What everything is read from. */
  readonly archive: Archive;
  /** Turns, chapters, activity: what is known before any track is loaded. */
  readonly timeline: Timeline;
  /** As `sessionTracks` tells them. */
  readonly tracks: readonly TrackDescription[];
  /** The segments used last. */
  readonly loader: SegmentLoader;
}
