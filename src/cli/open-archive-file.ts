import { findPageArchive, type ByteSource } from '../format/index.ts';
import { FileSource } from '../node/files.ts';

/**
 * Opens the file of an archive for as long as `use` takes. Of a page that holds one it is that: wherever an archive is
 * read, the page that it was exported to will do.
 *
 * @throws {FileError} as `FileSource.open`
 * @throws {ArchiveError} as `findPageArchive`; what `use` throws
 */
export function useArchiveFile<T>(path: string, use: (archive: ByteSource) => Promise<T>): Promise<T> {
  return FileSource.use(path, async (file) => use((await findPageArchive(file)) ?? file));
}
