import type { FolderContent } from '../../tool.ts';

/** In a folder `chats` each session is a file; the files of its subagents lie in a folder named by its id. */
export function filesOfFolder(paths: readonly string[]): FolderContent {
  const isPart = (path: string): boolean => /(?:^|\/)chats\/[^/]+\/[^/]+\.jsonl$/.test(path);
  const isSource = (path: string): boolean =>
    /(?:^|\/)session-[^/]+\.jsonl?$/.test(path) || /(?:^|\/)checkpoint-[^/]*\.json$/.test(path);
  const sources = paths.filter((path) => isSource(path) && !isPart(path));
  // Prompts alone are worth reading only where there is nothing else.
  const prompts = sources.length === 0 ? paths.filter((path) => /(?:^|\/)logs\.json$/.test(path)) : [];
  const found = [...sources, ...prompts].map((path) => ({ path, ...rootOf(path) }));
  return { sources: found, parts: paths.filter(isPart) };
}

/** What is beside the folder `chats` tells of its sessions too. */
function rootOf(path: string): { readonly root?: string } {
  const chats = /(?:^|\/)chats\/[^/]+$/.exec(path);
  return chats ? { root: path.slice(0, chats.index) } : {};
}
