import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import type { Row, SqliteDatabase } from '../../sqlite/sqlite-database.ts';
import { collectRows } from '../../stores/collect-rows.ts';
import { jsonColumn } from '../../stores/json-column.ts';

/** Messages of a session, and parts of it, that are read. */
const MAX_MESSAGES = 1_000_000;
const MAX_PARTS = 10_000_000;

/**
 * The messages of a session, each as an item of an export: `{info, parts}`. Messages stand in order of time, parts in
 * order of their ids, as the program itself reads them.
 *
 * Cost: the messages of the session are in memory, and the parts of one message. By the indexes that the program makes
 * only pages of this session are read; where they are missing, its parts are in memory too, after one walk through the
 * table.
 */
export async function* databaseMessages(
  database: SqliteDatabase,
  sessionId: string,
  { signal, report }: LineReading,
): AsyncGenerator<readonly SourceRecord[], void, undefined> {
  const messages = await collectRows(
    database.find('message', 'session_id', sessionId, { signal }),
    MAX_MESSAGES,
  );
  messages.sort((a, b) => timeOf(a) - timeOf(b) || byId(a, b));
  const parts = await partsOfMessages(database, sessionId, signal);
  for (const [index, message] of messages.entries()) {
    const id = asText(message['id']) ?? '';
    const own = (await parts(id)).sort(byId);
    const info = jsonColumn(message['data'] ?? null);
    const place = { number: index + 1, member: 'messages' };
    if (isObject(info)) {
      const record = {
        info: { ...info, id, sessionID: sessionId },
        parts: own.map((row) => partOf(row, sessionId)),
      };
      yield [{ ...place, text: textOf(message), record }];
    } else {
      report?.note('unreadable-item', `message ${id} is no JSON object and was kept as text`);
      yield [{ ...place, text: [message, ...own].map(textOf).join('\n'), flaw: 'unreadable-item' }];
    }
  }
}

/** Finds the parts of a message. */
async function partsOfMessages(
  database: SqliteDatabase,
  sessionId: string,
  signal: AbortSignal | undefined,
): Promise<(messageId: string) => Promise<Row[]>> {
  if (database.isIndexed('part', 'message_id')) {
    return (id) => collectRows(database.find('part', 'message_id', id, { signal }), MAX_PARTS);
  }
  const all = await collectRows(database.find('part', 'session_id', sessionId, { signal }), MAX_PARTS);
  const byMessage = new Map<string, Row[]>();
  for (const row of all) {
    const id = asText(row['message_id']) ?? '';
    const rows = byMessage.get(id);
    if (rows) rows.push(row);
    else byMessage.set(id, [row]);
  }
  return (id) => Promise.resolve(byMessage.get(id) ?? []);
}

/** A part as an export has it; what is no JSON is kept as it is. */
function partOf(row: Row, sessionId: string): unknown {
  const part = jsonColumn(row['data'] ?? null);
  if (!isObject(part)) return part ?? textOf(row);
  const named: LogRecord = { ...part, id: row['id'], messageID: row['message_id'], sessionID: sessionId };
  return named;
}

function textOf({ data }: Row): string {
  return typeof data === 'string' ? data : '';
}

function timeOf(row: Row): number {
  return asNumber(row['time_created']) ?? 0;
}

/** Ids count up with time. */
function byId(a: Row, b: Row): number {
  const [first, second] = [asText(a['id']) ?? '', asText(b['id']) ?? ''];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
