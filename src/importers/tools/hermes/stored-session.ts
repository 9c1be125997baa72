import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asNumber, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import type { Store } from '../../sqlite/open-store.ts';
import type { Row } from '../../sqlite/sqlite-database.ts';
import { messageOfRow } from './message-row.ts';
import { isSubagentOf, storedSessions } from './stored-sessions.ts';

/** Columns of a session that are read: none of those that say who the person is on another platform. */
const COLUMNS = [
  ...['id', 'source', 'model', 'parent_session_id', 'started_at', 'ended_at', 'end_reason', 'title', 'cwd'],
  ...[
    'system_prompt',
    'git_branch',
    'input_tokens',
    'output_tokens',
    'cache_read_tokens',
    'cache_write_tokens',
  ],
  ...['estimated_cost_usd', 'actual_cost_usd'],
];

/** Messages of a session that are read. */
const MAX_MESSAGES = 1_000_000;

/** Sessions of subagents, and of subagents of these, that are read. */
const MAX_DESCENDANTS = 500;

/** One session of a database, as a source of records of its own. The database is opened once for all of them. */
export class StoredSession implements ImportSource {
  /** Its row, without what is not said. */
  readonly facts: LogRecord;
  readonly #source: ImportSource;
  readonly #store: Store;
  readonly #isMain: boolean;

  private constructor(source: ImportSource, store: Store, row: Row, isMain: boolean) {
    this.#source = source;
    this.#store = store;
    this.facts = Object.fromEntries(
      Object.entries(row).filter(([name, value]) => COLUMNS.includes(name) && value !== null),
    );
    this.#isMain = isMain;
  }

  /**
   * @param id - default: the session that went on last
   * @throws {ImportError} `unknown-session`, `empty-source`; as reading a database
   */
  static async open(
    source: ImportSource,
    store: Store,
    { id, signal }: { readonly id?: string | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<StoredSession> {
    const wanted = id ?? (await storedSessions(store.database, signal))[0]?.id;
    if (wanted === undefined) throw new ImportError('empty-source', `"${source.name}" holds no session yet`);
    for await (const row of store.database.find('sessions', 'id', wanted, { columns: COLUMNS, signal })) {
      return new StoredSession(source, store, row, true);
    }
    throw new ImportError('unknown-session', `"${source.name}" holds no session "${wanted}"`);
  }

  get name(): string {
    return this.#source.name;
  }

  get size(): number {
    return this.#source.size;
  }

  get id(): string {
    return asText(this.facts['id']) ?? '';
  }

  chunks(): AsyncIterable<Uint8Array> {
    return this.#source.chunks();
  }

  /** Its messages in the order in which they were written; then what its row says. */
  async *records({
    report,
    signal,
  }: LineReading): AsyncGenerator<readonly SourceRecord[], LogRecord, undefined> {
    const rows: Row[] = [];
    for await (const row of this.#store.database.find('messages', 'session_id', this.id, { signal })) {
      if (rows.length === MAX_MESSAGES)
        throw new ImportError('limit-exceeded', `a session has more than ${MAX_MESSAGES} messages`);
      rows.push(row);
    }
    rows.sort((a, b) => (asNumber(a['id']) ?? 0) - (asNumber(b['id']) ?? 0));
    for (const [index, row] of rows.entries()) yield [messageOfRow(row, index + 1)];
    if (this.#isMain) for (const { code, message } of this.#store.findings) report?.note(code, message);
    return this.facts;
  }

  /** The sessions that it started, and those that they started, each after the one that started it. */
  async descendants(signal?: AbortSignal): Promise<readonly { session: StoredSession; parent: string }[]> {
    const found: { session: StoredSession; parent: string }[] = [];
    const seen = new Set([this.id]);
    const waiting: StoredSession[] = [this];
    for (let parent = waiting.shift(); parent !== undefined; parent = waiting.shift()) {
      const rows = this.#store.database.find('sessions', 'parent_session_id', parent.id, {
        columns: COLUMNS,
        signal,
      });
      for await (const row of rows) {
        const session = new StoredSession(this.#source, this.#store, row, false);
        const isOwn = isSubagentOf(row, {
          id: parent.id,
          end_reason: asText(parent.facts['end_reason']) ?? null,
        });
        if (!isOwn || seen.has(session.id) || found.length === MAX_DESCENDANTS) continue;
        seen.add(session.id);
        found.push({ session, parent: parent.id });
        waiting.push(session);
      }
    }
    return found;
  }
}
