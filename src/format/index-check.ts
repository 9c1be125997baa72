import { combineCrc32 } from './bytes/crc32.ts';
import type { SegmentLocation } from './model.ts';
import { FINAL_BLOCK } from './segments/inflate.ts';
import type { ReadIndex } from './time-index.ts';
import { FLAG_UTF8 } from './zip/zip-constants.ts';
import { localHeaderSize, type ZipEntry } from './zip/zip-entry.ts';

/**
 * The entry that segments add up to: sizes, and the CRC-32 of the whole from the CRC-32 of each, without its data.
 *
 * @param segments - at least one
 */
export function entryOfSegments(path: string, segments: readonly SegmentLocation[]): ZipEntry {
  let [crc32, size, storedSize] = [0, 0, FINAL_BLOCK.length];
  for (const segment of segments) {
    crc32 = combineCrc32(crc32, segment.crc32, segment.size);
    size += segment.size;
    storedSize += segment.storedSize;
  }
  const content = { path, method: 'deflate' as const, crc32, size, storedSize };
  const dataOffset = segments[0]!.offset;
  return { ...content, flags: FLAG_UTF8, dataOffset, headerOffset: dataOffset - localHeaderSize(content) };
}

/**
 * What in an index does not fit the directory, or `undefined` when it describes exactly these entries. Costs no read.
 *
 * @param size - bytes of the archive
 * @param tracks - entries that the manifest names as tracks of a known kind
 */
export function indexFault(
  stored: ReadIndex,
  size: number,
  entries: ReadonlyMap<string, ZipEntry>,
  tracks: ReadonlyMap<string, unknown>,
): string | undefined {
  if (stored.size !== size) return `it is of an archive of ${stored.size} bytes`;
  for (const path of tracks.keys()) {
    if (entries.has(path) && !stored.index.segments.has(path)) return `it lacks "${path}"`;
  }
  for (const [path, segments] of stored.index.segments) {
    const entry = entries.get(path);
    if (!entry) return `there is no "${path}"`;
    if (segments.length === 0) return `it has no segments of "${path}"`;
    const sum = entryOfSegments(path, segments);
    const fits =
      sum.method === entry.method &&
      sum.dataOffset === entry.dataOffset &&
      sum.storedSize === entry.storedSize &&
      sum.size === entry.size &&
      sum.crc32 === entry.crc32;
    if (!fits) return `the segments of "${path}" do not add up to it`;
  }
  return undefined;
}
