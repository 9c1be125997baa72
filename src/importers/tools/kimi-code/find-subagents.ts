import type { ImportSource } from '../../sources/import-source.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import type { SubagentCall } from './wire-records.ts';

/** Files of subagents that are read. */
const MAX_SUBAGENTS = 500;

/** What links logs of subagents to their calls. */
export interface SubagentSearch {
  /** The call that a subagent answers to, by the subagent's id. */
  readonly callOf: (id: string) => SubagentCall | undefined;
  readonly translator: (name: string) => RecordTranslator;
}

/** The logs of the other agents of a session: `agents/<id>/wire.jsonl`. */
export async function findSubagents(
  source: ImportSource,
  { callOf, translator }: SubagentSearch,
): Promise<readonly ChildSource[]> {
  const children: ChildSource[] = [];
  const paths = (await source.siblings?.('agents', { deep: true })) ?? [];
  for (const path of paths) {
    const id = /^agents\/([\w.-]{1,80})\/wire\.jsonl$/.exec(path)?.[1];
    if (id === undefined || id === 'main' || children.length >= MAX_SUBAGENTS) continue;
    const file = await source.sibling?.(path);
    if (!file) continue;
    const call = callOf(id);
    const track = id.toLowerCase();
    children.push({
      source: file,
      translator: translator(track),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: track,
        parent: 'main',
        ...(call && { spawnedBy: call.key }),
      },
    });
  }
  return children;
}
