import { Inflate } from 'fflate';
import type { ByteSource, ReadOptions } from './bytes/byte-source.ts';
import { combineCrc32, crc32 } from './bytes/crc32.ts';
import { ArchiveError } from './errors.ts';
import { quote } from './findings.ts';
import { checkLocalHeader, readLocalHeader } from './zip/local-header.ts';
import type { ZipEntry } from './zip/zip-entry.ts';

/** Stored bytes that are read and inflated at a time: what comes out of them is at most a thousand times as much. */
const STEP = 64 * 1024;

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
  const { method, storedSize, dataOffset } = entry;
  const pieces: Uint8Array[] = [];
  const inflater = new Inflate((piece) => pieces.push(piece));
  for (let at = 0; at < storedSize; at += STEP) {
    const stored = await source.read(dataOffset + at, Math.min(STEP, storedSize - at), options);
    if (method === 'store') yield stored;
    else {
      try {
        inflater.push(stored, at + STEP >= storedSize);
      } catch {
        throw corrupt(entry, 'is damaged');
      }
      yield* pieces.splice(0);
    }
  }
}

function corrupt({ path, dataOffset }: ZipEntry, why: string): ArchiveError {
  return new ArchiveError('corrupt-entry', `${quote(path)} ${why}`, { entry: path, offset: dataOffset });
}
