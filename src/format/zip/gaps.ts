/** Bytes between entries that other tools leave there. */

import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { DataCursor } from '../bytes/data-cursor.ts';
import { quote } from '../findings.ts';
import type { DeclaredEntry } from './declared-entry.ts';
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
import { ambiguous } from './zip-fields.ts';

/**
 * Explains the bytes behind an entry that its name and stored size do not account for: an extra field, a data
 * descriptor, zero bytes.
 *
 * @returns offset of the data of the entry
 * @throws {ArchiveError} `ambiguous-archive` when they are anything else
 */
export async function explainGap(
  source: ByteSource,
  record: DeclaredEntry,
  gap: number,
  tolerances: Tolerances,
  options: ReadOptions,
): Promise<number> {
  const { path, headerOffset, storedSize } = record;
  const hasDescriptor = (record.flags & FLAG_DESCRIPTOR) !== 0;
  const fixed = LOCAL_HEADER_SIZE + record.nameLength;
  const before = await source.read(headerOffset, fixed + Math.min(gap, MAX_U16), options);
  const header = readLocalHeader(before, 0, headerOffset);
  const dataOffset = headerOffset + (header?.headerSize ?? fixed);
  checkLocalHeader(header, { ...record, dataOffset });
  const extraLength = dataOffset - headerOffset - fixed;
  if (header) noteExtraFields(header, record, tolerances);
  const behind = gap - extraLength;
  if (behind === 0 && !hasDescriptor) return dataOffset;

  const bytes = await source.read(dataOffset + storedSize, behind, options);
  const descriptorSize = hasDescriptor ? descriptorLength(bytes, record) : 0;
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

function noteExtraFields({ extra }: LocalHeader, record: DeclaredEntry, tolerances: Tolerances): void {
  const large = record.size >= MAX_U32 || record.storedSize >= MAX_U32;
  if (extra.has(EXTRA_ZIP64) && !large) tolerances.add('needless-zip64', record.path);
  if ([...extra.keys()].some((id) => id !== EXTRA_ZIP64)) tolerances.add('extra-field', record.path);
}

/** Size of a data descriptor that agrees with the record: with or without signature, 32 or 64 bit sizes. */
function descriptorLength(bytes: Uint8Array, record: DeclaredEntry): number | undefined {
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
