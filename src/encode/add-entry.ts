import { ArchiveError, isBlobPath, quote, type ArchiveWriter } from '../format/index.ts';
import type { KeptFile } from './kept-files.ts';

/**
 * Puts an entry that is no track into an archive: a blob whole, under the name that its content gives it; any other one
 * piece by piece.
 *
 * @throws {ArchiveError} `corrupt-entry` when a blob is not named by its content; what reading it throws
 */
export async function addEntry(writer: ArchiveWriter, { path, chunks }: KeptFile): Promise<void> {
  if (!isBlobPath(path)) return writer.addEntryFrom(path, chunks());
  const pieces: Uint8Array[] = [];
  for await (const piece of chunks()) pieces.push(piece.slice());
  const stored = writer.addBlob(concat(pieces), path.slice(path.lastIndexOf('.') + 1));
  if (stored === path) return;
  throw new ArchiveError('corrupt-entry', `${quote(path)} is not named by its content`, { entry: path });
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
