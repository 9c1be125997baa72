import type { Manifest } from '../../format/index.ts';
import type { Marker, Timeline } from '../../player/index.ts';

/** How often something of a kind is marked. */
export interface MarkCount {
  readonly kind: CountedKind;
  readonly count: number;
}

/** The kinds of markers that are counted; an author's notes are not. */
export type CountedKind = Exclude<Marker['kind'], 'note'>;

const KINDS: readonly CountedKind[] = ['error', 'change', 'commit', 'test'];

/**
 * How much is marked, by kind, of the kinds that there are; what matters most first.
 *
 * @param stats - of the manifest: sums that count where the markers are not exact
 */
export function markCounts(
  { markers, exact }: Pick<Timeline, 'markers' | 'exact'>,
  stats: Manifest['stats'],
): MarkCount[] {
  const sums = { error: stats?.errors, change: stats?.changes, commit: undefined, test: undefined };
  const marked = (kind: CountedKind): number => markers.filter((marker) => marker.kind === kind).length;
  return KINDS.map((kind) => ({ kind, count: (exact ? undefined : sums[kind]) ?? marked(kind) })).filter(
    ({ count }) => count > 0,
  );
}
