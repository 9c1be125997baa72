import { onOneLine } from '../../glance.ts';
import type { SourceSession } from '../../importer.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Row } from '../../sqlite/sqlite-database.ts';
import type { Store } from '../../sqlite/open-store.ts';
import { collectRows } from '../../stores/collect-rows.ts';
import { jsonColumn, textColumn } from '../../stores/json-column.ts';
import { lastFirst, type StoreReader } from '../../stores/store-importer.ts';
import { storeTime } from '../../stores/store-time.ts';
import type { StoreSession } from '../../stores/store-session.ts';

/** Messages of a session, and sessions, that are read. */
const MAX_ROWS = 1_000_000;

/** Kinds of sessions that are nobody's conversation: what agents and the program itself do. */
const INNER: ReadonlySet<unknown> = new Set(['sub_agent', 'hidden']);

/** What a session is called until the model has named it. */
const PLACEHOLDER = /^(?:New session|CLI Session|Untitled)\b/i;

/** How sessions come out of a database of Goose. */
export const gooseStore: StoreReader = {
  list: async (store, signal) => {
    const rows = await collectRows(store.database.rows('sessions', { signal }), MAX_ROWS);
    const own = rows.filter((row) => !INNER.has(row['session_type']));
    return lastFirst(await Promise.all(own.map((row) => sessionOf(store, row, signal))));
  },
  find: async ({ database }, id, signal) => {
    for await (const row of database.find('sessions', 'id', id, { signal })) return row;
    return undefined;
  },
  records: messageRecords,
};

/** The sessions of subagents that began while a session went on. */
export async function agentSessions({ store, id, facts }: StoreSession): Promise<readonly Row[]> {
  const [from, to] = [storeTime(facts['created_at']), storeTime(facts['updated_at'])];
  const rows = await collectRows(store.database.rows('sessions'), MAX_ROWS);
  return rows.filter((row) => {
    const at = storeTime(row['created_at']);
    const isWithin =
      at === undefined || ((from === undefined || at >= from) && (to === undefined || at <= to));
    return row['session_type'] === 'sub_agent' && row['id'] !== id && isWithin;
  });
}

/** The name that a person or the model gave a session. */
export function titleOf({ name, description }: LogRecord): string | undefined {
  return [asText(name), asText(description)].find((words) => words !== undefined && !PLACEHOLDER.test(words));
}

/** The first thing that was asked in a session. */
export async function firstPrompt(
  { database }: Store,
  id: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  // Without an index this would read all messages of all sessions, for each of them.
  if (!database.isIndexed('messages', 'session_id')) return undefined;
  const columns = ['role', 'content_json'];
  for await (const row of database.find('messages', 'session_id', id, { columns, signal })) {
    const blocks = row['role'] === 'user' ? asList(jsonColumn(row['content_json'])) : [];
    const texts = blocks.flatMap((block) => (isObject(block) ? (asText(block['text']) ?? []) : []));
    if (texts.length > 0) return texts.join('\n');
  }
  return undefined;
}

async function sessionOf(store: Store, row: Row, signal?: AbortSignal): Promise<SourceSession> {
  const id = asText(row['id']) ?? '';
  const title = titleOf(row);
  const prompt = title === undefined ? onOneLine(await firstPrompt(store, id, signal)) : undefined;
  const project = asText(row['working_dir']);
  const startedAt = storeTime(row['created_at']);
  const endedAt = storeTime(row['updated_at']) ?? startedAt;
  return {
    id,
    ...(title !== undefined && { title }),
    ...(prompt !== undefined && { prompt }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(project !== undefined && { project }),
  };
}

/** The messages of a session in the order in which they were written, as lines of older versions have them. */
async function* messageRecords(
  { store, id }: StoreSession,
  { signal, report }: LineReading,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  const rows = await collectRows(store.database.find('messages', 'session_id', id, { signal }), MAX_ROWS);
  rows.sort((a, b) => (asNumber(a['id']) ?? 0) - (asNumber(b['id']) ?? 0));
  for (const [index, row] of rows.entries()) {
    const text = textColumn(row['content_json']) ?? '';
    const content = jsonColumn(row['content_json']);
    const number = index + 1;
    if (!Array.isArray(content)) {
      report?.note('unreadable-item', 'the content of a message is no JSON and was kept as text');
      yield [{ number, text, flaw: 'unreadable-item' }];
      continue;
    }
    const metadata = jsonColumn(row['metadata_json']);
    const record = {
      role: row['role'],
      created: row['created_timestamp'],
      content: content as readonly unknown[],
      ...(isObject(metadata) && { metadata }),
    };
    yield [{ number, text, record }];
  }
  return undefined;
}
