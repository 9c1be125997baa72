import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isFolder } from './regular-file.ts';
import { systemCode } from './system-error.ts';

/** How folders are made. */
export interface FolderOptions {
  /** Permissions of those that are made. Default: what the process gives. */
  readonly mode?: number;
}

/**
 * Makes a folder and those above it that are missing. Ends on file systems that take no folders, too, where the recursive
 * `mkdir` of Node tries for ever.
 *
 * @throws what the system gives: `EEXIST` where a file is in the way
 */
export async function makeFolder(path: string, options: FolderOptions = {}): Promise<void> {
  const missing: string[] = [];
  for (let folder = resolve(path); !(await isFolder(folder)); folder = dirname(folder)) {
    missing.unshift(folder);
    if (dirname(folder) === folder) break;
  }
  for (const folder of missing) {
    await mkdir(folder, options).catch(async (error: unknown) => {
      // Somebody else has made it meanwhile.
      if (systemCode(error) !== 'EEXIST' || !(await isFolder(folder))) throw error;
    });
  }
}
