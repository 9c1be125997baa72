import type { Manifest } from '../../format/index.ts';
import type { Hit } from '../../player/index.ts';
import type { findStrings } from '../strings/find.ts';

/** Whose conversation, or which of several terminals, a hit stands in; `undefined` for the main one. */
export function whoseOf(
  { kind, track: id }: Hit,
  manifest: Manifest | undefined,
  strings: ReturnType<typeof findStrings.english>,
): string | undefined {
  const ofKind = (manifest?.tracks ?? []).filter((track) =>
    kind === 'terminal' ? track.kind === 'terminal' && !track.synthesised : track.kind === 'transcript',
  );
  const track = ofKind.find((candidate) => candidate.id === id);
  if (kind === 'terminal') return ofKind.length > 1 ? (track?.title ?? id) : undefined;
  return track?.parent === undefined ? undefined : strings.of(track.title ?? id);
}

/** The pane that a hit is looked at in. */
export function paneOfHit({ kind }: Hit): 'story' | 'terminal' | 'changes' {
  if (kind === 'terminal') return 'terminal';
  return kind === 'change' ? 'changes' : 'story';
}
