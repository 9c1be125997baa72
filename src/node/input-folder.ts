import { join } from 'node:path';
import { ImportError, openSource, tools } from '../importers/index.ts';
import type { Tool } from '../importers/index.ts';
import { FileError } from './file-error.ts';
import { ImportFile } from './import-file.ts';
import { listFolder } from './folder-listing.ts';

/** A source in a folder. */
export interface FolderSource {
  /** Relative to the folder. */
  readonly path: string;
  /** Folder that the paths of files beside it are relative to; relative to the folder too. */
  readonly root: string;
  readonly tool: Tool;
}

/** Sources of a folder that are packed at once. */
const MAX_SOURCES = 10_000;

/**
 * The logs and recordings of a folder, found by content. A tool that spreads its sessions over files says which of
 * them belong together; every other file that is recognised is a source.
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
  const recognised = new Map<string, Tool | undefined>();
  const recognise = async (path: string): Promise<Tool | undefined> => {
    if (!recognised.has(path)) recognised.set(path, await toolOf(join(folder, path), candidates));
    return recognised.get(path);
  };
  const sources = new Map<string, FolderSource>();
  const parts = new Set<string>();
  for (const candidate of candidates) {
    const content = candidate.folder?.(paths);
    if (!content) continue;
    let found = 0;
    for (const { path, root = folderOf(path) } of content.sources) {
      if ((await recognise(path)) !== candidate) continue;
      sources.set(path, { path, root, tool: candidate });
      found += 1;
    }
    if (found > 0) for (const part of content.parts) parts.add(part);
  }
  for (const path of paths) {
    if (sources.has(path) || parts.has(path)) continue;
    const known = await recognise(path);
    if (known && !known.folder) sources.set(path, { path, root: folderOf(path), tool: known });
  }
  if (sources.size === 0) {
    const kinds = candidates.map(({ label }) => label).join(', ');
    throw new FileError('input-empty', `${folder} holds no log or recording (looked for: ${kinds})`);
  }
  if (sources.size > MAX_SOURCES) {
    throw new FileError(
      'input-too-many',
      `${folder} holds more than ${MAX_SOURCES} logs: give a folder further down`,
    );
  }
  return [...sources.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
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
