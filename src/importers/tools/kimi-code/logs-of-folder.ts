import type { FolderContent } from '../../tool.ts';

/** A session of Kimi Code is a folder with a log for each agent; of kimi-cli the log of events says most. */
export function logsOfFolder(paths: readonly string[]): FolderContent {
  const sources: { path: string; root?: string }[] = [];
  const parts: string[] = [];
  const wires = new Set(paths);
  for (const path of paths) {
    const agent = /^(.*\/)?agents\/([^/]+)\/wire\.jsonl$/.exec(path);
    const [, folder = '', name] = agent ?? [];
    if (name === 'main') sources.push({ path, root: folder.replace(/\/$/, '') });
    else if (agent) {
      if (wires.has(`${folder}agents/main/wire.jsonl`)) parts.push(path);
      else sources.push({ path });
    } else if (/(?:^|\/)wire\.jsonl$/.test(path)) sources.push({ path });
    else if (/(?:^|\/)context(?:_\d+)?\.jsonl$/.test(path)) {
      // The messages for the model repeat the events beside them.
      if (wires.has(path.replace(/[^/]+$/, 'wire.jsonl'))) parts.push(path);
      else sources.push({ path });
    } else if (/(?:^|\/)state\.json$/.test(path)) parts.push(path);
  }
  return { sources, parts };
}
