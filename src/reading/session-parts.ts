import type { TrackDescription } from '../format/index.ts';
import type { Archive } from './archive.ts';
import type { SegmentLoader } from './segment-loader.ts';
import type { Timeline } from './timeline.ts';

/** What readers need at hand of an open archive. */
export interface SessionParts {
  readonly archive: Archive;
  readonly timeline: Timeline;
  /** As `sessionTracks` tells them. */
  readonly tracks: readonly TrackDescription[];
  readonly loader: SegmentLoader;
}
