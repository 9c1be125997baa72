import { basename } from 'node:path';
import { isRepriseArchive } from '../importers/index.ts';
import { ImportFile, isFolder } from '../node/index.ts';

/** Whether a file is an archive, an encrypted one too. A ZIP of another kind, such as an account export, is an input. */
export async function isArchiveFile(path: string): Promise<boolean> {
  if (await isFolder(path)) return false;
  const file = await ImportFile.open(path);
  try {
    return await isRepriseArchive(file);
  } finally {
    await file.close();
  }
}

/**
 * The name of an archive without folder and extension: what names of what is made of it begin with.
 *
 * @param made - how it was made (`edited`), where that stands before the extension and goes too
 */
export function archiveStem(path: string, made?: 'edited' | 'encrypted'): string {
  const name = basename(path);
  const stem = name.replace(/\.reprise(\.zip)?$/, '');
  return stem === name || made === undefined || !stem.endsWith(`.${made}`)
    ? stem
    : stem.slice(0, -made.length - 1);
}
