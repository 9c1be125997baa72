import { join } from 'node:path';
import {
  ImportError,
  openSource,
  sourcesOfPaths,
  tools,
  type FolderSource,
  type Tool,
} from '../importers/index.ts';
import { FileError } from './file-error.ts';
import { ImportFile } from './import-file.ts';
import { listFolder } from './folder-listing.ts';

/** Sources of a folder that are packed at once. */
const MAX_SOURCES = 10_000;

/**
 * The logs and recordings of a folder on disk; see `sourcesOfPaths`.
 *
 * @param only - the only tool to ask
 * @throws {FileError} `input-empty` when there is none, `input-too-many` when there are more than 10,000
 */
export async function sourcesOfFolder(
  folder: string,
  only: Tool | undefined,
): Promise<readonly FolderSource[]> {
  const { paths } = await listFolder(folder);
  const candidates = only ? [only] : tools;
  const sources = await sourcesOfPaths(paths, (path) => toolOf(join(folder, path), candidates), candidates);
  if (sources.length === 0) {
    const kinds = candidates.map(({ label }) => label).join(', ');
    throw new FileError('input-empty', `${folder} holds no log or recording (looked for: ${kinds})`);
  }
  if (sources.length > MAX_SOURCES) {
    throw new FileError(
      'input-too-many',
      `${folder} holds more than ${MAX_SOURCES} logs: give a folder further down`,
    );
  }
  return sources;
}

/** What a file, packed or not, is of. */
async function toolOf(path: string, candidates: readonly Tool[]): Promise<Tool | undefined> {
  let file: ImportFile | undefined;
  try {
    file = await ImportFile.open(path);
    return (await openSource(file, { candidates })).tool;
  } catch (error) {
    if (error instanceof ImportError || error instanceof FileError) return undefined;
    throw error;
  } finally {
    await file?.close();
  }
}
