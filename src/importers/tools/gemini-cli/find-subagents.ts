import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ImportOptions } from '../../importer.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { textKey } from '../../sources/text-key.ts';
import { partsOf } from './content-parts.ts';

/** Files of subagents that are read. */
const MAX_SUBAGENTS = 500;

interface AgentCall {
  readonly id: string;
  readonly record: number;
  readonly title: string | undefined;
}

/** Calls that may have started a subagent. */
export class SubagentCalls {
  readonly #byAgent = new Map<string, AgentCall>();
  readonly #byPrompt = new Map<string, AgentCall>();

  add(call: LogRecord, record: number): void {
    const id = asText(call['id']);
    const { args, agentId } = call;
    if (id === undefined) return;
    const fields = isObject(args) ? args : {};
    const found = { id, record, title: asText(fields['agent_name']) ?? asText(call['displayName']) };
    if (typeof agentId === 'string') this.#byAgent.set(agentId, found);
    for (const key of ['prompt', 'objective', 'task', 'query']) {
      const words = asText(fields[key]);
      if (words !== undefined) this.#byPrompt.set(textKey(words.trim()), found);
    }
  }

  /** The call that started a subagent: its id is known, or the prompt that it was given. */
  link(sessionId: string | undefined, prompts: readonly string[]): AgentCall | undefined {
    return (
      (sessionId === undefined ? undefined : this.#byAgent.get(sessionId)) ??
      prompts.map((prompt) => this.#byPrompt.get(textKey(prompt.trim()))).find(Boolean)
    );
  }
}

/** What tells which logs are those of subagents of a session. */
export interface SubagentSearch {
  readonly sessionId: string | undefined;
  readonly calls: SubagentCalls;
  readonly translator: () => RecordTranslator;
}

/** The logs in the folder beside a log that has its session id as name. */
export async function findSubagents(
  source: ImportSource,
  { signal }: ImportOptions,
  { sessionId, calls, translator }: SubagentSearch,
): Promise<readonly ChildSource[]> {
  if (sessionId === undefined || !/^[\w-]{1,120}$/.test(sessionId)) return [];
  const children: ChildSource[] = [];
  for (const path of (await filesOf(source, sessionId)).slice(0, MAX_SUBAGENTS)) {
    const name = /([\w.-]{1,80})\.jsonl$/.exec(path)?.[1];
    const file = name === undefined ? undefined : await source.sibling?.(path);
    if (name === undefined || !file) continue;
    const first = await beginning(file, signal);
    const call = calls.link(first.sessionId, first.prompts);
    children.push({
      source: file,
      translator: translator(),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: `agent-${name.toLowerCase()}`,
        parent: 'main',
        ...(call?.title !== undefined && { title: call.title }),
        ...(call && { spawnedBy: call.id }),
      },
    });
  }
  return children;
}

/** The folder lies beside the log; seen from the folder of the project, in that of the sessions. */
async function filesOf(source: ImportSource, sessionId: string): Promise<readonly string[]> {
  const beside = (await source.siblings?.(sessionId)) ?? [];
  return beside.length > 0 ? beside : ((await source.siblings?.(`chats/${sessionId}`)) ?? []);
}

/** Session id and first texts of a subagent's log. */
async function beginning(
  source: ImportSource,
  signal: AbortSignal | undefined,
): Promise<{ sessionId: string | undefined; prompts: readonly string[] }> {
  let sessionId: string | undefined;
  for await (const lines of logLines(source, { signal })) {
    for (const { record } of lines) {
      sessionId ??= record && asText(record['sessionId']);
      if (record?.['type'] !== 'user') continue;
      const words = partsOf(record['content']).flatMap((part) => (part.kind === 'text' ? [part.text] : []));
      return { sessionId, prompts: asList(words) as string[] };
    }
  }
  return { sessionId, prompts: [] };
}
