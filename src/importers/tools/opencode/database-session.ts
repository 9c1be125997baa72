import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import type { Store } from '../../sqlite/open-store.ts';
import { databaseMessages } from './database-records.ts';
import { databaseSessions } from './database-sessions.ts';
import { sessionOfRow } from './session-row.ts';

/** Sessions of subagents, and of subagents of these, that are read. */
const MAX_DESCENDANTS = 500;

/** One session of a database, as a source of records of its own. The database is opened once for all of them. */
export class DatabaseSession implements ImportSource {
  /** What an export says of it. */
  readonly info: LogRecord;
  readonly #source: ImportSource;
  readonly #store: Store;
  readonly #isMain: boolean;

  private constructor(source: ImportSource, store: Store, info: LogRecord, isMain: boolean) {
    this.#source = source;
    this.#store = store;
    this.info = info;
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
  ): Promise<DatabaseSession> {
    const wanted = id ?? (await databaseSessions(store.database, signal))[0]?.id;
    if (wanted === undefined) throw new ImportError('empty-source', `"${source.name}" holds no session yet`);
    for await (const row of store.database.find('session', 'id', wanted, { signal })) {
      return new DatabaseSession(source, store, sessionOfRow(row), true);
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
    return asText(this.info['id']) ?? '';
  }

  get title(): string | undefined {
    return asText(this.info['title']);
  }

  chunks(): AsyncIterable<Uint8Array> {
    return this.#source.chunks();
  }

  /** Its messages as items of an export; then what an export says of the session. */
  async *records(reading: LineReading): AsyncGenerator<readonly SourceRecord[], LogRecord, undefined> {
    yield* databaseMessages(this.#store.database, this.id, reading);
    if (this.#isMain) await this.#noteFindings(reading);
    return { info: this.info };
  }

  /** The sessions that it started, and those that they started, each after the one that started it. */
  async descendants(signal?: AbortSignal): Promise<readonly { session: DatabaseSession; parent: string }[]> {
    const found: { session: DatabaseSession; parent: string }[] = [];
    const seen = new Set([this.id]);
    const waiting = [this.id];
    for (let parent = waiting.shift(); parent !== undefined; parent = waiting.shift()) {
      for await (const row of this.#store.database.find('session', 'parent_id', parent, { signal })) {
        const session = new DatabaseSession(this.#source, this.#store, sessionOfRow(row), false);
        if (seen.has(session.id) || found.length === MAX_DESCENDANTS) continue;
        seen.add(session.id);
        found.push({ session, parent });
        waiting.push(session.id);
      }
    }
    return found;
  }

  async #noteFindings({ report, signal }: LineReading): Promise<void> {
    if (!report) return;
    for (const { code, message } of this.#store.findings) report.note(code, message);
    let unread = 0;
    const rows = this.#store.database.find('session_message', 'session_id', this.id, {
      columns: ['id'],
      signal,
    });
    for await (const row of rows) if (row['id'] !== null) unread += 1;
    if (unread === 0) return;
    const message = `the table session_message, of an engine that is not known yet, holds ${unread} more records: they are not read`;
    report.note('unread-table', message, { severity: 'error' });
  }
}
