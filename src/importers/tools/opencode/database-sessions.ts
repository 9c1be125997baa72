import type { SourceSession } from '../../importer.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText } from '../../sources/json-value.ts';
import { rootSessions } from '../../stores/root-sessions.ts';
import type { Row, SqliteDatabase } from '../../sqlite/sqlite-database.ts';

/** What a list says of a session. Rows hold diffs too, which may be large: they stay undecoded. */
const COLUMNS = ['id', 'parent_id', 'title', 'directory', 'time_created', 'time_updated'];

/**
 * The sessions of a database, those that went on last first; not those of subagents, which belong to the session that
 * started them. Costs one walk through the table of sessions: no message is read.
 */
export async function databaseSessions(
  database: SqliteDatabase,
  signal: AbortSignal | undefined,
): Promise<readonly SourceSession[]> {
  const rows = new Map<string, Row>();
  for await (const row of database.rows('session', { columns: COLUMNS, signal })) {
    const id = asText(row['id']);
    if (id !== undefined) rows.set(id, row);
  }
  return rootSessions(rows, (id) => asText(rows.get(id)?.['parent_id']))
    .map(sessionOf)
    .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || (a.id < b.id ? 1 : -1));
}

function sessionOf(row: Row): SourceSession {
  const title = asText(row['title']);
  const project = asText(row['directory']);
  const startedAt = timeOf(row['time_created']);
  const endedAt = timeOf(row['time_updated']) ?? startedAt;
  return {
    id: asText(row['id'])!,
    ...(title !== undefined && { title }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(project !== undefined && { project }),
  };
}

function timeOf(value: unknown): number | undefined {
  const time = asNumber(value);
  return time === undefined ? undefined : plausibleTime(time);
}
