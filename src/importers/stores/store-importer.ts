/** How sessions come out of a tool's SQLite database: its rows become records, which `recordImporter` imports. */

import type { SessionEvent } from '../../format/index.ts';
import type { Importer, ImportOptions, SourceSession } from '../importer.ts';
import { recordImporter } from '../records/record-importer.ts';
import type { RecordImporterDefinition, SourceRecord } from '../records/record-translator.ts';
import { ImportError } from '../sources/import-error.ts';
import type { ImportSource } from '../sources/import-source.ts';
import { sourceHead } from '../sources/source-head.ts';
import type { LineReading } from '../sources/log-lines.ts';
import type { LogRecord } from '../sources/log-record.ts';
import { HEADER_SIZE, isSqlite } from '../sqlite/database-header.ts';
import { openStore, type Store } from '../sqlite/open-store.ts';
import { plainRecord } from './plain-record.ts';
import { StoreSession } from './store-session.ts';

/** How the rows of a database become sessions and records. */
export interface StoreReader {
  /**
   * The sessions of a database, the one that went on last first; without those of subagents, which belong to the
   * session that started them. Reads no messages where that can be helped.
   */
  list(store: Store, signal?: AbortSignal): Promise<readonly SourceSession[]>;
  /** What the database says of a session beside its messages; `undefined` where it does not hold it. */
  find(store: Store, id: string, signal?: AbortSignal): Promise<LogRecord | undefined>;
  /** Why a database may hold no session, and what to give in its place; after its name. Default: there is none yet. */
  none?(store: Store): string | undefined;
  /** Its messages as records; then what it says beside them, if that is not left to the translator. */
  records(
    session: StoreSession,
    reading: LineReading,
  ): AsyncGenerator<readonly SourceRecord[], LogRecord | undefined, undefined>;
}

/** A tool that keeps its sessions in a database, and perhaps in other forms too, which `read` is for. */
export interface StoreImporterDefinition extends Omit<RecordImporterDefinition, 'read'> {
  readonly store: StoreReader;
  /** Reads a source that is no database. Absent: there is none. */
  readonly read?: RecordImporterDefinition['read'];
}

/** Makes the importer of a tool that keeps its sessions in a database. */
export function storeImporter({ store: reader, read, ...definition }: StoreImporterDefinition): Importer {
  const records = recordImporter({
    ...definition,
    read: (source, reading, options) => {
      if (source instanceof StoreSession) return storeRecords(reader, source, reading);
      if (read) return read(source, reading, options);
      throw new ImportError('unsupported-source', `"${source.name}" is no database of ${definition.id}`);
    },
  });
  return {
    ...records,
    sessions: async (source, options = {}) => {
      if (await isDatabase(source)) {
        return reader.list(await openStore(source, options.signal), options.signal);
      }
      return (await definition.sessions?.(source, options)) ?? [];
    },
    import: (source, options = {}) => importSource(source, options, { reader, records }),
  };
}

async function* importSource(
  source: ImportSource,
  options: ImportOptions,
  { reader, records }: { readonly reader: StoreReader; readonly records: Importer },
): AsyncGenerator<SessionEvent, void, undefined> {
  if (!(await isDatabase(source))) yield* records.import(source, options);
  else yield* records.import(await openSession(source, reader, options), options);
}

async function openSession(
  source: ImportSource,
  reader: StoreReader,
  { session, signal }: ImportOptions,
): Promise<StoreSession> {
  const store = await openStore(source, signal);
  const id = session ?? (await reader.list(store, signal))[0]?.id;
  if (id === undefined) {
    const why = reader.none?.(store) ?? 'holds no session yet';
    throw new ImportError('empty-source', `"${source.name}" ${why}`);
  }
  const facts = await reader.find(store, id, signal);
  if (!facts) throw new ImportError('unknown-session', `"${source.name}" holds no session "${id}"`);
  return new StoreSession(source, store, { id, facts, isMain: true });
}

async function* storeRecords(
  reader: StoreReader,
  session: StoreSession,
  reading: LineReading,
): AsyncGenerator<readonly SourceRecord[], LogRecord | undefined, undefined> {
  const envelope = yield* plainRecords(reader.records(session, reading));
  if (session.isMain) {
    for (const { code, message } of session.store.findings) reading.report?.note(code, message);
  }
  return envelope;
}

async function* plainRecords(
  records: ReturnType<StoreReader['records']>,
): ReturnType<StoreReader['records']> {
  try {
    for (;;) {
      const next = await records.next();
      if (next.done) return next.value && plainRecord(next.value);
      yield next.value.map((place) =>
        place.record ? { ...place, record: plainRecord(place.record) } : place,
      );
    }
  } finally {
    await records.return(undefined);
  }
}

/** Told by the first bytes. */
async function isDatabase(source: ImportSource): Promise<boolean> {
  return isSqlite(await sourceHead(source, HEADER_SIZE));
}

/** Sessions in the order of a list: the one that went on last first. */
export function lastFirst(sessions: readonly SourceSession[]): readonly SourceSession[] {
  const lastOf = ({ startedAt, endedAt }: SourceSession): number => endedAt ?? startedAt ?? 0;
  return [...sessions].sort((a, b) => lastOf(b) - lastOf(a) || (a.id < b.id ? 1 : -1));
}
