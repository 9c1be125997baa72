import type { ImportSource } from '../../sources/import-source.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { agentTrack } from '../../stores/agent-track.ts';
import type { AgentCall } from './kiro-calls.ts';
import { factsOf, factsPath, readJson } from './session-facts.ts';

/** Files beside a journal that are looked at: sessions of all projects lie in one folder. */
const MAX_FILES = 5000;

/** What links sessions of subagents to their calls. */
export interface AgentLinks {
  callOf(prompt: string): AgentCall | undefined;
  translator(): RecordTranslator;
}

/** The sessions beside a journal that name it as their parent, linked to their calls by what they were asked. */
export async function findKiroAgents(
  source: ImportSource,
  parent: string,
  links: AgentLinks,
): Promise<readonly ChildSource[]> {
  const own = source.ownPath ?? source.name;
  const paths = (await source.siblings?.('', { deep: own.includes('/') })) ?? [];
  const children: ChildSource[] = [];
  for (const path of paths.filter((one) => one.endsWith('.jsonl') && one !== own).slice(0, MAX_FILES)) {
    const facts = await source.sibling?.(factsPath(path));
    if (!facts) continue;
    const { id, title, parent: startedBy } = factsOf(await readJson(facts));
    const file = startedBy === parent && id !== undefined ? await source.sibling?.(path) : undefined;
    if (!file || id === undefined) continue;
    const call = links.callOf((await firstPrompt(file)) ?? '');
    children.push({
      source: file,
      translator: links.translator(),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: agentTrack(id),
        parent: 'main',
        ...(call && { spawnedBy: call.id }),
        ...(title !== undefined && { title }),
      },
    });
  }
  return children;
}

async function firstPrompt(source: ImportSource): Promise<string | undefined> {
  for await (const lines of logLines(source, {})) {
    const [first] = lines;
    const { data, payload } = first?.record ?? {};
    const [block] = isObject(data) ? asList(data['content']) : [];
    return isObject(block)
      ? asText(block['data'])
      : isObject(payload)
        ? asText(payload['content'])
        : undefined;
  }
  return undefined;
}
