import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import type { Store } from '../../sqlite/open-store.ts';
import { descendantSessions, type Descendant } from '../../stores/descendant-sessions.ts';
import type { StoreReader } from '../../stores/store-importer.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import { databaseMessages } from './database-records.ts';
import { databaseSessions } from './database-sessions.ts';
import { sessionOfRow } from './session-row.ts';

/** How sessions come out of a database: as the records of an export. */
export const databaseStore: StoreReader = {
  list: ({ database }, signal) => databaseSessions(database, signal),
  find: async (store, id, signal) => {
    for await (const { facts } of sessionsWith(store, 'id', id, signal)) return facts;
    return undefined;
  },
  records: exportOf,
};

/** The sessions that a session started, and those that they started. */
export function databaseDescendants(session: StoreSession): Promise<readonly Descendant[]> {
  return descendantSessions(session, (id) => sessionsWith(session.store, 'parent_id', id));
}

async function* sessionsWith(
  { database }: Store,
  column: 'id' | 'parent_id',
  id: string,
  signal?: AbortSignal,
): AsyncGenerator<{ readonly id: string; readonly facts: LogRecord }, void, undefined> {
  for await (const row of database.find('session', column, id, { signal })) {
    yield { id: asText(row['id']) ?? '', facts: sessionOfRow(row) };
  }
}

/** The messages of a session as items of an export; then what an export says of it. */
async function* exportOf(
  session: StoreSession,
  reading: LineReading,
): AsyncGenerator<readonly SourceRecord[], LogRecord, undefined> {
  yield* databaseMessages(session.store.database, session.id, reading);
  if (session.isMain) await noteUnread(session, reading);
  return { info: session.facts };
}

async function noteUnread({ store, id }: StoreSession, { report, signal }: LineReading): Promise<void> {
  if (!report) return;
  let unread = 0;
  const rows = store.database.find('session_message', 'session_id', id, { columns: ['id'], signal });
  for await (const row of rows) if (row['id'] !== null) unread += 1;
  if (unread === 0) return;
  const message = `the table session_message, of an engine that is not known yet, holds ${unread} more records: they are not read`;
  report.note('unread-table', message, { severity: 'error' });
}
