import type { ImportSource } from '../../sources/import-source.ts';
import { logItems } from '../../sources/log-document.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { blocksOf } from './message-blocks.ts';

/** Files of subagents that are read. */
const MAX_SUBAGENTS = 500;

const AGENT_FILE = /^agent_([\w.-]{1,80})\.messages\.json$/;

/** What links the messages of subagents to their calls. */
export interface SubagentLinks {
  readonly signal: AbortSignal | undefined;
  /** The call that gave this task to a subagent. */
  readonly callOf: (task: string) => { readonly id: string; readonly record: number } | undefined;
  readonly translator: () => RecordTranslator;
}

/** The messages of subagents beside those of a session, linked to their calls by the task: nothing else names them. */
export async function findSubagents(
  source: ImportSource,
  links: SubagentLinks,
): Promise<readonly ChildSource[]> {
  // Of a subagent that is given for itself, those beside it are brothers, and one of them is itself.
  if (!source.name.endsWith('.messages.json') || AGENT_FILE.test(source.name)) return [];
  const children: ChildSource[] = [];
  for (const path of ((await source.siblings?.('')) ?? []).slice(0, MAX_SUBAGENTS)) {
    const name = AGENT_FILE.exec(path)?.[1];
    const file = name === undefined ? undefined : await source.sibling?.(path);
    if (name === undefined || !file) continue;
    const task = await firstText(file, links.signal);
    const call = task === undefined ? undefined : links.callOf(task);
    children.push({
      source: file,
      translator: links.translator(),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: `agent-${name.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')}`,
        parent: 'main',
        ...(task !== undefined && { title: task.replaceAll(/\s+/g, ' ').slice(0, 80) }),
        ...(call && { spawnedBy: call.id }),
      },
    });
  }
  return children;
}

async function firstText(source: ImportSource, signal: AbortSignal | undefined): Promise<string | undefined> {
  for await (const items of logItems(source, { signal, split: new Set(['messages']) })) {
    const record = items[0]?.record;
    const text = record && blocksOf(record).find((block) => typeof block['text'] === 'string')?.['text'];
    return typeof text === 'string' ? text : undefined;
  }
  return undefined;
}
