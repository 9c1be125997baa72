/** The central directory of an archive: every record, held against the profile of spec section 3. */

import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { DataCursor } from '../bytes/data-cursor.ts';
import { ArchiveError } from '../errors.ts';
import { quote } from '../findings.ts';
import type { Limits } from '../limits.ts';
import type { DeclaredEntry } from './declared-entry.ts';
import { readDirectoryRecord } from './directory-record.ts';
import { readEndRecord, type EndRecord } from './end-record.ts';
import { foldPath, isEntryPath } from './entry-path.ts';
import { tileEntries } from './tiling.ts';
import { Tolerances } from './tolerances.ts';
import {
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
import { ambiguous, checkFlags, decodeName, methodOf, readExtra, resolveZip64 } from './zip-fields.ts';

/** The directory of an archive, checked. */
export interface ZipDirectory {
  /** Path → entry, in the order of the entries in the file; entries for folders are left out. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Offset of the first directory record, which is the end of the last entry. */
  readonly offset: number;
  /** What is not as the profile has it, and tolerated. */
  readonly tolerances: Tolerances;
}

/** How a directory is read. */
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
  const declared = readEntries(tail.bytes.subarray(start, start + end.directorySize), end, tolerances);
  const entries = await tileEntries(source, declared, end.directoryOffset, tolerances, options);
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

function readEntries(bytes: Uint8Array, end: EndRecord, tolerances: Tolerances): DeclaredEntry[] {
  const cursor = new DataCursor(bytes);
  const entries: DeclaredEntry[] = [];
  const names = new Set<string>();
  while (cursor.remaining > 0) {
    const entry = readEntry(cursor, end.directoryOffset + cursor.at, tolerances);
    const folded = foldPath(entry.path).replace(/\/$/, '');
    if (names.has(folded)) {
      throw ambiguous(
        `two entries have the name ${quote(entry.path)}, or one that differs in case only`,
        entry.path,
      );
    }
    names.add(folded);
    entries.push(entry);
  }
  refuseFilesAsFolders(entries);
  if (entries.length !== end.entries) {
    throw ambiguous(`the directory has ${entries.length} records, its end record counts ${end.entries}`);
  }
  return entries;
}

/** Nobody can unpack `a` and `a/b`. */
function refuseFilesAsFolders(entries: readonly DeclaredEntry[]): void {
  const files = new Set(entries.map(({ path }) => foldPath(path)));
  for (const { path } of entries) {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const folder = path.slice(0, at);
      if (files.has(foldPath(folder))) throw ambiguous(`${quote(folder)} is a file and a folder`, path);
    }
  }
}

function readEntry(cursor: DataCursor, offset: number, tolerances: Tolerances): DeclaredEntry {
  const record = readDirectoryRecord(cursor);
  if (!record) throw ambiguous(`there is no whole directory record at byte ${offset}`, undefined, offset);
  const { flags, attributes, headerOffset } = record;
  const path = decodeName(record.name, flags);
  const extra = readExtra(record.extra);
  if (!isEntryPath(path.replace(/\/$/, ''))) {
    throw ambiguous(`the entry name ${quote(path)} does not follow the grammar of entry names`, path, offset);
  }
  checkFlags(flags, path, offset);
  if (attributes >>> 28 === UNIX_SYMLINK) {
    throw ambiguous(`entry ${quote(path)} is a symbolic link`, path, offset);
  }
  if (record.disk !== 0)
    throw ambiguous(`entry ${quote(path)} lies in another part of a split archive`, path, offset);
  if (!extra) throw ambiguous(`the extra field of ${quote(path)} is malformed`, path, offset);
  const unicodePath = extra.get(EXTRA_UNICODE_PATH);
  if (unicodePath && new TextDecoder().decode(unicodePath.subarray(5)) !== path) {
    throw ambiguous(`entry ${quote(path)} has a second, different name`, path, offset);
  }
  const values = [record.size, record.storedSize, headerOffset];
  const resolved = resolveZip64(values, extra);
  if (!resolved)
    throw ambiguous(`the ZIP64 field of ${quote(path)} is missing or out of range`, path, offset);

  if (record.date !== DOS_DATE || record.time !== DOS_TIME) tolerances.add('entry-date', path);
  if (attributes !== 0) tolerances.add('entry-attributes', path);
  if (record.commentLength > 0) tolerances.add('entry-comment', path);
  if (flags & FLAG_DESCRIPTOR) tolerances.add('data-descriptor', path);
  if ([...extra.keys()].some((id) => id !== EXTRA_ZIP64)) tolerances.add('extra-field', path);
  if (extra.has(EXTRA_ZIP64) && !values.includes(MAX_U32)) tolerances.add('needless-zip64', path);
  const [size, storedSize, start] = resolved as [number, number, number];
  return {
    path,
    flags,
    method: methodOf(record.method, path, offset),
    crc32: record.crc32,
    size,
    storedSize,
    headerOffset: start,
    dataOffset: start + LOCAL_HEADER_SIZE + record.nameLength,
    nameLength: record.nameLength,
  };
}
