/** Which of the entries that lie in a damaged file are the archive's. */

import { HEAD_ENTRIES, isBlobPath, isSourcePath, NOTES_ENTRY, trackKindOf } from '../archive-layout.ts';
import type { Manifest } from '../model.ts';
import type { FoundDirectory, FoundEntry, ScannedFile } from './scan.ts';

/** Entries by what speaks for them. */
export interface OwnEntries {
  /** Path → entry, in the order of the file. */
  readonly entries: ReadonlyMap<string, FoundEntry>;
  /** Entries that lie in the file and are not the archive's: deleted ones, those of an archive in an entry. */
  readonly foreign: readonly FoundEntry[];
}

/** Entries of the format that no manifest need name. */
const OTHER_ENTRIES: readonly string[] = [NOTES_ENTRY, 'summary.json'];

/**
 * Chooses the entries of the archive: what was deleted by leaving it out of the directory, or lies in the data of an
 * entry, must not come back.
 *
 * The directory decides where it has survived whole. Where it has not, what it lacks counts if the manifest names it; where
 * that is lost too, if it has a path of the format.
 *
 * @param readManifest - of the entry that holds it; `undefined` when it is lost
 */
export async function ownEntries(
  { entries, directories }: ScannedFile,
  readManifest: (entries: ReadonlyMap<string, FoundEntry>) => Promise<Manifest | undefined>,
): Promise<OwnEntries> {
  const { outer, nested } = sortOut(directories, entries);
  const own = entries.filter((entry) => !nested.some((directory) => isCovered(entry, directory)));
  const ranked = bestOfEachPath(own, outer);
  const named = (entry: FoundEntry): boolean => rankOf(entry, outer) > 0;
  const isComplete = outer?.isComplete === true;
  const manifest = isComplete ? undefined : await readManifest(ranked);
  const kept = [...ranked.values()].filter(
    (entry) => named(entry) || (!isComplete && isExpected(entry.path, manifest)),
  );
  const keptEntries = new Set(kept);
  return {
    entries: new Map(kept.map((entry) => [entry.path, entry])),
    foreign: entries.filter((entry) => !keptEntries.has(entry)),
  };
}

/** The directory of the archive, and those of archives in its entries: before these begin, there are other entries. */
function sortOut(
  directories: readonly FoundDirectory[],
  entries: readonly FoundEntry[],
): { outer: FoundDirectory | undefined; nested: readonly FoundDirectory[] } {
  const first = entries[0]?.headerOffset ?? 0;
  const isNested = ({ start }: FoundDirectory): boolean => start > first;
  return { outer: directories.findLast((each) => !isNested(each)), nested: directories.filter(isNested) };
}

function isCovered({ headerOffset }: FoundEntry, { start, offset }: FoundDirectory): boolean {
  return headerOffset >= start && headerOffset < offset;
}

/** How much of a directory speaks for an entry: a record can be damaged as well. */
function rankOf({ path, headerOffset }: FoundEntry, directory: FoundDirectory | undefined): number {
  if (!directory) return 0;
  const isAtPlace = directory.offsets.has(headerOffset);
  return 2 * Number(isAtPlace) + Number(directory.paths.has(path));
}

/** Of entries with one path that which the directory means; else the first. */
function bestOfEachPath(
  entries: readonly FoundEntry[],
  directory: FoundDirectory | undefined,
): ReadonlyMap<string, FoundEntry> {
  const best = new Map<string, FoundEntry>();
  for (const entry of entries) {
    const other = best.get(entry.path);
    if (!other || rankOf(entry, directory) > rankOf(other, directory)) best.set(entry.path, entry);
  }
  return best;
}

function isExpected(path: string, manifest: Manifest | undefined): boolean {
  if (HEAD_ENTRIES.includes(path) || isBlobPath(path)) return true;
  if (!manifest) return trackKindOf(path) !== undefined || isSourcePath(path) || OTHER_ENTRIES.includes(path);
  const { digests = {}, tracks, sources = [] } = manifest;
  return Object.hasOwn(digests, path) || [...tracks, ...sources].some(({ entry }) => entry === path);
}
