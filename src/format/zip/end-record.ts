/** The end of an archive: end record, ZIP64 records, archive comment. */

import { DataCursor } from '../bytes/data-cursor.ts';
import { ArchiveError } from '../errors.ts';
import { quote } from '../findings.ts';
import { CLASSIC, readEndFields, ZIP64 } from './end-fields.ts';
import {
  END_SIGNATURE,
  END_SIZE,
  MAX_U16,
  MAX_U32,
  ZIP64_END_SIGNATURE,
  ZIP64_END_SIZE,
  ZIP64_LOCATOR_SIGNATURE,
  ZIP64_LOCATOR_SIZE,
} from './zip-constants.ts';
import { ambiguous } from './zip-fields.ts';

/** Where the directory is and what it holds. Offsets count from the start of the archive. */
export interface EndRecord {
  readonly entries: number;
  readonly directoryOffset: number;
  readonly directorySize: number;
  readonly commentLength: number;
  /** There are ZIP64 records. */
  readonly zip64: boolean;
  /** There are ZIP64 records that no value needed. */
  readonly needlessZip64: boolean;
}

/**
 * Finds and reads the end record, which must end exactly where the file does.
 *
 * @param tail - the last bytes of the file, up to its end
 * @param tailOffset - offset of `tail` from the start of the archive
 * @returns `undefined` when the tail is too short to decide
 * @throws {ArchiveError} `truncated-archive`, `ambiguous-archive`
 */
export function readEndRecord(tail: Uint8Array, tailOffset: number, name: string): EndRecord | undefined {
  const candidates = endCandidates(tail);
  const [at] = candidates;
  if (at === undefined) {
    if (tailOffset > 0 && tail.length < END_SIZE + MAX_U16) return undefined;
    throw missingEnd(tail, tailOffset, name);
  }
  if (candidates.length > 1) {
    throw ambiguous(`${quote(name)} has two end records, each of which could be the one that counts`);
  }
  return readRecords(tail, tailOffset, at);
}

/** Places of signatures whose record, comment included, ends where the file does. */
function endCandidates(tail: Uint8Array): number[] {
  const places: number[] = [];
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = tail.length - END_SIZE; at >= Math.max(0, tail.length - END_SIZE - MAX_U16); at -= 1) {
    if (tail[at] !== 0x50 || view.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_SIZE + view.getUint16(at + 20, true) === tail.length) places.push(at);
  }
  return places;
}

function missingEnd(tail: Uint8Array, tailOffset: number, name: string): ArchiveError {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || view.getUint32(at, true) !== END_SIGNATURE) continue;
    const end = at + END_SIZE + view.getUint16(at + 20, true);
    if (end < tail.length) {
      return ambiguous(
        `${quote(name)} has ${tail.length - end} bytes after its end record`,
        undefined,
        tailOffset + end,
      );
    }
  }
  return new ArchiveError('truncated-archive', `${quote(name)} has no end record: it was cut off`, {
    offset: tailOffset + tail.length,
  });
}

function readRecords(tail: Uint8Array, tailOffset: number, at: number): EndRecord | undefined {
  const cursor = new DataCursor(tail, at + 4);
  const { disk, directoryDisk, entriesHere, ...classic } = readEndFields(cursor, CLASSIC);
  const commentLength = cursor.u16();
  const offset = tailOffset + at;
  if ((disk !== 0 && disk !== MAX_U16) || (directoryDisk !== 0 && directoryDisk !== MAX_U16)) {
    throw ambiguous('the archive is one part of several, split archives are not allowed', undefined, offset);
  }
  const { entries, directorySize, directoryOffset } = classic;
  if (entries !== entriesHere) throw ambiguous('the end record counts its entries twice, differently');
  if (at >= ZIP64_LOCATOR_SIZE) {
    const locator = new DataCursor(tail, at - ZIP64_LOCATOR_SIZE);
    if (locator.u32() === ZIP64_LOCATOR_SIGNATURE) {
      return readZip64(tail, tailOffset, at, classic, commentLength);
    }
  } else if (tailOffset > 0) {
    return undefined;
  }
  if (entries === MAX_U16 || directorySize === MAX_U32 || directoryOffset === MAX_U32) {
    throw ambiguous('the end record refers to ZIP64 records that are not there', undefined, offset);
  }
  requireAdjacent(classic, offset);
  return { ...classic, commentLength, zip64: false, needlessZip64: false };
}

type Totals = Pick<EndRecord, 'entries' | 'directorySize' | 'directoryOffset'>;

function readZip64(
  tail: Uint8Array,
  tailOffset: number,
  endAt: number,
  classic: Totals,
  commentLength: number,
): EndRecord | undefined {
  const locatorAt = endAt - ZIP64_LOCATOR_SIZE;
  const recordAt = locatorAt - ZIP64_END_SIZE;
  if (recordAt < 0 && tailOffset > 0) return undefined;
  const locator = new DataCursor(tail, locatorAt + 8);
  const recordOffset = tailOffset + recordAt;
  const record = recordAt < 0 ? undefined : new DataCursor(tail, recordAt);
  if (!record || locator.u64() !== recordOffset || record.u32() !== ZIP64_END_SIGNATURE) {
    throw ambiguous(
      'the ZIP64 locator does not point at the record before it',
      undefined,
      tailOffset + locatorAt,
    );
  }
  const recordSize = record.u64();
  const { disk, directoryDisk, entriesHere, ...large } = readEndFields(record.skip(4), ZIP64);
  const { entries, directorySize, directoryOffset } = large;
  const agrees =
    recordSize === ZIP64_END_SIZE - 12 &&
    disk === 0 &&
    directoryDisk === 0 &&
    entriesHere === entries &&
    (classic.entries === entries || classic.entries === MAX_U16) &&
    (classic.directorySize === directorySize || classic.directorySize === MAX_U32) &&
    (classic.directoryOffset === directoryOffset || classic.directoryOffset === MAX_U32);
  if (!agrees) throw ambiguous('end record and ZIP64 record disagree', undefined, recordOffset);
  requireAdjacent(large, recordOffset);
  const needed = entries >= MAX_U16 || directorySize >= MAX_U32 || directoryOffset >= MAX_U32;
  return { ...large, commentLength, zip64: true, needlessZip64: !needed };
}

/** The directory must end where the records begin: no byte before or between them is unexplained. */
function requireAdjacent({ directoryOffset, directorySize }: Totals, end: number): void {
  if (directoryOffset + directorySize === end) return;
  throw ambiguous(
    `the directory should lie at bytes ${directoryOffset} to ${directoryOffset + directorySize}, but its end ` +
      `record is at byte ${end}`,
    undefined,
    end,
  );
}
