import type { Manifest, TrackDescription } from '../format/index.ts';

/** Tracks of known kinds, in the manifest's order; of changes, the first only. */
export function sessionTracks({ tracks }: Manifest): readonly TrackDescription[] {
  const changes = tracks.find(({ kind }) => kind === 'changes');
  return tracks.filter(
    (track) => track.kind === 'transcript' || track.kind === 'terminal' || track === changes,
  );
}
