/** Proof that every byte of an archive belongs to exactly one entry (FORMAT section 1). */

import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { DataCursor } from '../bytes/data-cursor.ts';
import { ArchiveError } from '../errors.ts';
import { quote } from '../findings.ts';
import type { Limits } from '../limits.ts';
import { checkLocalHeader, readLocalHeader, type LocalHeader } from './local-header.ts';
import type { Tolerances } from './tolerances.ts';
import {
  DESCRIPTOR_SIGNATURE,
  EXTRA_ZIP64,
  FLAG_DESCRIPTOR,
  LOCAL_HEADER_SIZE,
  MAX_U16,
  MAX_U32,
} from './zip-constants.ts';
import type { ZipEntry } from './zip-entry.ts';
import type { DirectoryRecord } from './zip-directory.ts';
import { ambiguous } from './zip-fields.ts';

/**
 * Checks that the entries fill the file from its first byte to the directory, each once, and finds where their data
 * start. In a file of the strict profile the directory alone shows it; elsewhere each gap is read and explained by
 * an extra field, a data descriptor or zero bytes.
 *
 * @param end - offset of the directory
 * @returns path → entry in the order of the file, without entries for folders
 * @throws {ArchiveError} `ambiguous-archive`; `limit-exceeded` when the gaps are larger than `maxDirectorySize`
 */
export async function tileEntries(
  source: ByteSource,
  records: readonly DirectoryRecord[],
  end: number,
  tolerances: Tolerances,
  options: ReadOptions & { readonly limits: Limits },
): Promise<Map<string, ZipEntry>> {
  const sorted = records.toSorted((a, b) => a.headerOffset - b.headerOffset);
  const gaps = findGaps(sorted, end, source.name);
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  if (total > options.limits.maxDirectorySize) {
    throw new ArchiveError(
      'limit-exceeded',
      `${total} bytes lie between entries, the limit maxDirectorySize is ${options.limits.maxDirectorySize}`,
    );
  }
  const entries = new Map<string, ZipEntry>();
  for (const [index, record] of sorted.entries()) {
    const gap = gaps[index]!;
    const known = gap === 0 && !hasDescriptor(record);
    const dataOffset = known ? record.dataOffset : await explainGap(source, record, gap, tolerances, options);
    if (record.path.endsWith('/')) addFolder(record, tolerances);
    else entries.set(record.path, { ...record, dataOffset });
  }
  return entries;
}

/** Bytes behind each entry that its name and stored size do not account for. */
function findGaps(sorted: readonly DirectoryRecord[], end: number, name: string): number[] {
  const first = sorted[0];
  if (first && first.headerOffset > 0) {
    throw ambiguous(`${quote(name)} has ${first.headerOffset} bytes before its first entry`, undefined, 0);
  }
  return sorted.map((record, index) => {
    const next = sorted[index + 1]?.headerOffset ?? end;
    const gap = next - (record.dataOffset + record.storedSize);
    if (gap >= 0) return gap;
    throw ambiguous(
      `entry ${quote(record.path)} overlaps what follows it by ${-gap} bytes`,
      record.path,
      record.headerOffset,
    );
  });
}

/** Entries for folders carry nothing. */
function addFolder(record: DirectoryRecord, tolerances: Tolerances): void {
  if (record.size > 0 || record.storedSize > 2) {
    throw ambiguous(`the folder ${quote(record.path)} has data`, record.path, record.headerOffset);
  }
  tolerances.add('directory-entry', record.path);
}

/** @returns offset of the data of the entry */
async function explainGap(
  source: ByteSource,
  record: DirectoryRecord,
  gap: number,
  tolerances: Tolerances,
  options: ReadOptions,
): Promise<number> {
  const { path, headerOffset, storedSize } = record;
  const fixed = LOCAL_HEADER_SIZE + record.nameLength;
  const before = await source.read(headerOffset, fixed + Math.min(gap, MAX_U16), options);
  const header = readLocalHeader(before, 0, headerOffset);
  const dataOffset = headerOffset + (header?.headerSize ?? fixed);
  checkLocalHeader(header, { ...record, dataOffset });
  const extraLength = dataOffset - headerOffset - fixed;
  if (header) noteExtraFields(header, record, tolerances);
  const behind = gap - extraLength;
  if (behind === 0 && !hasDescriptor(record)) return dataOffset;

  const bytes = await source.read(dataOffset + storedSize, behind, options);
  const descriptorSize = hasDescriptor(record) ? descriptorLength(bytes, record) : 0;
  if (descriptorSize === undefined) {
    throw ambiguous(`the data descriptor of ${quote(path)} disagrees with the directory`, path, headerOffset);
  }
  const padding = bytes.subarray(descriptorSize);
  const stray = padding.findIndex((byte) => byte !== 0);
  if (stray !== -1) {
    const offset = dataOffset + storedSize + descriptorSize + stray;
    throw ambiguous(`bytes at ${offset}, behind entry ${quote(path)}, belong to no entry`, path, offset);
  }
  if (padding.length > 0) tolerances.add('entry-padding', path);
  return dataOffset;
}

function hasDescriptor({ flags }: ZipEntry): boolean {
  return (flags & FLAG_DESCRIPTOR) !== 0;
}

function noteExtraFields({ extra }: LocalHeader, record: DirectoryRecord, tolerances: Tolerances): void {
  const large = record.size >= MAX_U32 || record.storedSize >= MAX_U32;
  if (extra.has(EXTRA_ZIP64) && !large) tolerances.add('needless-zip64', record.path);
  if ([...extra.keys()].some((id) => id !== EXTRA_ZIP64)) tolerances.add('extra-field', record.path);
}

/** Size of a data descriptor that agrees with the record: with or without signature, 32 or 64 bit sizes. */
function descriptorLength(bytes: Uint8Array, record: DirectoryRecord): number | undefined {
  for (const signature of [4, 0]) {
    for (const width of [4, 8]) {
      const length = signature + 4 + 2 * width;
      if (bytes.length < length) continue;
      const cursor = new DataCursor(bytes);
      if (signature > 0 && cursor.u32() !== DESCRIPTOR_SIGNATURE) continue;
      const size = () => (width === 4 ? cursor.u32() : cursor.u64());
      if (cursor.u32() === record.crc32 && size() === record.storedSize && size() === record.size)
        return length;
    }
  }
  return undefined;
}
