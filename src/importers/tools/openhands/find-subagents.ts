import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { eventFiles, readEvent } from './conversation-files.ts';
import { promptOf } from './prompts.ts';

/** Conversations of subagents that are read. */
const MAX_SUBAGENTS = 200;

/** Events at the beginning of a conversation that its first prompt is looked for in. */
const FIRST_EVENTS = 50;

/** What links the conversations of subagents to their calls. */
export interface SubagentLinks {
  /** The call that gave this prompt to a subagent. */
  callOf(prompt: string): { readonly id: string; readonly record: number } | undefined;
  translator(track: string): RecordTranslator;
}

/** The conversations in the folder `subagents` beside the state of a conversation, linked by the prompt. */
export async function findSubagents(
  source: ImportSource,
  links: SubagentLinks,
): Promise<readonly ChildSource[]> {
  const children: ChildSource[] = [];
  for (const path of (await source.siblings?.('subagents', { deep: true })) ?? []) {
    const name = /(?:^|\/)([\w-]{1,80})\/base_state\.json$/.exec(path)?.[1];
    if (name === undefined || children.length === MAX_SUBAGENTS) continue;
    const whole = path.startsWith('subagents/') ? path : `subagents/${path}`;
    const file = await source.sibling?.(whole);
    if (!file) continue;
    const folder = whole.slice(0, whole.lastIndexOf('/') + 1);
    const child = sourceIn(source, file, folder);
    const prompt = await firstPrompt(child);
    const call = prompt === undefined ? undefined : links.callOf(prompt);
    const track = `agent-${name.toLowerCase()}`.slice(0, 60);
    children.push({
      source: child,
      translator: links.translator(track),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: track,
        parent: 'main',
        ...(call && { spawnedBy: call.id }),
      },
    });
  }
  return children;
}

/** The first thing that a person, or the agent that started it, wrote. */
export async function firstPrompt(source: ImportSource): Promise<string | undefined> {
  for (const path of (await eventFiles(source)).slice(0, FIRST_EVENTS)) {
    const { value } = await readEvent(source, path);
    const prompt = value && promptOf(value);
    if (prompt !== undefined) return prompt;
  }
  return undefined;
}

/** The state of a subagent's conversation, which names the files beside it. */
function sourceIn(parent: ImportSource, file: ImportSource, folder: string): ImportSource {
  return {
    name: file.name,
    size: file.size,
    chunks: () => file.chunks(),
    sibling: async (path) => parent.sibling?.(`${folder}${path}`),
    siblings: async (path, options) => {
      const paths = (await parent.siblings?.(`${folder}${path}`, options)) ?? [];
      return paths.map((found) => (found.startsWith(folder) ? found.slice(folder.length) : found));
    },
  };
}
