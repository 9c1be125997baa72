import type { Derivation, Manifest, ManifestContent } from '../../format/index.ts';
import { parseStartedAt } from '../session-description.ts';
import { isKnownTrack } from './event-archive.ts';
import type { SourceArchive } from './source-archive.ts';

/** Keys that are made of the session: absent in what was encoded, they are absent. All others are taken over. */
const ENCODED_KEYS: ReadonlySet<string> = new Set(
  'title startedAt duration agent workspace tracks chapters stats fidelity'.split(' '),
);

/** Keys that the writer makes, and those that tell where an archive comes from. */
const IDENTITY_KEYS: ReadonlySet<string> = new Set(
  'format version id digests generator derivedFrom'.split(' '),
);

/** Members of `stats` that this version counts. */
const COUNTED: ReadonlySet<string> = new Set(
  'turns toolCalls changes errors additions deletions files tokens cost'.split(' '),
);

/** Archives that `derivedFrom` goes back. */
const MAX_ANCESTORS = 64;

/** The manifest of an archive whose events were encoded again: what was encoded, and what only the archive knows. */
export function mergeManifest(manifest: Manifest, encoded: ManifestContent): ManifestContent {
  const kept = Object.fromEntries(Object.entries(manifest).filter(([key]) => !ENCODED_KEYS.has(key)));
  const isSameStart = parseStartedAt(manifest.startedAt) === parseStartedAt(encoded.startedAt);
  const stats = Object.entries(manifest.stats ?? {}).filter(([key]) => !COUNTED.has(key));
  return {
    ...encoded,
    ...kept,
    ...(isSameStart && manifest.startedAt !== undefined && { startedAt: manifest.startedAt }),
    ...(encoded.stats && { stats: { ...encoded.stats, ...Object.fromEntries(stats) } }),
    tracks: [...encoded.tracks, ...manifest.tracks.filter((track) => !isKnownTrack(track))],
  };
}

/**
 * Gives a rewritten manifest its identity (spec section 16): an archive that says what it said stays the same, byte for byte;
 * any other one names who wrote it and what it was made from.
 *
 * @param as - who wrote it, and what it was made from where that is not the archive that was read
 * @param content - may point at entries that are gone: these mentions are taken out
 */
export function identifyManifest(
  { manifest, identity }: SourceArchive,
  content: ManifestContent,
  digests: Readonly<Record<string, string>>,
  {
    generator,
    origin,
  }: { readonly generator: Manifest['generator']; readonly origin?: Derivation | null | undefined },
): ManifestContent | Uint8Array {
  const present = withoutLost(content, digests);
  const isSame =
    identity && sameJson({ ...said(present), digests }, { ...said(manifest), digests: manifest.digests });
  if (isSame) return identity.manifestBytes;
  const read = identity && {
    id: manifest.id,
    sha256: identity.sha256,
    ...(manifest.derivedFrom && { derivedFrom: ancestors(manifest.derivedFrom, MAX_ANCESTORS) }),
  };
  const derivedFrom = origin === undefined ? read : (origin ?? undefined);
  const { version } = manifest;
  const own: object = { ...present, version, generator, ...(derivedFrom && { derivedFrom }) };
  return own as ManifestContent;
}

/** What an archive was made from, no further back than that many archives. */
function ancestors({ id, sha256, derivedFrom }: Derivation, count: number): Derivation {
  const before = derivedFrom && count > 1 ? { derivedFrom: ancestors(derivedFrom, count - 1) } : {};
  return { id, sha256, ...before };
}

function withoutLost(content: ManifestContent, digests: Readonly<Record<string, string>>): ManifestContent {
  const { sources, tracks } = content;
  const isThere = (entry: string) => Object.hasOwn(digests, entry);
  return {
    ...content,
    tracks: tracks.filter(({ entry }) => isThere(entry)),
    ...(sources && {
      sources: sources.map(({ entry, ...source }) =>
        entry !== undefined && isThere(entry) ? { ...source, entry } : source,
      ),
    }),
  };
}

function said(manifest: object): object {
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !IDENTITY_KEYS.has(key)));
}

/** Whether two JSON values are equal, whatever the order of their members. */
function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b].map((value) =>
    Object.entries(value).filter(([, member]) => member !== undefined),
  );
  if (left!.length !== right!.length) return false;
  const members = new Map(right);
  return left!.every(([key, member]) => members.has(key) && sameJson(member, members.get(key)));
}
