import type { Manifest } from '../../format/index.ts';
import type { Hit } from '../../player/index.ts';
import type { findStrings } from '../strings/find.ts';

/** Whose conversation, or which of several terminals, something stands in. */
export interface Whose {
  /** What is shown of it. */
  readonly name: string;
  /** What is said of it. */
  readonly label: string;
}

/** Whose conversation, or which of several terminals, a hit stands in; `undefined` for the main one. */
export function whoseOf(
  { kind, track: id }: Hit,
  manifest: Manifest | undefined,
  strings: ReturnType<typeof findStrings.english>,
): Whose | undefined {
  const ofKind = (manifest?.tracks ?? []).filter((track) =>
    kind === 'terminal' ? track.kind === 'terminal' && !track.synthesised : track.kind === 'transcript',
  );
  const track = ofKind.find((candidate) => candidate.id === id);
  const name = track?.title ?? id;
  if (kind === 'terminal') return ofKind.length > 1 ? { name, label: name } : undefined;
  return track?.parent === undefined ? undefined : { name, label: strings.of(name) };
}
