import type { FolderContent } from '../../tool.ts';

const LOG = /^(.*?)([^/]+\/\.system_generated\/logs\/)?(transcript(?:_full)?\.jsonl)$/;

/** Transcripts in a folder: of each conversation the full one, where there is one. */
export function transcriptsOfFolder(paths: readonly string[]): FolderContent {
  const all = new Set(paths);
  const sources: { path: string; root?: string }[] = [];
  const parts: string[] = [];
  for (const path of paths) {
    const [, above = '', logs, name] = LOG.exec(path) ?? [];
    if (name === undefined) continue;
    if (name === 'transcript.jsonl' && all.has(path.replace(/transcript\.jsonl$/, 'transcript_full.jsonl')))
      parts.push(path);
    else sources.push({ path, ...(logs !== undefined && { root: above.replace(/\/$/, '') }) });
  }
  return { sources, parts };
}
