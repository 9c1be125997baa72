import { deflateRaw } from 'pako';
import { crc32 } from '#src/format/index.ts';
import { joinBytes } from './archive-builder.ts';

/** One entry of a ZIP to build, with everything that can be wrong about it. */
export interface ZipEntryInput {
  readonly path: string;
  readonly content?: string | Uint8Array;
  readonly method?: number;
  /** The stored bytes as they are, of content with this size and CRC-32. */
  readonly raw?: { readonly stored: Uint8Array; readonly size: number; readonly crc32: number };
  readonly flags?: number;
  readonly extra?: Uint8Array;
  readonly comment?: string;
  readonly attributes?: number;
  readonly date?: number;
  /** Sizes behind the data, not in the local header. */
  readonly descriptor?: boolean;
  /** Bytes put behind the entry. */
  readonly padding?: Uint8Array;
  /** What the local header says instead. */
  readonly local?: {
    path?: string;
    method?: number;
    size?: number;
    storedSize?: number;
    crc32?: number;
    flags?: number;
  };
  /** What the directory says instead. */
  readonly central?: { offset?: number; size?: number; storedSize?: number; crc32?: number };
  /** Not in the directory. */
  readonly hidden?: boolean;
}

export interface ZipInput {
  readonly entries: readonly ZipEntryInput[];
  readonly comment?: Uint8Array;
  readonly prefix?: Uint8Array;
  readonly suffix?: Uint8Array;
  /** What the end record says instead. */
  readonly end?: { entries?: number; size?: number; offset?: number; disk?: number };
  /** Adds ZIP64 end records, right or with another number of entries. */
  readonly zip64?: { entries?: number };
}

/** Builds a ZIP byte by byte, right or wrong. */
export function buildZip({
  entries,
  comment,
  prefix,
  suffix,
  end = {},
  zip64,
}: ZipInput): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [prefix ?? new Uint8Array()];
  const records: Uint8Array[] = [];
  for (const entry of entries) {
    const offset = sizeOf(pieces);
    const { local, record } = buildEntry(entry, offset);
    pieces.push(local);
    if (!entry.hidden) records.push(record);
  }
  const offset = sizeOf(pieces);
  const size = sizeOf(records);
  const count = records.length;
  pieces.push(...records);
  if (zip64) {
    const entriesThere = zip64.entries ?? count;
    pieces.push(
      fields('IQHHIIQQQQ', 0x06064b50, 44, 45, 45, 0, 0, entriesThere, entriesThere, size, offset),
      fields('IIQI', 0x07064b50, 0, offset + size, 1),
    );
  }
  const entriesSaid = end.entries ?? count;
  const commentBytes = comment ?? new Uint8Array();
  pieces.push(
    fields('IHHHH', 0x06054b50, end.disk ?? 0, end.disk ?? 0, entriesSaid, entriesSaid),
    fields('IIH', end.size ?? size, end.offset ?? offset, commentBytes.length),
    commentBytes,
    suffix ?? new Uint8Array(),
  );
  return joinBytes(pieces);
}

function buildEntry(entry: ZipEntryInput, offset: number): { local: Uint8Array; record: Uint8Array } {
  const { path, content = '', method = 8, extra = new Uint8Array(), descriptor = false, local = {} } = entry;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const stored = entry.raw?.stored ?? (method === 8 ? deflateRaw(bytes) : bytes);
  const flags = entry.flags ?? 0x800 | (descriptor ? 8 : 0);
  const { size, crc32: sum } = entry.raw ?? { size: bytes.length, crc32: crc32(bytes) };
  const facts = { crc32: sum, storedSize: stored.length, size };
  const there = { ...facts, ...entry.central };
  const here = {
    ...(descriptor ? { crc32: 0, storedSize: 0, size: 0 } : facts),
    path,
    method,
    flags,
    ...local,
  };
  const name = new TextEncoder().encode(path);
  const localName = new TextEncoder().encode(here.path);
  const date = entry.date ?? 0x21;
  const comment = new TextEncoder().encode(entry.comment ?? '');
  return {
    local: joinBytes([
      fields('IHHHHH', 0x04034b50, 20, here.flags, here.method, 0, date),
      fields('IIIHH', here.crc32, here.storedSize, here.size, localName.length, extra.length),
      localName,
      extra,
      stored,
      descriptor ? fields('IIII', 0x08074b50, facts.crc32, facts.storedSize, facts.size) : new Uint8Array(),
      entry.padding ?? new Uint8Array(),
    ]),
    record: joinBytes([
      fields('IHHHHHH', 0x02014b50, 20, 20, flags, method, 0, date),
      fields(
        'IIIHHHHHII',
        ...[there.crc32, there.storedSize, there.size, name.length, extra.length],
        ...[comment.length, 0, 0, entry.attributes ?? 0, entry.central?.offset ?? offset],
      ),
      name,
      extra,
      comment,
    ]),
  };
}

/** Little-endian numbers: `H` 16 bit, `I` 32 bit, `Q` 64 bit. */
export function fields(format: string, ...values: readonly number[]): Uint8Array<ArrayBuffer> {
  const widths = Array.from(format, (letter) => ({ H: 2, I: 4, Q: 8 })[letter]!);
  const view = new DataView(new ArrayBuffer(widths.reduce((sum, width) => sum + width, 0)));
  let at = 0;
  for (const [index, width] of widths.entries()) {
    const value = values[index]!;
    if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}

function sizeOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
