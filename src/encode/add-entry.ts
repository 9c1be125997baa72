import { isBlobPath, sha256Hex, type ArchiveWriter } from '../format/index.ts';
import type { KeptFile } from './kept-files.ts';

/**
 * Puts an entry that is no track into an archive: a blob that is named by its content whole and once, any other one
 * piece by piece.
 *
 * @throws {TypeError} when the path is taken, or no path of an entry; what reading it throws
 */
export async function addEntry(writer: ArchiveWriter, file: KeptFile): Promise<void> {
  const { path } = file;
  if (!isBlobPath(path)) return writer.addEntryFrom(path, file.chunks());
  const pieces: Uint8Array[] = [];
  for await (const piece of file.chunks()) pieces.push(piece.slice());
  const bytes = concat(pieces);
  if (path.startsWith(`blobs/${sha256Hex(bytes)}.`)) {
    writer.addBlob(bytes, path.slice(path.lastIndexOf('.') + 1));
  } else writer.addEntry(path, bytes);
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
