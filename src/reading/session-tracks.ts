import type { Manifest, TrackDescription } from '../format/index.ts';

/** The track of changes, the first where there are more; `undefined` when no file was touched. */
export function changesTrack(tracks: readonly TrackDescription[]): TrackDescription | undefined {
  return tracks.find(({ kind }) => kind === 'changes');
}

/** Tracks of known kinds, in the manifest's order; of changes, the first only. */
export function sessionTracks({ tracks }: Manifest): readonly TrackDescription[] {
  const changes = changesTrack(tracks);
  return tracks.filter(
    (track) => track.kind === 'transcript' || track.kind === 'terminal' || track === changes,
  );
}
