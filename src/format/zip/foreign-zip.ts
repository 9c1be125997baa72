/**
 * The directory of a ZIP by any tool, for those who unpack what they are given. It is read as it stands; archives are
 * read by `zip-directory.ts`, which refuses what can be read in two ways.
 */

import { DataCursor } from '../bytes/data-cursor.ts';
import { readDirectoryRecord, type DirectoryRecord } from './directory-record.ts';
import { CLASSIC, readEndFields, ZIP64, type EndFields } from './end-fields.ts';
import {
  END_SIGNATURE,
  END_SIZE,
  MAX_COMMENT_SIZE,
  ZIP64_END_SIGNATURE,
  ZIP64_END_SIZE,
  ZIP64_LOCATOR_SIGNATURE,
  ZIP64_LOCATOR_SIZE,
} from './zip-constants.ts';
import { readExtra, resolveZip64 } from './zip-fields.ts';

/** Where the directory of a ZIP lies, bytes from its start. */
export interface DirectoryPlace {
  readonly offset: number;
  readonly size: number;
}

/** Reads bytes of a file: fewer, or none, where it ends. */
export type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

/**
 * Finds the directory of a ZIP: the last end record says where, if a directory of the size that it gives fits before
 * it. One read, one more for each ZIP64 record.
 *
 * @param size - bytes of the file
 * @returns `undefined` when there is no such end record: the file is no ZIP, or was cut off
 */
export async function findForeignDirectory(
  read: ReadBytes,
  size: number,
): Promise<DirectoryPlace | undefined> {
  const tailSize = Math.min(size, END_SIZE + MAX_COMMENT_SIZE + ZIP64_LOCATOR_SIZE);
  const tailOffset = size - tailSize;
  const tail = await read(tailOffset, tailSize);
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || new DataCursor(tail, at).u32() !== END_SIGNATURE) continue;
    const wideOffset = wideRecordOffset(tail, at - ZIP64_LOCATOR_SIZE);
    const wide = wideOffset === undefined ? undefined : await readWideRecord(read, wideOffset);
    const { directoryOffset, directorySize } = wide ?? readEndFields(new DataCursor(tail, at + 4), CLASSIC);
    if (directoryOffset + directorySize <= tailOffset + at) {
      return { offset: directoryOffset, size: directorySize };
    }
  }
  return undefined;
}

/** Offset of the ZIP64 record, where a locator stands at `at`. */
function wideRecordOffset(tail: Uint8Array, at: number): number | undefined {
  if (at < 0 || new DataCursor(tail, at).u32() !== ZIP64_LOCATOR_SIGNATURE) return undefined;
  return new DataCursor(tail, at + 8).u64();
}

async function readWideRecord(read: ReadBytes, offset: number): Promise<EndFields | undefined> {
  const bytes = await read(offset, ZIP64_END_SIZE);
  if (bytes.length < ZIP64_END_SIZE || new DataCursor(bytes).u32() !== ZIP64_END_SIGNATURE) return undefined;
  return readEndFields(new DataCursor(bytes, 16), ZIP64);
}

/**
 * The records of a directory in their order, sizes and offsets taken from the ZIP64 field where it has them. Ends
 * where no whole record stands. The caller counts them: there can be one for every 46 bytes.
 */
export function* foreignRecords(directory: Uint8Array): Generator<DirectoryRecord> {
  const cursor = new DataCursor(directory);
  for (let record = readDirectoryRecord(cursor); record; record = readDirectoryRecord(cursor)) {
    // Of a malformed extra field the parts before the fault count.
    const parts = new Map<number, Uint8Array>();
    readExtra(record.extra, parts);
    const values = [record.size, record.storedSize, record.headerOffset];
    const [size, storedSize, headerOffset] = (resolveZip64(values, parts) ?? values) as [
      number,
      number,
      number,
    ];
    yield { ...record, size, storedSize, headerOffset };
  }
}
