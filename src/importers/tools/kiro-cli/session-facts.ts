import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, asList, asText, isObject } from '../../sources/json-value.ts';

import type { LogRecord } from '../../sources/log-record.ts';
import { jsonColumn } from '../../stores/json-column.ts';
import { storeTime } from '../../stores/store-time.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Bytes of a file of facts. */
const MAX_SIZE = 16 * 2 ** 20;

/** What the file beside a journal says of its session. */
export interface KiroFacts {
  readonly id?: string;
  readonly title?: string;
  readonly cwd?: string;
  readonly model?: string;
  /** The session that started it, as a subagent. */
  readonly parent?: string;
  /** Wall times, ms since 1970 UTC. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** By id of the message that a turn ended with. */
  readonly turns: ReadonlyMap<string, TurnFacts>;
}

/** What is known of a turn when it has ended. */
export interface TurnFacts {
  /** Wall time, ms since 1970 UTC. */
  readonly endedAt?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

/** Path of the file of facts of a journal: `<id>.json` beside `<id>.jsonl`, `session.json` beside `messages.jsonl`. */
export function factsPath(path: string): string {
  return path
    .replace(/(?:^|\/)messages\.jsonl$/, (name) => name.replace('messages.jsonl', 'session.json'))
    .replace(/\.jsonl$/, '.json');
}

/** Reads the facts of a journal; none where there is no such file. */
export async function readFacts(source: ImportSource): Promise<KiroFacts> {
  const own = source.ownPath ?? source.name;
  const path = factsPath(own);
  const file = path === own ? undefined : await source.sibling?.(path);
  return file ? factsOf(await readJson(file)) : { turns: new Map() };
}

/** Facts of either version, as their file has them. */
export function factsOf(value: unknown): KiroFacts {
  const meta = isObject(value) ? value : {};
  const state = isObject(meta['session_state']) ? meta['session_state'] : {};
  const facts = {
    id: asText(meta['session_id']) ?? asText(meta['id']),
    title: asText(meta['title']),
    cwd: asText(meta['cwd']) ?? asText(asList(meta['workspacePaths'])[0]),
    model: asText(meta['modelId']) ?? modelOf(state),
    parent: asText(meta['parent_session_id']) ?? asText(meta['parentSessionId']),
    startedAt: storeTime(meta['created_at'] ?? meta['createdAt']),
    endedAt: storeTime(meta['updated_at'] ?? meta['lastModifiedAt']),
  };
  const known = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
  return { ...known, turns: turnsOf(state) };
}

/** A file of JSON; `undefined` where it is too large or none. */
export async function readJson(file: ImportSource): Promise<unknown> {
  if (file.size > MAX_SIZE) return undefined;
  const text = await sourceText(file);
  return jsonColumn(text);
}

function modelOf({ rts_model_state: model }: LogRecord): string | undefined {
  const info = isObject(model) ? model['model_info'] : undefined;
  return isObject(info) ? (asText(info['model_id']) ?? asText(info['model_name'])) : undefined;
}

function turnsOf({ conversation_metadata: metadata }: LogRecord): ReadonlyMap<string, TurnFacts> {
  const turns = new Map<string, TurnFacts>();
  for (const turn of asList(isObject(metadata) ? metadata['user_turn_metadatas'] : undefined)) {
    const id = isObject(turn) ? asText(asList(turn['message_ids']).at(-1)) : undefined;
    if (!isObject(turn) || id === undefined) continue;
    const [endedAt, input, output] = [
      storeTime(turn['end_timestamp']),
      asCount(turn['input_token_count']),
      asCount(turn['output_token_count']),
    ];
    turns.set(id, {
      ...(endedAt !== undefined && { endedAt }),
      ...(input && { inputTokens: input }),
      ...(output && { outputTokens: output }),
    });
  }
  return turns;
}
