import type { Tool } from './tool.ts';
import { tools } from './tool-table.ts';

/** A source in a folder. */
export interface FolderSource {
  /** Relative to the folder. */
  readonly path: string;
  /** Folder that the paths of files beside it are relative to; relative to the folder too. */
  readonly root: string;
  readonly tool: Tool;
}

/**
 * The logs and recordings of a folder, found by content. A tool that spreads its sessions over files says which of
 * them belong together; every other file that is recognised is a source, unless it lies in a folder that its tool has laid
 * out: logs that somebody has renamed, exported or put together are sources each.
 *
 * @param paths - of all files below the folder, `/`-separated, sorted
 * @param toolOf - what a file, packed or not, is of; asked once a path
 * @param candidates - tools that are asked; default: all
 * @returns sorted by path; empty when nothing was recognised
 * @throws what `toolOf` throws
 */
export async function sourcesOfPaths(
  paths: readonly string[],
  toolOf: (path: string) => Promise<Tool | undefined>,
  candidates: readonly Tool[] = tools,
): Promise<readonly FolderSource[]> {
  const recognised = new Map<string, Tool | undefined>();
  const recognise = async (path: string): Promise<Tool | undefined> => {
    if (!recognised.has(path)) recognised.set(path, await toolOf(path));
    return recognised.get(path);
  };
  const sources = new Map<string, FolderSource>();
  const parts = new Set<string>();
  /** Folders in which files lie as a tool lays them out. */
  const laidOut = new Map<Tool, string[]>();
  for (const candidate of candidates) {
    const content = candidate.folder?.(paths);
    if (!content) continue;
    const roots = new Set<string>();
    for (const { path, root = folderOf(path), isCertain = false } of content.sources) {
      const recognised = await recognise(path);
      if (recognised !== candidate && (recognised || !isCertain)) continue;
      sources.set(path, { path, root, tool: candidate });
      roots.add(root);
    }
    if (roots.size === 0) continue;
    laidOut.set(candidate, [...roots]);
    for (const part of content.parts) parts.add(part);
  }
  for (const path of paths) {
    if (sources.has(path) || parts.has(path)) continue;
    const known = await recognise(path);
    if (known && !isBelow(path, laidOut.get(known)))
      sources.set(path, { path, root: folderOf(path), tool: known });
  }
  return [...sources.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isBelow(path: string, folders: readonly string[] = []): boolean {
  return folders.some((folder) => folder === '' || path.startsWith(`${folder}/`));
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
