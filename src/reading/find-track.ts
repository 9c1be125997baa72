import type { TrackDescription, TrackKind } from '../format/index.ts';
import { ReadingError } from './reading-error.ts';

/**
 * The track of a kind with an id.
 *
 * @throws {ReadingError} `unknown-track`
 */
export function findTrack(
  tracks: readonly TrackDescription[],
  kind: TrackKind,
  id: string,
): TrackDescription {
  const track = tracks.find((candidate) => candidate.kind === kind && candidate.id === id);
  if (!track) throw new ReadingError('unknown-track', `the session has no ${kind} "${id}"`);
  return track;
}
