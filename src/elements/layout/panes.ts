import type { Manifest, TrackKind } from '../../format/index.ts';

/** What a layout can show, in reading order. */
export type Pane = 'story' | 'terminal' | 'changes';

const TRACKS: readonly (readonly [Pane, TrackKind])[] = [
  ['story', 'transcript'],
  ['terminal', 'terminal'],
  ['changes', 'changes'],
];

/** The panes a session has something for: those with a track that is not known to be empty. */
export function panesOf(manifest: Manifest | undefined): Pane[] {
  const tracks = manifest?.tracks ?? [];
  return TRACKS.filter(([, kind]) => tracks.some((track) => track.kind === kind && track.events !== 0)).map(
    ([pane]) => pane,
  );
}
