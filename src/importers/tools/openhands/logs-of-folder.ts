import type { FolderContent } from '../../tool.ts';

const STATE = /^(?:(.*)\/)?base_state\.json$/;

/** Conversations, each a state with its events and subagents beside it; and any other file that may be a list of events. */
export function logsOfFolder(paths: readonly string[]): FolderContent {
  const folders = paths.flatMap((path) => {
    const match = STATE.exec(path);
    return match && !/(?:^|\/)subagents\//.test(path) ? [match[1] ?? ''] : [];
  });
  const isPart = (path: string): boolean =>
    folders.some((folder) => {
      const inside =
        folder === '' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
      return /^(?:events|subagents|observations)\/|^TASKS\.json$/.test(inside);
    });
  const parts = paths.filter(isPart);
  const inParts = new Set(parts);
  const sources = paths.filter((path) => /\.jsonl?$/.test(path) && !inParts.has(path));
  return { sources: sources.map((path) => ({ path })), parts };
}
