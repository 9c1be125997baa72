import { TRACK_KINDS, trackKindOf } from '../../format/index.ts';
import type { Manifest, ReadOptions, SegmentSource, TrackDescription } from '../../format/index.ts';

/** What reading events needs of an archive. An `ArchiveReader` has it, and so has what was saved of a damaged one. */
export interface EventArchive extends SegmentSource {
  /** Settles when segments are final, and rejects when the container cannot be trusted. Absent: they are. */
  readonly directory?: Promise<unknown>;
  /** An entry whole. @throws {ArchiveError} `entry-not-found`, and when it cannot be read */
  readEntry(path: string, options?: ReadOptions): Promise<Uint8Array>;
  /** Whether events between a segment and the one before it are lost. Absent: none are. */
  isAfterGap?(entry: string, index: number): boolean;
}

/** Whether this version knows what a track holds, and the track lies where it has to. */
export function isKnownTrack({ kind, entry }: TrackDescription): boolean {
  return TRACK_KINDS.includes(kind) && trackKindOf(entry) === kind;
}

/** The tracks that this version knows, in the order of the manifest; of several in one entry the first. */
export function knownTracks({ tracks }: Manifest): readonly TrackDescription[] {
  const known = tracks.filter(isKnownTrack);
  return known.filter((track, index) => known.findIndex(({ entry }) => entry === track.entry) === index);
}
