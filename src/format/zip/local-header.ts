import { DataCursor } from '../bytes/data-cursor.ts';
import { quote } from '../findings.ts';
import { EXTRA_UNICODE_PATH, FLAG_DESCRIPTOR, LOCAL_HEADER_SIZE, LOCAL_SIGNATURE } from './zip-constants.ts';
import type { ZipEntry, ZipMethod } from './zip-entry.ts';
import {
  ambiguous,
  checkFlags,
  decodeName,
  methodOf,
  readExtra,
  readFields,
  resolveZip64,
} from './zip-fields.ts';

/** What a local header says. */
export interface LocalHeader {
  readonly path: string;
  readonly method: ZipMethod;
  readonly crc32: number;
  readonly size: number;
  readonly storedSize: number;
  /** General purpose flags. */
  readonly flags: number;
  /** Bytes of the header with name and extra field: the data start there. */
  readonly headerSize: number;
  readonly extra: ReadonlyMap<number, Uint8Array>;
}

/** Bytes of a local header, its fixed part being at `at`; `undefined` when there is none, or not all of it. */
export function localHeaderLength(bytes: Uint8Array, at: number): number | undefined {
  if (bytes.length - at < LOCAL_HEADER_SIZE) return undefined;
  const cursor = new DataCursor(bytes, at);
  if (cursor.u32() !== LOCAL_SIGNATURE) return undefined;
  const { nameLength, extraLength } = readFields(cursor.skip(2));
  return LOCAL_HEADER_SIZE + nameLength + extraLength;
}

/**
 * Reads a local header.
 *
 * @param bytes - contains it whole, from `at`
 * @param offset - offset of the header from the start of the archive, for messages
 * @returns the header; `undefined` when the bytes are none or end within it
 * @throws {ArchiveError} `ambiguous-archive` when it uses what the profile forbids
 */
export function readLocalHeader(bytes: Uint8Array, at: number, offset: number): LocalHeader | undefined {
  const headerSize = localHeaderLength(bytes, at);
  if (headerSize === undefined || headerSize > bytes.length - at) return undefined;
  const cursor = new DataCursor(bytes, at + 6);
  const fields = readFields(cursor);
  const path = decodeName(cursor.bytes(fields.nameLength), fields.flags);
  checkFlags(fields.flags, path, offset);
  const method = methodOf(fields.method, path, offset);
  const extra = readExtra(cursor.bytes(fields.extraLength));
  const sizes = extra && resolveZip64([fields.size, fields.storedSize], extra);
  if (!extra || !sizes) throw ambiguous(`the extra field of ${quote(path)} is malformed`, path, offset);
  return {
    path,
    method,
    crc32: fields.crc32,
    size: sizes[0]!,
    storedSize: sizes[1]!,
    flags: fields.flags,
    headerSize,
    extra,
  };
}

/**
 * Compares a local header with what the directory (or an index that fits it) says of the entry.
 *
 * @throws {ArchiveError} `ambiguous-archive` when a reader that goes by one would see something else than a reader
 *   that goes by the other
 */
export function checkLocalHeader(header: LocalHeader | undefined, entry: ZipEntry): void {
  const { path, headerOffset } = entry;
  if (!header) {
    throw ambiguous(`entry ${quote(path)} has no local header at byte ${headerOffset}`, path, headerOffset);
  }
  const difference = differenceOf(header, entry);
  if (difference === undefined) return;
  throw ambiguous(
    `entry ${quote(path)}: local header and directory disagree about the ${difference}`,
    path,
    headerOffset,
  );
}

function differenceOf(header: LocalHeader, entry: ZipEntry): string | undefined {
  if (header.path !== entry.path) return 'name';
  if (header.flags !== entry.flags) return 'flags';
  if (header.method !== entry.method) return 'method';
  if (header.headerSize !== entry.dataOffset - entry.headerOffset) return 'place of the data';
  const unicodePath = header.extra.get(EXTRA_UNICODE_PATH);
  if (unicodePath && new TextDecoder().decode(unicodePath.subarray(5)) !== entry.path) return 'name';
  // A writer that puts them behind the data leaves them zero here, or knew them already.
  const blank = (header.flags & FLAG_DESCRIPTOR) !== 0 && header.size === 0 && header.storedSize === 0;
  if (!blank && header.size !== entry.size) return 'size';
  if (!blank && header.storedSize !== entry.storedSize) return 'stored size';
  if (!(blank && header.crc32 === 0) && header.crc32 !== entry.crc32) return 'CRC-32';
  return undefined;
}
