/** Finds the entries of a file whose directory cannot be trusted, by their local headers. */

import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { DataCursor } from '../bytes/data-cursor.ts';
import { ArchiveError } from '../errors.ts';
import { isEntryPath } from '../zip/entry-path.ts';
import { readLocalHeader, type LocalHeader } from '../zip/local-header.ts';
import {
  CENTRAL_SIGNATURE,
  DESCRIPTOR_SIGNATURE,
  END_SIGNATURE,
  FLAG_DESCRIPTOR,
  LOCAL_SIGNATURE,
  ZIP64_END_SIGNATURE,
} from '../zip/zip-constants.ts';
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
const STEP = 64 * 1024;

/**
 * Goes from local header to local header, never into the data of an entry whose size is known; where there is no
 * header, it looks for the next. Stops at the directory. Of entries with one name the first is kept.
 */
export async function scanEntries(
  source: ByteSource,
  size: number,
  options: ReadOptions,
): Promise<Map<string, FoundEntry>> {
  const found = new Map<string, FoundEntry>();
  const file = new Window(source, size, options);
  let at = 0;
  while (at < size) {
    const signature = await file.u32(at);
    if (signature === CENTRAL_SIGNATURE || signature === ZIP64_END_SIGNATURE || signature === END_SIGNATURE)
      break;
    const header = signature === LOCAL_SIGNATURE ? await headerAt(file, at) : undefined;
    if (!header) {
      at = await nextSignature(file, at + 1);
      continue;
    }
    const entry = await locate(file, header, at);
    if (!found.has(entry.path)) found.set(entry.path, entry);
    at = entry.dataOffset + entry.storedSize;
  }
  return found;
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
