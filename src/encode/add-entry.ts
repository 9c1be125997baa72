import { isBlobPath, joinBytes, sha256Hex, type ArchiveWriter } from '../format/index.ts';
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
  const bytes = joinBytes(pieces);
  if (path.startsWith(`blobs/${sha256Hex(bytes)}.`)) {
    writer.addBlob(bytes, path.slice(path.lastIndexOf('.') + 1));
  } else writer.addEntry(path, bytes);
}
