import type { FolderContent } from '../../tool.ts';

/** Sessions in a folder of the tool. Those of subagents lie among the others, and only their first lines tell them. */
export function logsOfFolder(paths: readonly string[]): FolderContent {
  return {
    sources: paths.filter((path) => path.endsWith('.jsonl')).map((path) => ({ path })),
    parts: paths.filter((path) => path.endsWith('.settings.json')),
  };
}
