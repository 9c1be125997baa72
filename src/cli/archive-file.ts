import { basename } from 'node:path';
import { findPageArchive } from '../format/index.ts';
import { isRepriseArchive } from '../importers/index.ts';
import { FileSource, ImportFile, isFolder } from '../node/index.ts';

/**
 * Whether a file is an archive, an encrypted one too, or a page that holds one. A ZIP of another kind, such as an account
 * export, is an input.
 */
export async function isArchiveFile(path: string): Promise<boolean> {
  if (await isFolder(path)) return false;
  if (await isArchivePage(path)) return true;
  const file = await ImportFile.open(path);
  try {
    return await isRepriseArchive(file);
  } finally {
    await file.close();
  }
}

/**
 * Whether a file is a page that holds an archive.
 *
 * @throws {FileError} as `FileSource.open`
 * @throws {ArchiveError} as `findPageArchive`
 */
export async function isArchivePage(path: string): Promise<boolean> {
  return (await FileSource.use(path, (file) => findPageArchive(file))) !== undefined;
}

/**
 * The name of an archive without folder and extension: what names of what is made of it begin with.
 *
 * @param made - how it was made (`edited`), where that stands before the extension and goes too
 */
export function archiveStem(path: string, made?: 'edited' | 'encrypted'): string {
  const name = basename(path);
  const stem = name.replace(/\.(?:reprise(?:\.(?:zip|html))?|html)$/, '');
  return stem === name || made === undefined || !stem.endsWith(`.${made}`)
    ? stem
    : stem.slice(0, -made.length - 1);
}
