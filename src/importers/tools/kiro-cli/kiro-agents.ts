import type { ImportSource } from '../../sources/import-source.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { agentTrack } from '../../records/agent-track.ts';
import type { AgentCall } from './kiro-calls.ts';
import { factsOf, factsPath, readFacts, readJson, type KiroFacts } from './session-facts.ts';

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
  const children: ChildSource[] = [];
  for (const { path, facts } of await agentFiles(source, parent)) {
    const file = await source.sibling?.(path);
    if (!file || facts.id === undefined) continue;
    const call = links.callOf((await firstPrompt(file)) ?? '');
    children.push({
      source: file,
      translator: links.translator(),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: agentTrack(facts.id),
        parent: 'main',
        ...(call && { spawnedBy: call.id }),
        ...(facts.title !== undefined && { title: facts.title }),
      },
    });
  }
  return children;
}

/** Paths of the sessions that a journal started: they are read with it. */
export async function agentsBeside(source: ImportSource): Promise<readonly string[]> {
  const { id } = await readFacts(source);
  return id === undefined ? [] : (await agentFiles(source, id)).map(({ path }) => path);
}

async function agentFiles(
  source: ImportSource,
  parent: string,
): Promise<readonly { readonly path: string; readonly facts: KiroFacts }[]> {
  const own = source.ownPath ?? source.name;
  const paths = (await source.siblings?.('', { deep: own.includes('/') })) ?? [];
  const found: { path: string; facts: KiroFacts }[] = [];
  for (const path of paths.filter((one) => one.endsWith('.jsonl') && one !== own).slice(0, MAX_FILES)) {
    const file = await source.sibling?.(factsPath(path));
    const facts = file && factsOf(await readJson(file));
    if (facts?.parent === parent) found.push({ path, facts });
  }
  return found;
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
