/** The central directory: every record, strictly. */

import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { DataCursor } from '../bytes/data-cursor.ts';
import { ArchiveError } from '../errors.ts';
import { quote } from '../findings.ts';
import type { Limits } from '../limits.ts';
import type { DirectoryRecord } from './directory-record.ts';
import { readEndRecord, type EndRecord } from './end-record.ts';
import { foldPath, isEntryPath } from './entry-path.ts';
import { tileEntries } from './tiling.ts';
import { Tolerances } from './tolerances.ts';
import {
  CENTRAL_HEADER_SIZE,
  CENTRAL_SIGNATURE,
  DOS_DATE,
  DOS_TIME,
  END_SIZE,
  EXTRA_UNICODE_PATH,
  EXTRA_ZIP64,
  FLAG_DESCRIPTOR,
  LOCAL_HEADER_SIZE,
  MAX_COMMENT_SIZE,
  MAX_U32,
  UNIX_SYMLINK,
  ZIP64_END_SIZE,
  ZIP64_LOCATOR_SIZE,
} from './zip-constants.ts';
import type { ZipEntry } from './zip-entry.ts';
import {
  ambiguous,
  checkFlags,
  decodeName,
  methodOf,
  readExtra,
  readFields,
  resolveZip64,
} from './zip-fields.ts';

/** The directory of an archive, checked. */
export interface ZipDirectory {
  /** Path → entry, in the order of the entries in the file; entries for folders are left out. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Offset of the first directory record, which is the end of the last entry. */
  readonly offset: number;
  /** What is not as the profile has it, and tolerated. */
  readonly tolerances: Tolerances;
}

export interface DirectoryOptions extends ReadOptions {
  readonly limits: Limits;
  /** Bytes of directory and end records, where somebody knows it. */
  readonly directorySize?: number | undefined;
}

/** Without a hint a reader asks for as much as end records with the longest comment need. */
const TAIL_SIZE = ZIP64_END_SIZE + ZIP64_LOCATOR_SIZE + END_SIZE + MAX_COMMENT_SIZE;

/**
 * Reads and checks the central directory: one read when the hint is right or the directory is small, else two.
 * Entries that other tools aligned or gave extra fields cost a read each.
 *
 * @param size - bytes of the archive
 * @throws {ArchiveError} `truncated-archive`, `ambiguous-archive`, `limit-exceeded`
 */
export async function readDirectory(
  source: ByteSource,
  size: number,
  options: DirectoryOptions,
): Promise<ZipDirectory> {
  const { limits, directorySize = TAIL_SIZE } = options;
  let tail = await readTail(source, size, Math.max(END_SIZE, directorySize), options);
  let end = readEndRecord(tail.bytes, tail.offset, source.name);
  if (!end) {
    tail = await readTail(source, size, TAIL_SIZE, options);
    end = readEndRecord(tail.bytes, tail.offset, source.name);
  }
  if (!end) throw ambiguous(`${quote(source.name)} has ZIP64 records that are not before its end record`);
  checkLimits(end, limits);
  if (end.directoryOffset < tail.offset) {
    tail = await readTail(source, size, size - end.directoryOffset, options);
  }
  const start = end.directoryOffset - tail.offset;
  const tolerances = new Tolerances();
  if (end.commentLength > 0) tolerances.add('archive-comment');
  if (end.needlessZip64) tolerances.add('needless-zip64');
  const records = readRecords(tail.bytes.subarray(start, start + end.directorySize), end, tolerances);
  const entries = await tileEntries(source, records, end.directoryOffset, tolerances, options);
  return { entries, offset: end.directoryOffset, tolerances };
}

async function readTail(
  source: ByteSource,
  size: number,
  length: number,
  options: ReadOptions,
): Promise<{ bytes: Uint8Array; offset: number }> {
  const offset = Math.max(0, size - length);
  return { bytes: await source.read(offset, size - offset, options), offset };
}

function checkLimits(end: EndRecord, { maxEntries, maxDirectorySize }: Limits): void {
  if (end.entries > maxEntries) {
    throw new ArchiveError(
      'limit-exceeded',
      `the archive has ${end.entries} entries, the limit maxEntries is ${maxEntries}`,
    );
  }
  if (end.directorySize > maxDirectorySize) {
    throw new ArchiveError(
      'limit-exceeded',
      `the directory has ${end.directorySize} bytes, the limit maxDirectorySize is ${maxDirectorySize}`,
    );
  }
}

function readRecords(bytes: Uint8Array, end: EndRecord, tolerances: Tolerances): DirectoryRecord[] {
  const cursor = new DataCursor(bytes);
  const records: DirectoryRecord[] = [];
  const names = new Set<string>();
  while (cursor.remaining > 0) {
    const record = readRecord(cursor, end.directoryOffset + cursor.at, tolerances);
    const folded = foldPath(record.path).replace(/\/$/, '');
    if (names.has(folded)) {
      throw ambiguous(
        `two entries have the name ${quote(record.path)}, or one that differs in case only`,
        record.path,
      );
    }
    names.add(folded);
    records.push(record);
  }
  refuseFilesAsFolders(records);
  if (records.length !== end.entries) {
    throw ambiguous(`the directory has ${records.length} records, its end record counts ${end.entries}`);
  }
  return records;
}

/** Nobody can unpack `a` and `a/b`. */
function refuseFilesAsFolders(records: readonly DirectoryRecord[]): void {
  const files = new Set(records.map(({ path }) => foldPath(path)));
  for (const { path } of records) {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const folder = path.slice(0, at);
      if (files.has(foldPath(folder))) throw ambiguous(`${quote(folder)} is a file and a folder`, path);
    }
  }
}

function readRecord(cursor: DataCursor, offset: number, tolerances: Tolerances): DirectoryRecord {
  if (cursor.remaining < CENTRAL_HEADER_SIZE || cursor.u32() !== CENTRAL_SIGNATURE) {
    throw ambiguous(`there is no directory record at byte ${offset}`, undefined, offset);
  }
  const fields = readFields(cursor.skip(4));
  const [commentLength, disk] = [cursor.u16(), cursor.u16()];
  const attributes = cursor.skip(2).u32();
  const headerOffset = cursor.u32();
  if (fields.nameLength + fields.extraLength + commentLength > cursor.remaining) {
    throw ambiguous(
      `the directory record at byte ${offset} does not end within the directory`,
      undefined,
      offset,
    );
  }
  const path = decodeName(cursor.bytes(fields.nameLength), fields.flags);
  const extra = readExtra(cursor.bytes(fields.extraLength));
  cursor.skip(commentLength);
  if (!isEntryPath(path.replace(/\/$/, ''))) {
    throw ambiguous(`the entry name ${quote(path)} does not follow the grammar of entry names`, path, offset);
  }
  checkFlags(fields.flags, path, offset);
  if (attributes >>> 28 === UNIX_SYMLINK) {
    throw ambiguous(`entry ${quote(path)} is a symbolic link`, path, offset);
  }
  if (disk !== 0)
    throw ambiguous(`entry ${quote(path)} lies in another part of a split archive`, path, offset);
  if (!extra) throw ambiguous(`the extra field of ${quote(path)} is malformed`, path, offset);
  const unicodePath = extra.get(EXTRA_UNICODE_PATH);
  if (unicodePath && new TextDecoder().decode(unicodePath.subarray(5)) !== path) {
    throw ambiguous(`entry ${quote(path)} has a second, different name`, path, offset);
  }
  const values = [fields.size, fields.storedSize, headerOffset];
  const resolved = resolveZip64(values, extra);
  if (!resolved)
    throw ambiguous(`the ZIP64 field of ${quote(path)} is missing or out of range`, path, offset);

  if (fields.date !== DOS_DATE || fields.time !== DOS_TIME) tolerances.add('entry-date', path);
  if (attributes !== 0) tolerances.add('entry-attributes', path);
  if (commentLength > 0) tolerances.add('entry-comment', path);
  if (fields.flags & FLAG_DESCRIPTOR) tolerances.add('data-descriptor', path);
  if ([...extra.keys()].some((id) => id !== EXTRA_ZIP64)) tolerances.add('extra-field', path);
  if (extra.has(EXTRA_ZIP64) && !values.includes(MAX_U32)) tolerances.add('needless-zip64', path);
  const [size, storedSize, start] = resolved as [number, number, number];
  return {
    path,
    flags: fields.flags,
    method: methodOf(fields.method, path, offset),
    crc32: fields.crc32,
    size,
    storedSize,
    headerOffset: start,
    dataOffset: start + LOCAL_HEADER_SIZE + fields.nameLength,
    nameLength: fields.nameLength,
  };
}
