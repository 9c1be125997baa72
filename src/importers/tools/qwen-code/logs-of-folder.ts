import type { FolderContent } from '../../tool.ts';

/** Logs in a folder of the tool; the logs of subagents lie in a folder beside that of the chats. */
export function logsOfFolder(paths: readonly string[]): FolderContent {
  const isPart = (path: string): boolean => /(?:^|\/)subagents\//.test(path);
  return {
    sources: paths
      .filter((path) => path.endsWith('.jsonl') && !isPart(path))
      .map((path) => ({ path, root: projectOf(path) })),
    parts: paths.filter(isPart),
  };
}

/** The folder above `chats`, which that of the subagents lies in too; that of the file where there is none. */
function projectOf(path: string): string {
  const chats = /(?:^|\/)chats\//.exec(path);
  const end = chats ? chats.index : path.lastIndexOf('/');
  return end <= 0 ? '' : path.slice(0, end);
}
