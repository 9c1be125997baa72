import { agentTrack } from '../../records/agent-track.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { objectBeside } from '../../sources/files-beside.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { readMeta } from './session-meta.ts';

/** Subagents of a session that are read. */
const MAX_SUBAGENTS = 500;

/** A call that started a subagent. */
export interface TaskCall {
  readonly id: string;
  readonly record: number;
}

/**
 * The logs of subagents, in `agents/` in the folder of a session, by the time in their names. Nothing names their calls: they
 * are given to these in their order, where there are as many.
 */
export async function findSubagents(
  source: ImportSource,
  calls: readonly TaskCall[],
  translator: (track: string) => RecordTranslator,
): Promise<readonly ChildSource[]> {
  const paths = ((await source.siblings?.('agents', { deep: true })) ?? []).filter((path) =>
    /^agents\/[^/]+\/messages\.jsonl$/.test(path),
  );
  const children: ChildSource[] = [];
  for (const path of paths.slice(0, MAX_SUBAGENTS)) {
    const file = await source.sibling?.(path);
    if (!file) continue;
    const meta = readMeta(await objectBeside(source, path.replace(/[^/]+$/, 'meta.json')));
    const call = calls.length === paths.length ? calls[children.length] : undefined;
    const track = agentTrack(path.split('/')[1]!);
    const title = meta.title ?? meta.madeTitle;
    children.push({
      source: file,
      translator: translator(track),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: track,
        parent: 'main',
        ...(title !== undefined && { title: oneLine(title) }),
        ...(call && { spawnedBy: call.id }),
      },
    });
  }
  return children;
}
