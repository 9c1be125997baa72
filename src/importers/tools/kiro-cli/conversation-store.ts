import { onOneLine } from '../../glance.ts';
import type { SourceSession } from '../../importer.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Row } from '../../sqlite/sqlite-database.ts';
import type { Store } from '../../sqlite/open-store.ts';
import { jsonColumn } from '../../stores/json-column.ts';
import { lastFirst, type StoreReader } from '../../stores/store-importer.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import { storeTime } from '../../stores/store-time.ts';

/** Tables of conversations: of newer versions with an id, of older ones one for each folder. */
const TABLES = ['conversations_v2', 'conversations'] as const;

/** How conversations come out of a database of Kiro CLI or Amazon Q. */
export const conversationStore: StoreReader = {
  list: async (store, signal) => {
    const sessions = new Map<string, SourceSession>();
    for await (const { id, row, value } of conversationsOf(store, signal)) {
      if (!sessions.has(id) && asList(value['history']).length > 0)
        sessions.set(id, sessionOf(id, row, value));
    }
    return lastFirst([...sessions.values()]);
  },
  find: async (store, id, signal) => {
    const found = await conversationOf(store, id, signal);
    if (!found) return undefined;
    const facts = Object.entries(found.value).filter(([key]) => key !== 'history');
    return { ...Object.fromEntries(facts), folder: found.row['key'] };
  },
  records: conversationRecords,
};

interface Conversation {
  readonly id: string;
  readonly row: Row;
  readonly value: LogRecord;
}

async function* conversationsOf(
  { database }: Store,
  signal?: AbortSignal,
): AsyncGenerator<Conversation, void, undefined> {
  for (const table of TABLES) {
    for await (const row of database.rows(table, { signal })) {
      const value = jsonColumn(row['value']);
      if (!isObject(value)) continue;
      const id =
        asText(row['conversation_id']) ?? asText(value['conversation_id']) ?? asText(row['key']) ?? '';
      yield { id, row, value };
    }
  }
}

function sessionOf(id: string, row: Row, value: LogRecord): SourceSession {
  const entries = asList(value['history']).map(entryOf).filter(isObject);
  const prompts = entries.flatMap((entry) => promptOf(entry) ?? []);
  const times = entries.flatMap((entry) => entryTime(entry) ?? []);
  const startedAt = storeTime(row['created_at']) ?? times[0];
  const endedAt = storeTime(row['updated_at']) ?? times.at(-1);
  const project = asText(row['key']);
  const prompt = onOneLine(prompts[0]);
  return {
    id,
    ...(prompt !== undefined && { prompt }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(project !== undefined && { project }),
    turns: prompts.length,
  };
}

async function conversationOf(
  store: Store,
  id: string,
  signal?: AbortSignal,
): Promise<Conversation | undefined> {
  for await (const conversation of conversationsOf(store, signal))
    if (conversation.id === id) return conversation;
  return undefined;
}

/** The exchanges of a conversation, each what was given to the model and what it answered. */
async function* conversationRecords(
  { store, id }: StoreSession,
  { signal }: LineReading,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  const conversation = await conversationOf(store, id, signal);
  for (const [index, item] of asList(conversation?.value['history']).entries()) {
    const text = JSON.stringify(item);
    const record = entryOf(item);
    yield [{ number: index + 1, text, ...(record ? { record } : { flaw: 'unreadable-item' }) }];
  }
  return undefined;
}

/** An exchange; older versions have a pair in place of an object. */
export function entryOf(item: unknown): LogRecord | undefined {
  if (isObject(item)) return item;
  if (!Array.isArray(item)) return undefined;
  const [user, assistant] = item as unknown[];
  return isObject(user) || isObject(assistant) ? { user, assistant } : undefined;
}

/** When the model was asked; ms since 1970 UTC. */
export function entryTime({ user, request_metadata: metadata }: LogRecord): number | undefined {
  const started = isObject(metadata) ? metadata['request_start_timestamp_ms'] : undefined;
  return (isObject(user) ? storeTime(user['timestamp']) : undefined) ?? storeTime(started);
}

/** What a person asked; whoever stops a tool may say what to do in its place. */
export function promptOf({ user }: LogRecord): string | undefined {
  const content = isObject(user) ? user['content'] : undefined;
  const prompt = isObject(content) ? (content['Prompt'] ?? content['CancelledToolUses']) : undefined;
  return isObject(prompt) ? asText(prompt['prompt']) : undefined;
}
