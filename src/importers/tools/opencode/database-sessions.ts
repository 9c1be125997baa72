import { onOneLine } from '../../glance.ts';
import type { SourceSession } from '../../importer.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText } from '../../sources/json-value.ts';
import { rootSessions } from '../../stores/root-sessions.ts';
import type { Row, SqliteDatabase } from '../../sqlite/sqlite-database.ts';
import { jsonColumn } from '../../stores/json-column.ts';
import { promptOf } from './opencode-glance.ts';
import { isPlaceholderTitle } from './placeholder-title.ts';

/** What a list says of a session. Rows hold diffs too, which may be large: they stay undecoded. */
const COLUMNS = ['id', 'parent_id', 'title', 'directory', 'time_created', 'time_updated'];

/** What a list says of messages: who they are of stands in their data, which parts do not swell. */
const MESSAGE_COLUMNS = ['id', 'session_id', 'time_created', 'time_updated', 'data'];

/** Of the data of a message that a person wrote. */
const BY_USER = /"role"\s{0,4}:\s{0,4}"user"/;

/**
 * The sessions of a database, those that went on last first; not those of subagents, which belong to the session that
 * started them. Costs one walk through the tables of sessions and of messages: of parts, which are most of a database,
 * only those of the first prompt of sessions without a name are read.
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
  const tallies = await tallyMessages(database, signal);
  const children = new Map<string, Row[]>();
  for (const row of rows.values()) {
    const parent = asText(row['parent_id']) ?? '';
    const siblings = children.get(parent);
    if (siblings) siblings.push(row);
    else children.set(parent, [row]);
  }
  const roots = rootSessions(rows, (id) => asText(rows.get(id)?.['parent_id']));
  const sessions: SourceSession[] = [];
  for (const row of roots) {
    const session = sessionOf(familyOf(row, children), tallies);
    const first = session.title === undefined ? tallies.get(session.id)?.firstPrompt : undefined;
    const prompt = first && (await promptText(database, first.id, signal));
    sessions.push(prompt === undefined ? session : { ...session, prompt });
  }
  return sessions.sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || (a.id < b.id ? 1 : -1));
}

/** What a person wrote in a message, on one line. */
async function promptText(
  database: SqliteDatabase,
  messageId: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  // Without an index this would read all parts of all sessions, for each of them.
  if (!database.isIndexed('part', 'message_id')) return undefined;
  const columns = ['id', 'data'];
  const rows: Row[] = [];
  for await (const row of database.find('part', 'message_id', messageId, { columns, signal })) {
    if (rows.push(row) === MAX_PARTS) break;
  }
  rows.sort((a, b) => ((asText(a['id']) ?? '') < (asText(b['id']) ?? '') ? -1 : 1));
  return onOneLine(promptOf(rows.map(({ data }) => jsonColumn(data ?? null))).prompt);
}

/** Parts of one message that are read. */
const MAX_PARTS = 10_000;

/** What the messages of a session come to. */
interface Tally {
  messages: number;
  prompts: number;
  /** The earliest message of a person. */
  firstPrompt?: { readonly id: string; readonly time: number };
  /** Of the message that changed last, ms since 1970 UTC; 0: none has a time. */
  updatedAt: number;
}

const NO_MESSAGES: Readonly<Tally> = { messages: 0, prompts: 0, updatedAt: 0 };

async function tallyMessages(
  database: SqliteDatabase,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Readonly<Tally>>> {
  const tallies = new Map<string, Tally>();
  for await (const row of database.rows('message', { columns: MESSAGE_COLUMNS, signal })) {
    const id = asText(row['session_id']) ?? '';
    const tally = tallies.get(id) ?? { ...NO_MESSAGES };
    tally.messages += 1;
    if (BY_USER.test(asText(row['data']) ?? '')) {
      tally.prompts += 1;
      const prompt = { id: asText(row['id']) ?? '', time: timeOf(row['time_created']) ?? 0 };
      if (tally.firstPrompt === undefined || prompt.time < tally.firstPrompt.time) tally.firstPrompt = prompt;
    }
    tally.updatedAt = Math.max(tally.updatedAt, timeOf(row['time_updated']) ?? 0);
    tallies.set(id, tally);
  }
  return tallies;
}

/** A session, and behind it those that it started and that they started. Each is there once, even in a circle. */
function familyOf(row: Row, children: ReadonlyMap<string, readonly Row[]>): readonly [Row, ...Row[]] {
  const family = new Set([row]);
  for (const member of family)
    for (const child of children.get(asText(member['id']) ?? '') ?? []) family.add(child);
  return [row, ...[...family].slice(1)];
}

function sessionOf(
  family: readonly [Row, ...Row[]],
  tallies: ReadonlyMap<string, Readonly<Tally>>,
): SourceSession {
  const [row] = family;
  const id = asText(row['id'])!;
  const named = asText(row['title']);
  const title = named !== undefined && isPlaceholderTitle(named) ? undefined : named;
  const project = asText(row['directory']);
  const startedAt = timeOf(row['time_created']);
  const own = family.map((member) => tallies.get(asText(member['id']) ?? '') ?? NO_MESSAGES);
  // A session may go on without its row being told.
  const times = [
    ...family.map((member) => timeOf(member['time_updated'])),
    ...own.map(({ updatedAt }) => updatedAt),
  ];
  const updatedAt = Math.max(0, ...times.map((time) => time ?? 0));
  const endedAt = updatedAt > 0 ? updatedAt : startedAt;
  const messages = own.reduce((sum, tally) => sum + tally.messages, 0);
  return {
    id,
    ...(title !== undefined && { title }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(project !== undefined && { project }),
    ...(own[0]!.prompts > 0 && { turns: own[0]!.prompts }),
    ...(family.length > 1 && { subagents: family.length - 1 }),
    revision: `${updatedAt}-${messages}`,
  };
}

function timeOf(value: unknown): number | undefined {
  const time = asNumber(value);
  return time === undefined ? undefined : plausibleTime(time);
}
