import type { FolderContent } from '../../tool.ts';
import type { ImportSource } from '../../sources/import-source.ts';

/** Name of the file with the messages, in the folder of its session. */
export const LOG_NAME = 'chat_history.jsonl';

/** Path of a file in the folder of a log, as `ImportSource.sibling` takes it. */
export function besideLog({ ownPath = LOG_NAME }: ImportSource, name: string): string {
  return ownPath.replace(/[^/]*$/, name);
}

/**
 * Logs in a folder of the tool. Files name each other in the folder of the project, where the sessions of subagents lie beside
 * the session that started them.
 */
export function logsOfFolder(paths: readonly string[]): FolderContent {
  const logs = paths.filter((path) => path === LOG_NAME || path.endsWith(`/${LOG_NAME}`));
  const folders = logs.map(folderOf);
  return {
    sources: logs.map((path) => ({ path, root: folderOf(folderOf(path)) })),
    parts: paths.filter((path) => !logs.includes(path) && folders.some((folder) => isIn(path, folder))),
  };
}

function isIn(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
