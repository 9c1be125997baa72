import type { FolderContent } from '../../tool.ts';

/** Rollouts lie in folders of days; a subagent's may lie in that of the next day. */
export function findRollouts(paths: readonly string[]): FolderContent {
  const rollouts = paths.filter((path) => timeInName(path) !== undefined);
  return { sources: rollouts.map((path) => ({ path, root: rootOf(path) })), parts: [] };
}

/** The folder above those of year, month and day. */
function rootOf(path: string): string {
  return (
    /^(.*?)(?:\/|^)\d{4}\/\d\d\/\d\d\/[^/]+$/.exec(path)?.[1] ??
    path.slice(0, Math.max(0, path.lastIndexOf('/')))
  );
}

/** The time at the beginning of a rollout's name; times sort as texts. */
export function timeInName(path: string): string | undefined {
  return /(?:^|\/)rollout-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)[^/]*\.jsonl(?:\.zst)?$/.exec(path)?.[1];
}
