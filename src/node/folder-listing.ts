import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './system-error.ts';

/** Folders below a folder that is listed. Tools nest their sessions four deep at most. */
export const MAX_FOLDER_DEPTH = 8;

/** Files of a folder that are listed; a heavy user's storage of one tool has some 100,000. */
const MAX_FILES = 500_000;

/** What a folder holds, as far as it was looked at. */
export interface FolderListing {
  /** Of its regular files: relative to it, `/`-separated, sorted by code units. */
  readonly paths: readonly string[];
  /** There are more files, or deeper folders, than are listed. */
  readonly truncated: boolean;
  /** Folders that are there and could not be read, relative to it; `''` is itself. */
  readonly unreadable: readonly string[];
}

/**
 * The regular files below a folder. Symbolic links are not followed; a folder that cannot be read, or is gone, is empty.
 *
 * @param limits - `maxDepth`: folders below it that are entered; 0: its own files only, default
 *   {@link MAX_FOLDER_DEPTH}. `maxFiles`: files that are listed, default 500,000
 */
export async function listFolder(
  root: string,
  limits: { readonly maxDepth?: number; readonly maxFiles?: number } = {},
): Promise<FolderListing> {
  const { maxDepth = MAX_FOLDER_DEPTH, maxFiles = MAX_FILES } = limits;
  const paths: string[] = [];
  const unreadable: string[] = [];
  let truncated = false;
  let level = [''];
  for (let depth = 0; level.length > 0; depth += 1) {
    const folders: string[] = [];
    for (const folder of level) {
      for await (const entry of entriesOf(join(root, folder), () => unreadable.push(folder))) {
        if (paths.length >= maxFiles) return { paths: paths.sort(byCodeUnits), truncated: true, unreadable };
        if (entry.isFile()) paths.push(folder + entry.name);
        else if (entry.isDirectory()) folders.push(`${folder}${entry.name}/`);
      }
    }
    if (depth >= maxDepth) {
      truncated = maxDepth > 0 && folders.length > 0;
      break;
    }
    level = folders;
  }
  return { paths: paths.sort(byCodeUnits), truncated, unreadable };
}

async function* entriesOf(folder: string, onUnreadable: () => void) {
  try {
    yield* await opendir(folder);
  } catch (error) {
    // Not there, or gone meanwhile: empty.
    if (systemCode(error) !== 'ENOENT') onUnreadable();
  }
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
