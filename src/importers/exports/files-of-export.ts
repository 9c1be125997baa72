import type { FolderContent } from '../tool.ts';

/** Name of a part of an export that was split: what stands before its number, and the number. */
export const EXPORT_PART = /^(.*conversations)-(\d{1,6})\.json$/;

/** Files of account exports in a folder: of one that was split the first is the source, it finds the others. */
export function filesOfExport(paths: readonly string[]): FolderContent {
  const sources: { path: string }[] = [];
  const parts: string[] = [];
  const started = new Set<string>();
  const numbered = paths.flatMap((path) => {
    const match = EXPORT_PART.exec(path);
    return match ? [{ path, name: match[1]!, number: Number(match[2]) }] : [];
  });
  for (const { path, name } of numbered.sort((a, b) => a.number - b.number)) {
    if (started.has(name)) parts.push(path);
    else sources.push({ path });
    started.add(name);
  }
  for (const path of paths) if (/(?:^|\/)conversations\.json$/.test(path)) sources.push({ path });
  return { sources, parts };
}
