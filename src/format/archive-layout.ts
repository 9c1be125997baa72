/** The fixed parts of an archive: entry names and their order (spec section 4). */

import type { TrackKind } from './events.ts';

/** Holds the media type; stored, so that it can be read by its place. */
export const MIMETYPE_ENTRY = 'mimetype';
/** Says to a person who unpacks the archive what it is. */
export const README_ENTRY = 'README.txt';
/** Describes the session. */
export const MANIFEST_ENTRY = 'manifest.json';
/** Finds things in the archive: segments, turns, files, activity. */
export const INDEX_ENTRY = 'index.json';

/** What people have noted on the session; optional. */
export const NOTES_ENTRY = 'notes.json';

/** The entries that stand first, in this order, so that the head of the file is enough to start. */
export const HEAD_ENTRIES: readonly string[] = [MIMETYPE_ENTRY, README_ENTRY, MANIFEST_ENTRY, INDEX_ENTRY];

/** Bytes that a reader asks for first; a writer keeps the head entries below them. */
export const HEAD_SIZE = 64 * 1024;

/** Bytes that the head entries may take up to, local headers included. */
export const HEAD_BUDGET = 60_000;

/** Folder and extension of the entries of each kind of track, in the order in which they stand. */
export const TRACK_FOLDERS: Readonly<Record<TrackKind, { folder: string; extension: string }>> = {
  transcript: { folder: 'transcript', extension: 'ndjson' },
  changes: { folder: 'changes', extension: 'ndjson' },
  terminal: { folder: 'terminal', extension: 'cast' },
};

/** Kinds of tracks in the order of their entries. */
export const TRACK_KINDS: readonly TrackKind[] = ['transcript', 'changes', 'terminal'];

/** Path of the entry that holds a track. */
export function trackEntry(kind: TrackKind, id: string): string {
  const { folder, extension } = TRACK_FOLDERS[kind];
  return `${folder}/${id}.${extension}`;
}

/** Kind of the track that an entry holds by its path, or `undefined` when it holds none. */
export function trackKindOf(entry: string): TrackKind | undefined {
  return TRACK_KINDS.find((kind) => {
    const { folder, extension } = TRACK_FOLDERS[kind];
    return entry.startsWith(`${folder}/`) && entry.endsWith(`.${extension}`);
  });
}

/** Whether an entry is a blob, whose name is the digest of its content. */
export function isBlobPath(entry: string): boolean {
  return /^blobs\/[0-9a-f]{64}\.[a-z0-9]+$/.test(entry);
}

/** Folder of the files that an archive was packed from. */
export const SOURCE_FOLDER = 'source';

/** Whether an entry is a file that the archive was packed from. */
export function isSourcePath(entry: string): boolean {
  return entry.startsWith(`${SOURCE_FOLDER}/`);
}

/** Place of an entry in the order of the format: entries of equal rank may stand in any order. */
export function entryRank(path: string): number {
  const opening = HEAD_ENTRIES.indexOf(path);
  if (opening !== -1) return opening;
  const kind = trackKindOf(path);
  if (kind) return HEAD_ENTRIES.length + TRACK_KINDS.indexOf(kind);
  return HEAD_ENTRIES.length + TRACK_KINDS.length + (path.startsWith('blobs/') ? 0 : 1);
}

/** The order in which a writer puts entries, however they came: by rank, the main track first, then by path. */
export function compareEntries(a: string, b: string): number {
  const isMain = (path: string) => Number(/\/main\.[a-z]+$/.test(path));
  return entryRank(a) - entryRank(b) || isMain(b) - isMain(a) || (a < b ? -1 : Number(a > b));
}
