import type { FolderContent } from '../../tool.ts';
import { LIST_NAME } from './session-facts.ts';

/** Sessions in a folder of the tool, and the list of them. */
export function sessionsOfFolder(paths: readonly string[]): FolderContent {
  const isList = (path: string): boolean => path === LIST_NAME || path.endsWith(`/${LIST_NAME}`);
  return {
    sources: paths.filter((path) => path.endsWith('.json') && !isList(path)).map((path) => ({ path })),
    parts: paths.filter(isList),
  };
}
