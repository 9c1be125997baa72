import type { ImportSource } from '../../sources/import-source.ts';
import { asText } from '../../sources/json-value.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { objectBeside } from '../../sources/files-beside.ts';

/** Files of subagents that are read. */
const MAX_SUBAGENTS = 500;

/** Bytes of the document beside the log of a subagent. */
const MAX_META_SIZE = 64 * 1024;

/** What links the logs of subagents to their calls. */
export interface SubagentSearch {
  readonly sessionId: string | undefined;
  /** Number of the record with a call, by its id. */
  readonly calls: ReadonlyMap<string, number>;
  readonly translator: () => RecordTranslator;
}

/**
 * The logs in `subagents/<session>/`: beside the chats of the project, or beside the log itself. The document of each
 * names the call that started it; without one, the file does.
 */
export async function findSubagents(
  source: ImportSource,
  { sessionId, calls, translator }: SubagentSearch,
): Promise<readonly ChildSource[]> {
  if (sessionId === undefined || !/^[\w-]{1,120}$/.test(sessionId)) return [];
  const children: ChildSource[] = [];
  const paths = (await source.siblings?.(`subagents/${sessionId}`)) ?? [];
  for (const path of paths.slice(0, MAX_SUBAGENTS)) {
    const name = /agent-([\w.-]{1,120})\.jsonl$/.exec(path)?.[1];
    const file = name === undefined ? undefined : await source.sibling?.(path);
    if (name === undefined || !file) continue;
    const meta = await objectBeside(source, path.replace(/\.jsonl$/, '.meta.json'), MAX_META_SIZE);
    const call = asText(meta['toolUseId']) ?? [...calls.keys()].find((id) => name.endsWith(`-${id}`));
    const title = asText(meta['description']) ?? asText(meta['agentType']);
    children.push({
      source: file,
      translator: translator(),
      after: call === undefined ? undefined : calls.get(call),
      track: {
        type: 'track',
        kind: 'transcript',
        id: trackId(name),
        parent: 'main',
        ...(title !== undefined && { title }),
        ...(call !== undefined && calls.has(call) && { spawnedBy: call }),
      },
    });
  }
  return children;
}

function trackId(name: string): string {
  return `agent-${name.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')}`.slice(0, 60);
}
