import { partsOf, wordsOf } from '../../chat-messages/content-parts.ts';
import { onOneLine } from '../../glance.ts';
import type { SourceSession } from '../../importer.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Store } from '../../sqlite/open-store.ts';
import type { Row } from '../../sqlite/sqlite-database.ts';
import { collectRows } from '../../stores/collect-rows.ts';
import { jsonColumn, textColumn } from '../../stores/json-column.ts';
import { lastFirst, type StoreReader } from '../../stores/store-importer.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import { MessageForest } from './message-forest.ts';
import { isContinuation } from './system-messages.ts';

/** Messages of a session that are read. */
const MAX_MESSAGES = 500_000;

/** What is said of a session; its other columns hold state of the program. */
const SESSION_COLUMNS = [
  'id',
  'working_directory',
  'model',
  'agent_mode',
  'created_at',
  'last_activity_at',
  'title',
  'main_chain_id',
  'hidden',
];

/** How sessions come out of `sessions.db`. */
export const devinStore: StoreReader = {
  list: async (store, signal) => {
    const { database } = store;
    const sessions: SourceSession[] = [];
    for await (const row of database.rows('sessions', { columns: SESSION_COLUMNS, signal })) {
      // Sessions that the program holds with itself: to sum up others, for one.
      if (row['hidden'] !== 1 && asText(row['id']) !== undefined)
        sessions.push(await sessionOf(store, row, signal));
    }
    return lastFirst(sessions);
  },
  find: async ({ database }, id, signal) => {
    for await (const row of database.find('sessions', 'id', id, { columns: SESSION_COLUMNS, signal })) {
      return Object.fromEntries(SESSION_COLUMNS.map((name) => [name, row[name]]));
    }
    return undefined;
  },
  records: messagesOf,
};

/** A time of the database, which counts seconds, as ms. */
export function secondsAsTime(seconds: unknown): number | undefined {
  const value = asNumber(seconds);
  return value === undefined ? undefined : plausibleTime(value * 1000);
}

async function sessionOf(store: Store, row: Row, signal?: AbortSignal): Promise<SourceSession> {
  const title = asText(row['title']);
  const prompt = title === undefined ? await firstPrompt(store, asText(row['id'])!, signal) : undefined;
  const project = asText(row['working_directory']);
  const startedAt = secondsAsTime(row['created_at']);
  const endedAt = secondsAsTime(row['last_activity_at']) ?? startedAt;
  return {
    id: asText(row['id'])!,
    ...(title !== undefined && { title }),
    ...(prompt !== undefined && { prompt }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(project !== undefined && { project }),
  };
}

/** The first thing that a person asked; of versions that do not say who typed, the first that was asked. */
async function firstPrompt(
  { database }: Store,
  id: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  // Without an index this would read all messages of all sessions, for each of them.
  if (!database.isIndexed('message_nodes', 'session_id')) return undefined;
  const rows = database.find('message_nodes', 'session_id', id, { columns: ['chat_message'], signal });
  let first: string | undefined;
  for await (const row of rows) {
    const message = jsonColumn(row['chat_message']);
    if (!isObject(message) || message['role'] !== 'user') continue;
    const { metadata } = message;
    const words = onOneLine(wordsOf(partsOf(message['content'])));
    if (isObject(metadata) && metadata['is_user_input'] === true) return words;
    first ??= words;
  }
  return first;
}

/** The messages of a session in the order they were written in, each with the branch it is on; then the session. */
async function* messagesOf(
  { store, id, facts }: StoreSession,
  { signal, report }: LineReading,
): AsyncGenerator<readonly SourceRecord[], LogRecord, undefined> {
  const rows = await collectRows(
    store.database.find('message_nodes', 'session_id', id, { signal }),
    MAX_MESSAGES,
  );
  rows.sort((a, b) => (asNumber(a['row_id']) ?? 0) - (asNumber(b['row_id']) ?? 0));
  const messages = rows.map((row) => jsonColumn(row['chat_message']));
  const nodes = rows.map((row, index) => {
    const message = messages[index];
    const fields = isObject(message) ? message : {};
    return {
      id: asNumber(row['node_id']) ?? -1 - index,
      parent: asNumber(row['parent_node_id']),
      messageId: asText(fields['message_id']),
      continues: isContinuation(fields),
    };
  });
  const forest = new MessageForest(nodes, asNumber(facts['main_chain_id']));
  for (const [index, row] of rows.entries()) {
    const message = messages[index];
    const text = textColumn(row['chat_message']) ?? '';
    const branch = forest.branchOf(nodes[index]!.id);
    const place = { number: index + 1, member: 'messages', text, ...(branch !== undefined && { branch }) };
    if (isObject(message)) {
      yield [{ ...place, record: { ...message, row_created_at: row['created_at'] } }];
    } else {
      report?.note('unreadable-item', `message ${index + 1} is no JSON object and was kept as text`);
      yield [{ ...place, flaw: 'unreadable-item' }];
    }
  }
  return facts;
}
