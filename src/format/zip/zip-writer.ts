import { ByteBuffer } from '../bytes/byte-buffer.ts';
import {
  CENTRAL_SIGNATURE,
  DOS_DATE,
  DOS_TIME,
  END_SIGNATURE,
  EXTRA_ZIP64,
  FLAG_UTF8,
  LOCAL_SIGNATURE,
  MAX_U16,
  MAX_U32,
  METHOD_DEFLATE,
  METHOD_STORE,
  VERSION,
  VERSION_ZIP64,
  ZIP64_END_SIGNATURE,
  ZIP64_END_SIZE,
  ZIP64_LOCATOR_SIGNATURE,
} from './zip-constants.ts';
import { localHeaderSize, needsZip64, type ZipContent, type ZipEntry } from './zip-entry.ts';

/** The local header of an entry in the strict profile: sizes and CRC-32 in it, ZIP64 only when a size needs it. */
export function localHeader(entry: ZipContent): Uint8Array {
  const zip64 = needsZip64(entry.size) || needsZip64(entry.storedSize);
  const buffer = new ByteBuffer().u32(LOCAL_SIGNATURE);
  commonFields(buffer, entry, zip64, zip64);
  buffer.u16(zip64 ? 20 : 0).text(entry.path);
  if (zip64) buffer.u16(EXTRA_ZIP64).u16(16).u64(entry.size).u64(entry.storedSize);
  return buffer.take();
}

/**
 * Gives entries their places, one after the other.
 *
 * @param start - offset of the first local header, bytes from the start of the archive
 */
export function placeEntries(contents: readonly ZipContent[], start: number): ZipEntry[] {
  let headerOffset = start;
  return contents.map((content) => {
    const dataOffset = headerOffset + localHeaderSize(content);
    const entry = { ...content, flags: FLAG_UTF8, headerOffset, dataOffset };
    headerOffset = dataOffset + content.storedSize;
    return entry;
  });
}

/**
 * The central directory and the end records, which close an archive.
 *
 * @param offset - where the directory starts, bytes from the start of the archive
 */
export function centralDirectory(entries: readonly ZipEntry[], offset: number): Uint8Array {
  const buffer = new ByteBuffer();
  for (const entry of entries) centralRecord(buffer, entry);
  const size = buffer.length;
  const zip64 = entries.length >= MAX_U16 || needsZip64(size) || needsZip64(offset);
  if (zip64) {
    buffer.u32(ZIP64_END_SIGNATURE).u64(ZIP64_END_SIZE - 12);
    buffer.u16(VERSION_ZIP64).u16(VERSION_ZIP64).u32(0).u32(0);
    buffer.u64(entries.length).u64(entries.length).u64(size).u64(offset);
    buffer.u32(ZIP64_LOCATOR_SIGNATURE).u32(0);
    buffer.u64(offset + size).u32(1);
  }
  const count = Math.min(entries.length, MAX_U16);
  buffer.u32(END_SIGNATURE).u16(0).u16(0).u16(count).u16(count);
  buffer.u32(Math.min(size, MAX_U32)).u32(Math.min(offset, MAX_U32)).u16(0);
  return buffer.take();
}

function centralRecord(buffer: ByteBuffer, entry: ZipEntry): void {
  const large = [entry.size, entry.storedSize, entry.headerOffset].filter(needsZip64);
  buffer.u32(CENTRAL_SIGNATURE).u16(VERSION);
  commonFields(buffer, entry, large.length > 0, false);
  buffer.u16(large.length > 0 ? 4 + 8 * large.length : 0);
  // Comment length, disk, internal attributes, external attributes.
  buffer.u16(0).u16(0).u16(0).u32(0).u32(Math.min(entry.headerOffset, MAX_U32));
  buffer.text(entry.path);
  if (large.length > 0) {
    buffer.u16(EXTRA_ZIP64).u16(8 * large.length);
    for (const value of large) buffer.u64(value);
  }
}

/** What stands in both headers, from the version needed to the length of the name. */
function commonFields(buffer: ByteBuffer, entry: ZipContent, zip64: boolean, hideSizes: boolean): void {
  buffer.u16(zip64 ? VERSION_ZIP64 : VERSION).u16(FLAG_UTF8);
  buffer.u16(entry.method === 'deflate' ? METHOD_DEFLATE : METHOD_STORE);
  buffer.u16(DOS_TIME).u16(DOS_DATE).u32(entry.crc32);
  // APPNOTE 4.5.3: a local header with a ZIP64 field has both sizes in it.
  buffer.u32(hideSizes ? MAX_U32 : Math.min(entry.storedSize, MAX_U32));
  buffer.u32(hideSizes ? MAX_U32 : Math.min(entry.size, MAX_U32));
  buffer.u16(entry.path.length);
}
