import type { ImportSource } from '../../sources/import-source.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { splitPrompt } from './split-prompt.ts';

/** Files of subagents that are read. */
const MAX_SUBAGENTS = 500;

/** What links transcripts of subagents to their calls. */
export interface SubagentLinks {
  /** Where they lie, as the source takes paths. */
  readonly folder: string;
  /** The call that gave this prompt to a subagent. */
  callOf(prompt: string): { readonly id: string; readonly record: number } | undefined;
  translator(): RecordTranslator;
}

/** The transcripts in the folder beside a transcript, linked to their calls by the prompt. */
export async function findSubagents(
  source: ImportSource,
  links: SubagentLinks,
): Promise<readonly ChildSource[]> {
  const children: ChildSource[] = [];
  for (const path of ((await source.siblings?.(links.folder)) ?? []).slice(0, MAX_SUBAGENTS)) {
    const match = /([\w-]{1,80})\.jsonl$/.exec(path);
    const file = match
      ? await source.sibling?.(path.includes('/') ? path : `${links.folder}/${path}`)
      : undefined;
    if (!match || !file) continue;
    const prompt = await firstPrompt(file);
    const call = prompt === undefined ? undefined : links.callOf(prompt);
    children.push({
      source: file,
      translator: links.translator(),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: `agent-${match[1]!.toLowerCase()}`,
        parent: 'main',
        ...(call && { spawnedBy: call.id }),
      },
    });
  }
  return children;
}

async function firstPrompt(source: ImportSource): Promise<string | undefined> {
  for await (const lines of logLines(source, {})) {
    const message = lines[0]?.record?.['message'];
    const [block] = isObject(message) ? asList(message['content']) : [];
    const words = isObject(block) ? asText(block['text']) : undefined;
    return words === undefined ? undefined : splitPrompt(words).prompt;
  }
  return undefined;
}
