import { onOneLine } from '../../glance.ts';
import type { SourceSession } from '../../importer.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Row } from '../../sqlite/sqlite-database.ts';
import type { Store } from '../../sqlite/open-store.ts';
import { collectRows } from '../../stores/collect-rows.ts';
import { descendantSessions, type Descendant } from '../../stores/descendant-sessions.ts';
import { jsonColumn, textColumn } from '../../stores/json-column.ts';
import { rootSessions } from '../../stores/root-sessions.ts';
import { lastFirst, type StoreReader } from '../../stores/store-importer.ts';
import { storeTime } from '../../stores/store-time.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import { FileVersions } from './file-versions.ts';

/** Messages of a session that are read. */
const MAX_MESSAGES = 1_000_000;

/** What a session is called until somebody names it. */
const PLACEHOLDER = /^(?:New|Untitled) Session$/i;

/** Sessions that made the title of another one: no conversation of anybody. */
const TITLE_SESSION = 'title-';

/** How sessions come out of a database of Crush. */
export const crushStore: StoreReader = {
  list: listSessions,
  find: async (store, id, signal) => {
    for await (const { facts } of sessionsWith(store, 'id', id, signal)) return facts;
    return undefined;
  },
  records: messageRecords,
};

/** The sessions that agents of a session worked in. */
export function crushDescendants(session: StoreSession): Promise<readonly Descendant[]> {
  return descendantSessions(session, (id) => sessionsWith(session.store, 'parent_session_id', id));
}

/** The title that somebody gave a session. */
export function titleOf({ title }: LogRecord): string | undefined {
  const words = asText(title);
  return words === undefined || PLACEHOLDER.test(words) ? undefined : words;
}

async function listSessions(store: Store, signal?: AbortSignal): Promise<readonly SourceSession[]> {
  const rows = await collectRows(store.database.rows('sessions', { signal }), MAX_MESSAGES);
  const byId = new Map(rows.map((row) => [asText(row['id']) ?? '', row]));
  const own = rootSessions(byId, (id) => asText(byId.get(id)?.['parent_session_id'])).filter(
    (row) => !isTitleSession(row) && row['message_count'] !== 0,
  );
  const sessions = await Promise.all(own.map((row) => sessionOf(store, row, signal)));
  return lastFirst(sessions);
}

async function sessionOf(store: Store, row: Row, signal?: AbortSignal): Promise<SourceSession> {
  const id = asText(row['id']) ?? '';
  const title = titleOf(row);
  const prompt = title === undefined ? await firstPrompt(store, id, signal) : undefined;
  const startedAt = storeTime(row['created_at']);
  const endedAt = storeTime(row['updated_at']) ?? startedAt;
  return {
    id,
    ...(title !== undefined && { title }),
    ...(prompt !== undefined && { prompt }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

async function firstPrompt(
  { database }: Store,
  id: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  // Without an index this would read all messages of all sessions, for each of them.
  if (!database.isIndexed('messages', 'session_id')) return undefined;
  const rows = database.find('messages', 'session_id', id, { columns: ['role', 'parts'], signal });
  for await (const { role, parts } of rows) {
    if (role !== 'user') continue;
    const texts = asList(jsonColumn(parts)).flatMap((part) =>
      isObject(part) && isObject(part['data']) ? (asText(part['data']['text']) ?? []) : [],
    );
    if (texts.length > 0) return onOneLine(texts.join(' '));
  }
  return undefined;
}

async function* sessionsWith(
  { database }: Store,
  column: 'id' | 'parent_session_id',
  id: string,
  signal?: AbortSignal,
): AsyncGenerator<{ readonly id: string; readonly facts: LogRecord }, void, undefined> {
  for await (const row of database.find('sessions', column, id, { signal })) {
    if (!isTitleSession(row)) yield { id: asText(row['id']) ?? '', facts: row };
  }
}

function isTitleSession({ id }: Row): boolean {
  return asText(id)?.startsWith(TITLE_SESSION) === true;
}

/**
 * The messages of a session in order of time, each with its parts, and at results the texts of the files that the calls
 * changed. The versions of these files are in memory.
 */
async function* messageRecords(
  { store, id }: StoreSession,
  { signal, report }: LineReading,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  const rows = await collectRows(store.database.find('messages', 'session_id', id, { signal }), MAX_MESSAGES);
  rows.sort((a, b) => (asNumber(a['created_at']) ?? 0) - (asNumber(b['created_at']) ?? 0));
  const versions = await FileVersions.read(store, id, signal);
  for (const [index, { parts, ...columns }] of rows.entries()) {
    const text = textColumn(parts) ?? '';
    const list = jsonColumn(parts);
    if (!Array.isArray(list)) {
      report?.note('unreadable-item', 'the parts of a message are no JSON and were kept as text');
      yield [{ number: index + 1, text, flaw: 'unreadable-item' }];
      continue;
    }
    const opened = (list as unknown[]).map(openedPart);
    for (const part of opened) versions.call(part);
    const changes = opened.flatMap((part) => versions.changeOf(part) ?? []);
    const record = { ...plain(columns), parts: opened, ...(changes.length > 0 && { changes }) };
    yield [{ number: index + 1, text, record }];
  }
  return undefined;
}

/** A part with the JSON in it read: the input of a call, the metadata of a result. */
function openedPart(part: unknown): unknown {
  if (!isObject(part) || !isObject(part['data'])) return part;
  const { data } = part;
  const field =
    part['type'] === 'tool_call' ? 'input' : part['type'] === 'tool_result' ? 'metadata' : undefined;
  const value = field === undefined ? undefined : data[field];
  if (field === undefined || typeof value !== 'string' || value === '') return part;
  return { ...part, data: { ...data, [field]: jsonColumn(value) ?? value } };
}

/** Columns that JSON can hold. */
function plain(columns: Row): LogRecord {
  return Object.fromEntries(
    Object.entries(columns).filter(
      ([, value]) => value !== null && typeof value !== 'bigint' && !(value instanceof Uint8Array),
    ),
  );
}
