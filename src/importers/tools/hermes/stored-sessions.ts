import type { SourceSession } from '../../importer.ts';
import { asText } from '../../sources/json-value.ts';
import type { Row, SqliteDatabase } from '../../sqlite/sqlite-database.ts';
import { wallTime } from './wall-time.ts';

/** What a list says of a session. Rows hold whole system prompts too, which stay undecoded. */
const COLUMNS = [
  'id',
  'parent_session_id',
  'title',
  'cwd',
  'started_at',
  'ended_at',
  'last_activity_at',
  'end_reason',
];

/** Why a session ended that another one goes on from: that one is a session of its own. */
const GOES_ON: ReadonlySet<unknown> = new Set(['compression', 'branched']);

/**
 * The sessions of a database, those that went on last first; not those of subagents, which belong to the session that
 * started them. Costs one walk through the table of sessions: no message is read.
 */
export async function storedSessions(
  database: SqliteDatabase,
  signal: AbortSignal | undefined,
): Promise<readonly SourceSession[]> {
  const rows = new Map<string, Row>();
  for await (const row of database.rows('sessions', { columns: COLUMNS, signal })) {
    const id = asText(row['id']);
    if (id !== undefined) rows.set(id, row);
  }
  return [...rows.values()]
    .filter((row) => !isSubagentOf(row, rows.get(asText(row['parent_session_id']) ?? '')))
    .map(sessionOf)
    .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || (a.id < b.id ? 1 : -1));
}

/** Whether a session was started by another one, which did not end with it. */
export function isSubagentOf(row: Row, parent: Row | undefined): boolean {
  return parent !== undefined && row['id'] !== parent['id'] && !GOES_ON.has(parent['end_reason']);
}

function sessionOf(row: Row): SourceSession {
  const title = asText(row['title']);
  const project = asText(row['cwd']);
  const startedAt = wallTime(row['started_at']);
  const endedAt = wallTime(row['ended_at']) ?? wallTime(row['last_activity_at']) ?? startedAt;
  return {
    id: asText(row['id'])!,
    ...(title !== undefined && { title }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(project !== undefined && { project }),
  };
}
