/** Finds the entries of a file whose directory cannot be trusted, by their local headers. */

import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { DataCursor } from '../bytes/data-cursor.ts';
import { ArchiveError } from '../errors.ts';
import { readDirectoryRecord } from '../zip/directory-record.ts';
import { CLASSIC, readEndFields } from '../zip/end-fields.ts';
import { isEntryPath } from '../zip/entry-path.ts';
import { readLocalHeader, type LocalHeader } from '../zip/local-header.ts';
import {
  CENTRAL_SIGNATURE,
  DESCRIPTOR_SIGNATURE,
  END_SIGNATURE,
  END_SIZE,
  FLAG_DESCRIPTOR,
  LOCAL_SIGNATURE,
} from '../zip/zip-constants.ts';
import { decodeName, readExtra, resolveZip64 } from '../zip/zip-fields.ts';
import type { ZipMethod } from '../zip/zip-entry.ts';

/** Where an entry lies, as far as it can be told. */
export interface FoundEntry {
  readonly path: string;
  readonly method: ZipMethod;
  readonly headerOffset: number;
  readonly dataOffset: number;
  /** Stored bytes that are there: fewer than the entry had when the file was cut. */
  readonly storedSize: number;
  /** Uncompressed size and CRC-32, unless they stood behind data whose end is lost. */
  readonly size: number | undefined;
  readonly crc32: number | undefined;
  /** The file ends within the entry. */
  readonly cut: boolean;
}

/** Longest local header that a scan looks at: fixed part, longest name of the grammar, longest extra field. */
const MAX_HEADER_SIZE = 30 + 1024 + 0xffff;
/** Longest directory record: fixed part, and three fields as long as they can be. */
const MAX_RECORD_SIZE = 46 + 3 * 0xffff;
const STEP = 64 * 1024;

/** A directory, or what is left of one. */
export interface FoundDirectory {
  /** Where it lies, and where the archive begins whose directory it is: bytes from the start of the file. */
  readonly offset: number;
  readonly start: number;
  /** Every record that its end record counts is there. */
  readonly isComplete: boolean;
  readonly paths: ReadonlySet<string>;
  /** Offsets of local headers from the start of the file. */
  readonly offsets: ReadonlySet<number>;
}

/** What was found in a file. */
export interface ScannedFile {
  /** In the order of the file; there can be several of one path. */
  readonly entries: readonly FoundEntry[];
  readonly directories: readonly FoundDirectory[];
}

/** Records that are taken from a file at most; a hostile one holds as many as it likes. */
const MAX_RECORDS = 100_000;

/**
 * Goes from local header to local header, never into the data of an entry whose size is known, and over directories;
 * where there is neither, it looks for the next.
 *
 * @throws {ArchiveError} `limit-exceeded` when it finds no end of them
 */
export async function scanEntries(
  source: ByteSource,
  size: number,
  options: ReadOptions,
): Promise<ScannedFile> {
  const entries: FoundEntry[] = [];
  const records: PlacedRecord[] = [];
  const ends: PlacedEnd[] = [];
  const file = new Window(source, size, options);
  for (let at = 0; at < size;) {
    if (entries.length + records.length + ends.length > MAX_RECORDS) {
      throw new ArchiveError('limit-exceeded', `the file holds more than ${MAX_RECORDS} entries`);
    }
    const signature = await file.u32(at);
    const header = signature === LOCAL_SIGNATURE ? await headerAt(file, at) : undefined;
    const record = signature === CENTRAL_SIGNATURE ? await recordAt(file, at) : undefined;
    if (header) {
      const entry = await locate(file, header, at);
      entries.push(entry);
      at = entry.dataOffset + entry.storedSize;
    } else if (record) {
      records.push(record);
      at += record.length;
    } else {
      const end = signature === END_SIGNATURE ? await endAt(file, at) : undefined;
      if (end) ends.push(end);
      at = await nextSignature(file, at + 1);
    }
  }
  return { entries, directories: directoriesOf(records, ends, entries) };
}

/** A directory record at its place. */
interface PlacedRecord {
  readonly at: number;
  readonly length: number;
  readonly path: string;
  readonly headerOffset: number;
}

/** An end record at its place. */
interface PlacedEnd {
  readonly at: number;
  readonly entries: number;
  readonly directoryOffset: number;
  readonly directorySize: number;
}

async function recordAt(file: Window, at: number): Promise<PlacedRecord | undefined> {
  const bytes = await file.bytes(at, MAX_RECORD_SIZE);
  const cursor = new DataCursor(bytes);
  const record = readDirectoryRecord(cursor);
  if (!record) return undefined;
  const [, , headerOffset] = resolveZip64(
    [record.size, record.storedSize, record.headerOffset],
    readExtra(record.extra) ?? new Map(),
  ) ?? [0, 0, record.headerOffset];
  return { at, length: cursor.at, path: decodeName(record.name, record.flags), headerOffset: headerOffset! };
}

async function endAt(file: Window, at: number): Promise<PlacedEnd | undefined> {
  const bytes = await file.bytes(at, END_SIZE);
  if (bytes.length < END_SIZE) return undefined;
  return { at, ...readEndFields(new DataCursor(bytes, 4), CLASSIC) };
}

/** Each end record closes the records before it; records that none closes are of a directory that was cut. */
function directoriesOf(
  records: readonly PlacedRecord[],
  ends: readonly PlacedEnd[],
  entries: readonly FoundEntry[],
): FoundDirectory[] {
  const places = new Set(entries.map(({ headerOffset }) => headerOffset));
  const directories: FoundDirectory[] = [];
  let rest = records;
  for (const end of ends) {
    const closed = rest.filter(({ at }) => at < end.at);
    if (closed.length === 0) continue;
    rest = rest.slice(closed.length);
    const start = end.at - end.directorySize - end.directoryOffset;
    directories.push(directoryOf(closed, start, closed.length === end.entries, places));
  }
  if (rest.length > 0) directories.push(directoryOf(rest, 0, false, places));
  return directories;
}

/** @param start - what the end record says, which may be damaged, or leave it to a ZIP64 record */
function directoryOf(
  records: readonly PlacedRecord[],
  start: number,
  isComplete: boolean,
  places: ReadonlySet<number>,
): FoundDirectory {
  const fits = (from: number): number =>
    records.filter(({ headerOffset }) => places.has(from + headerOffset)).length;
  const from = fits(start) > fits(0) ? start : 0;
  return {
    offset: records[0]!.at,
    start: from,
    isComplete,
    paths: new Set(records.map(({ path }) => path)),
    offsets: new Set(records.map(({ headerOffset }) => from + headerOffset)),
  };
}

/** A local header that can be one of ours. */
async function headerAt(file: Window, at: number): Promise<LocalHeader | undefined> {
  try {
    const header = readLocalHeader(await file.bytes(at, MAX_HEADER_SIZE), 0, at);
    return header && isEntryPath(header.path) ? header : undefined;
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'ambiguous-archive') return undefined;
    throw error;
  }
}

async function locate(file: Window, header: LocalHeader, headerOffset: number): Promise<FoundEntry> {
  const { path, method } = header;
  const dataOffset = headerOffset + header.headerSize;
  const base = { path, method, headerOffset, dataOffset };
  const unknown = (header.flags & FLAG_DESCRIPTOR) !== 0 && header.storedSize === 0;
  if (unknown) return { ...base, ...(await findDescriptor(file, dataOffset)) };
  const storedSize = Math.min(header.storedSize, file.size - dataOffset);
  const { size, crc32 } = header;
  return { ...base, storedSize, size, crc32, cut: storedSize < header.storedSize };
}

/** The end of an entry whose sizes stand behind it: the first descriptor that states the distance to itself. */
async function findDescriptor(
  file: Window,
  dataOffset: number,
): Promise<Pick<FoundEntry, 'storedSize' | 'size' | 'crc32' | 'cut'>> {
  for (let at = dataOffset; ; at += 1) {
    at = await nextSignature(file, at);
    const storedSize = at - dataOffset;
    if (at >= file.size) return { storedSize, size: undefined, crc32: undefined, cut: true };
    const bytes = await file.bytes(at, 16);
    const cursor = new DataCursor(bytes);
    const signature = cursor.u32();
    if (signature === DESCRIPTOR_SIGNATURE && bytes.length === 16) {
      const crc32 = cursor.u32();
      if (cursor.u32() === storedSize) return { storedSize, size: cursor.u32(), crc32, cut: false };
    }
    const next =
      signature === CENTRAL_SIGNATURE || (signature === LOCAL_SIGNATURE && (await headerAt(file, at)));
    if (next) return { storedSize, size: undefined, crc32: undefined, cut: false };
  }
}

/** Offset of the next signature of any record at or after `from`; the size of the file when there is none. */
async function nextSignature(file: Window, from: number): Promise<number> {
  const signatures = [LOCAL_SIGNATURE, CENTRAL_SIGNATURE, DESCRIPTOR_SIGNATURE, END_SIGNATURE];
  for (let at = from; at < file.size; at += STEP) {
    // Three bytes more than the step, for a signature across its end.
    const bytes = await file.bytes(at, STEP + 3);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = bytes.indexOf(0x50); index !== -1 && index + 4 <= bytes.length;) {
      if (signatures.includes(view.getUint32(index, true))) return at + index;
      index = bytes.indexOf(0x50, index + 1);
    }
  }
  return file.size;
}

/** Reads a file in blocks, so that a scan does not cost a read for each header. */
class Window {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #options: ReadOptions;
  #offset = 0;
  #bytes = new Uint8Array();

  constructor(source: ByteSource, size: number, options: ReadOptions) {
    this.#source = source;
    this.size = size;
    this.#options = options;
  }

  /** `length` bytes from `offset`, or as many as the file has. */
  async bytes(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.size);
    if (offset < this.#offset || end > this.#offset + this.#bytes.length) {
      const size = Math.min(Math.max(length, 4 * STEP), this.size - offset);
      this.#bytes = new Uint8Array(await this.#source.read(offset, size, this.#options));
      this.#offset = offset;
    }
    return this.#bytes.subarray(offset - this.#offset, end - this.#offset);
  }

  async u32(offset: number): Promise<number | undefined> {
    const bytes = await this.bytes(offset, 4);
    return bytes.length === 4 ? new DataCursor(bytes).u32() : undefined;
  }
}
