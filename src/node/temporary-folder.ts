import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileError } from './file-error.ts';
import { systemReason } from './system-error.ts';
import { removeFoldersLeftBehind, temporaryPath } from './temporary-file.ts';

const STEM = 'reprise';

/** Path for a new temporary folder, where the system has those. */
export function temporaryFolderPath(): string {
  return temporaryPath(join(tmpdir(), STEM));
}

/**
 * A folder that only we can read, for as long as `use` takes. Those of runs that were killed are removed.
 *
 * @throws {FileError} `output-unwritable`; what `use` throws
 */
export async function withTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  await removeFoldersLeftBehind(tmpdir(), STEM);
  const folder = temporaryFolderPath();
  await mkdir(folder, { mode: 0o700 }).catch((cause: unknown) => {
    const message = `cannot make a temporary folder in ${tmpdir()}: ${systemReason(cause)}`;
    throw new FileError('output-unwritable', message, { cause });
  });
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
