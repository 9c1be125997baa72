import { Inflate } from 'fflate';
import type { ByteSource, ReadOptions } from './bytes/byte-source.ts';
import { combineCrc32, crc32 } from './bytes/crc32.ts';
import { ArchiveError } from './errors.ts';
import { quote } from './findings.ts';
import { TRAILING_BYTES } from './segments/inflate.ts';
import { checkLocalHeader, readLocalHeader } from './zip/local-header.ts';
import type { ZipEntry } from './zip/zip-entry.ts';

/** Stored bytes that are read and inflated at a time: what comes out of them is at most a thousand times as much. */
const STEP = 16 * 1024;

/**
 * The uncompressed bytes of an entry of any size, piece by piece: what is too large to be held. Size and CRC-32 are
 * known to be right only when the last piece has come.
 *
 * @param entry - of the archive's directory
 * @throws {ArchiveError} `corrupt-entry`, `ambiguous-archive`; what the source throws
 */
export async function* streamEntry(
  source: ByteSource,
  entry: ZipEntry,
  options: ReadOptions = {},
): AsyncGenerator<Uint8Array, void> {
  const { size, headerOffset, dataOffset } = entry;
  const header = await source.read(headerOffset, dataOffset - headerOffset, options);
  checkLocalHeader(readLocalHeader(header, 0, headerOffset), entry);
  let sum = 0;
  let length = 0;
  for await (const piece of inflated(source, entry, options)) {
    length += piece.length;
    if (length > size) break;
    sum = combineCrc32(sum, crc32(piece), piece.length);
    yield piece;
  }
  if (length !== size) throw corrupt(entry, `does not inflate to its ${size} bytes`);
  if (sum !== entry.crc32) throw corrupt(entry, 'does not match its CRC-32');
}

async function* inflated(
  source: ByteSource,
  entry: ZipEntry,
  options: ReadOptions,
): AsyncGenerator<Uint8Array, void> {
  if (entry.method === 'store') {
    for await (const { stored } of steps(source, entry, options)) yield stored;
    return;
  }
  const pieces: Uint8Array[] = [];
  const inflater = new Inflate((piece) => pieces.push(piece));
  // A stream that is complete without its last byte goes on after its end.
  const shorter = new Inflate(() => undefined);
  for await (const { stored, isLast } of steps(source, entry, options)) {
    if (!push(inflater, stored, isLast)) throw corrupt(entry, 'is damaged');
    yield* pieces.splice(0);
    const isComplete = push(shorter, isLast ? stored.subarray(0, -1) : stored, isLast);
    if (isLast && isComplete) throw corrupt(entry, TRAILING_BYTES);
  }
}

/** The stored bytes, read piece by piece; the last piece has at least two, so that it can go without one. */
async function* steps(
  source: ByteSource,
  { storedSize, dataOffset }: ZipEntry,
  options: ReadOptions,
): AsyncGenerator<{ stored: Uint8Array; isLast: boolean }> {
  for (let at = 0; at < storedSize;) {
    const rest = storedSize - at;
    const length = rest <= STEP + 1 ? rest : STEP;
    const stored = await source.read(dataOffset + at, length, options);
    at += length;
    yield { stored, isLast: at === storedSize };
  }
}

/** False when the bytes are no deflate stream, or end within one. */
function push(inflater: Inflate, stored: Uint8Array, isLast: boolean): boolean {
  try {
    inflater.push(stored, isLast);
    return true;
  } catch {
    return false;
  }
}

function corrupt({ path, dataOffset }: ZipEntry, why: string): ArchiveError {
  return new ArchiveError('corrupt-entry', `${quote(path)} ${why}`, { entry: path, offset: dataOffset });
}
