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
