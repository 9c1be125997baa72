import type { Manifest } from '../../format/index.ts';
import type { Hit } from '../../player/index.ts';

/** Subagents within subagents that are followed. */
const MAX_DEPTH = 32;

/**
 * The conversations (track ids) that lead from one to that of a hit, which comes last: none where it is the same.
 * `undefined` where the hit is in none of them.
 */
export function conversationsTo(
  hit: Hit | undefined,
  from: string,
  manifest: Manifest | undefined,
): readonly string[] | undefined {
  if (!hit || hit.kind === 'terminal') return undefined;
  const path: string[] = [];
  for (let id = hit.track; id !== from && path.length < MAX_DEPTH;) {
    const track = manifest?.tracks.find((each) => each.kind === 'transcript' && each.id === id);
    if (track?.parent === undefined) return undefined;
    path.unshift(id);
    id = track.parent;
  }
  return path;
}
