import type { FolderContent } from '../../tool.ts';

/** In a folder `chats` each session is a file; the files of its subagents lie in a folder named by its id. */
export function filesOfFolder(paths: readonly string[]): FolderContent {
  const isPart = (path: string): boolean => /(?:^|\/)chats\/[^/]+\/[^/]+\.jsonl$/.test(path);
  const isSource = (path: string): boolean =>
    /(?:^|\/)session-[^/]+\.jsonl?$/.test(path) || /(?:^|\/)checkpoint-[^/]*\.json$/.test(path);
  const sources = paths.filter((path) => isSource(path) && !isPart(path));
  // Prompts alone are worth reading only where there is nothing else.
  const prompts = sources.length === 0 ? paths.filter((path) => /(?:^|\/)logs\.json$/.test(path)) : [];
  return { sources: [...sources, ...prompts].map((path) => ({ path })), parts: paths.filter(isPart) };
}
