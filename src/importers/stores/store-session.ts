import type { ImportSource } from '../sources/import-source.ts';
import type { LogRecord } from '../sources/log-record.ts';
import type { Store } from '../sqlite/open-store.ts';

/** One session of a database, as a source of records of its own. The database is opened once for all of them. */
export class StoreSession implements ImportSource {
  readonly store: Store;
  /** Names it within the database. */
  readonly id: string;
  /** What the database says of it beside its messages. */
  readonly facts: LogRecord;
  readonly isMain: boolean;
  readonly #source: ImportSource;

  /** @param isMain - it is the session that is imported, not one that it started */
  constructor(
    source: ImportSource,
    store: Store,
    session: { id: string; facts: LogRecord; isMain: boolean },
  ) {
    this.#source = source;
    this.store = store;
    this.id = session.id;
    this.facts = session.facts;
    this.isMain = session.isMain;
  }

  get name(): string {
    return this.#source.name;
  }

  get size(): number {
    return this.#source.size;
  }

  chunks(): AsyncIterable<Uint8Array> {
    return this.#source.chunks();
  }

  async sibling(path: string): Promise<ImportSource | undefined> {
    return this.#source.sibling?.(path);
  }

  async siblings(folder: string, options?: { readonly deep?: boolean }): Promise<readonly string[]> {
    return (await this.#source.siblings?.(folder, options)) ?? [];
  }

  /** Another session of the database, which this one started. */
  child(id: string, facts: LogRecord): StoreSession {
    return new StoreSession(this.#source, this.store, { id, facts, isMain: false });
  }
}
