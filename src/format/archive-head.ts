/** The head of an archive: the entries that are enough to start (spec section 14). */

import { HEAD_ENTRIES, HEAD_SIZE, INDEX_ENTRY, MANIFEST_ENTRY, MIMETYPE_ENTRY } from './archive-layout.ts';
import type { ByteSource, ReadOptions } from './bytes/byte-source.ts';
import { crc32 } from './bytes/crc32.ts';
import { ArchiveError } from './errors.ts';
import { quote } from './findings.ts';
import type { Limits } from './limits.ts';
import { inflate } from './segments/inflate.ts';
import { parseJson } from './segments/json-value.ts';
import { MEDIA_TYPE } from './version.ts';
import { readLocalHeader } from './zip/local-header.ts';
import { FLAG_UTF8 } from './zip/zip-constants.ts';
import type { ZipEntry } from './zip/zip-entry.ts';

/** The first bytes of an archive and the entries that begin in them. */
export interface ArchiveHead {
  /** Bytes of the archive from its start; at least to the end of the last of {@link entries}. */
  readonly bytes: Uint8Array;
  /** Bytes of the archive, where the source said so. */
  readonly size: number | undefined;
  /**
   * Entries by their local headers: all of the head when it has the fixed order and profile, else those before the
   * first that does not.
   */
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

/**
 * Reads the head: one read, one more when manifest and index do not end within 64 KiB.
 *
 * @throws {ArchiveError} `not-an-archive` when it is no ZIP; `limit-exceeded` when manifest or index are too large;
 *   what the source throws
 */
export async function readHead(
  source: ByteSource,
  options: ReadOptions & { readonly limits: Limits },
): Promise<ArchiveHead> {
  const { size, ...first } = await source.readHead(HEAD_SIZE, options);
  let bytes = first.bytes;
  await requireZip(bytes, source.name);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (const path of HEAD_ENTRIES) {
    const entry = headEntry(bytes, at, path);
    if (!entry) break;
    if (path === MANIFEST_ENTRY || path === INDEX_ENTRY) requireMetadataSize(entry, options.limits);
    at = entry.dataOffset + entry.storedSize;
    if (size !== undefined && at > size) break;
    if (at > bytes.length)
      bytes = await extend(source, bytes, at, path === MANIFEST_ENTRY ? size : at, options);
    entries.set(path, entry);
  }
  return { bytes, size, entries };
}

/** One of the fixed entries, if it begins here and follows the profile so far that its data can be found. */
function headEntry(bytes: Uint8Array, at: number, path: string): ZipEntry | undefined {
  const header = readLocalHeader(bytes, at, at);
  if (header?.path !== path || header.flags !== FLAG_UTF8) return undefined;
  const { flags, method, size, storedSize, headerSize } = header;
  const dataOffset = at + headerSize;
  return { path, flags, method, crc32: header.crc32, size, storedSize, headerOffset: at, dataOffset };
}

/**
 * Brings the bytes up to `end`. When the manifest already ends behind the first read, as much again comes with it,
 * for the index.
 */
async function extend(
  source: ByteSource,
  bytes: Uint8Array,
  end: number,
  size: number | undefined,
  options: ReadOptions,
): Promise<Uint8Array> {
  const to = size === end ? end : Math.min(end + HEAD_SIZE, size ?? end);
  const more = await source.read(bytes.length, to - bytes.length, options);
  const longer = new Uint8Array(to);
  longer.set(bytes);
  longer.set(more, bytes.length);
  return longer;
}

/**
 * Checks that manifest or index may be read into memory.
 *
 * @throws {ArchiveError} `limit-exceeded` over `maxMetadataSize`, deflated or inflated
 */
export function requireMetadataSize(entry: ZipEntry, { maxMetadataSize }: Limits): void {
  if (Math.max(entry.size, entry.storedSize) <= maxMetadataSize) return;
  throw new ArchiveError(
    'limit-exceeded',
    `"${entry.path}" has ${entry.size} bytes, the limit maxMetadataSize is ${maxMetadataSize}`,
    { entry: entry.path },
  );
}

/**
 * Inflates the stored bytes of an entry and checks size and CRC-32.
 *
 * @throws {ArchiveError} `corrupt-entry`
 */
export function unpackEntry(stored: Uint8Array, entry: ZipEntry): Uint8Array {
  const { path, method, size } = entry;
  const bytes = method === 'deflate' ? inflate(stored, size) : stored;
  if (bytes?.length === size && crc32(bytes) === entry.crc32) return bytes;
  const why = bytes?.length === size ? 'does not match its CRC-32' : `does not inflate to its ${size} bytes`;
  throw new ArchiveError('corrupt-entry', `${quote(path)} ${why}`, { entry: path, offset: entry.dataOffset });
}

/** Parses the JSON of manifest or index; `undefined` when it is none or too deeply nested. */
export function parseMetadata(bytes: Uint8Array, { maxJsonDepth }: Limits): unknown {
  return parseJson(new TextDecoder().decode(bytes), maxJsonDepth);
}

/** @throws {ArchiveError} `not-an-archive` when a ZIP is not one of ours */
export function requireMediaType(bytes: Uint8Array | undefined, name: string): void {
  const text = bytes && bytes.length <= 100 ? new TextDecoder().decode(bytes).trim() : undefined;
  if (text === MEDIA_TYPE) return;
  throw notAnArchive(
    `${quote(name)} is a ZIP file, but no Reprise archive: its "${MIMETYPE_ENTRY}" does not say so`,
  );
}

async function requireZip(bytes: Uint8Array, name: string): Promise<void> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return;
  const { otherFile } = await import('./other-files.ts');
  throw otherFile(bytes, name);
}

function notAnArchive(message: string): ArchiveError {
  return new ArchiveError('not-an-archive', message);
}
