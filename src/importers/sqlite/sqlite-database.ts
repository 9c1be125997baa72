import type { ByteSource } from '../../format/index.ts';
import { BlockCache } from './block-cache.ts';
import { damaged } from './damaged-database.ts';
import type { DatabaseHeader } from './database-header.ts';
import { PageFile } from './page-file.ts';
import { compareFirst, RecordReader, startsFirst, type SqlValue } from './record-values.ts';
import { readSchema, type Table } from './schema.ts';
import { TreeWalk, type TreeEntry } from './tree-walk.ts';
import type { WalDamage } from './write-ahead-log.ts';

/** A row by names of columns, as the statement of the table spells them. */
export type Row = Readonly<Record<string, SqlValue>>;

/** The files of a database. */
export interface DatabaseFiles {
  readonly database: ByteSource;
  /** The write-ahead log beside it, `X-wal`. Without it, what came last is missing where the database uses one. */
  readonly wal?: ByteSource | undefined;
}

/** How a database is opened. */
export interface OpenOptions {
  /** By its name: a table that nothing is read of, as if it were not there. Default: none. */
  readonly isHidden?: (table: string) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What is read of rows. */
export interface RowOptions {
  /** Names of columns; others are not decoded. Default: all. Unknown ones are passed over: versions differ. */
  readonly columns?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * A SQLite database, read without SQLite: on any source of bytes, in Node and in pages, without ever writing, locking
 * or leaving a file beside it. It shows the last commit at the time when it was opened.
 *
 * Memory: at most 8 MiB of each file, and one row. Every method that reads throws `ImportError` `damaged-database`
 * when the database contradicts itself and `limit-exceeded` at one of the limits of `sqlite-limits.ts`; errors of the
 * source come through.
 */
export class SqliteDatabase {
  /** By name. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly #pages: PageFile;
  readonly #records: RecordReader;

  private constructor(pages: PageFile, records: RecordReader, tables: ReadonlyMap<string, Table>) {
    this.tables = tables;
    this.#pages = pages;
    this.#records = records;
  }

  /** Reads the write-ahead log, which is checked as a whole, and the schema. */
  static async open(
    { database, wal }: DatabaseFiles,
    { signal, isHidden = () => false }: OpenOptions = {},
  ): Promise<SqliteDatabase> {
    const file = await BlockCache.open(database, { signal });
    const pages = await PageFile.open(file, wal && (await BlockCache.open(wal, { signal })), signal);
    const records = new RecordReader(pages.header.encoding);
    const tables = await readSchema(new TreeWalk(pages, signal), records);
    return new SqliteDatabase(pages, records, new Map([...tables].filter(([name]) => !isHidden(name))));
  }

  get header(): DatabaseHeader {
    return this.#pages.header;
  }

  /** What was wrong with the write-ahead log; absent where it was sound, or none was given. */
  get walDamage(): WalDamage | undefined {
    return this.#pages.walDamage;
  }

  /** Pages that were asked for so far: what reading has cost. */
  get pagesRead(): number {
    return this.#pages.pagesRead;
  }

  /** All rows of a table in its order: reads every page of it. None where there is no such table. */
  async *rows(name: string, options: RowOptions = {}): AsyncGenerator<Row, void, undefined> {
    const table = this.tables.get(name);
    if (!table) return;
    const decode = rowDecoder(table, this.#records, options.columns);
    const walk = new TreeWalk(this.#pages, options.signal);
    const kind = table.isWithoutRowid ? 'index' : 'table';
    for await (const entry of walk.entries(table.root, kind)) yield decode(entry);
  }

  /** Whether `find` reads only what it finds: the table has an index that begins with the column. */
  isIndexed(name: string, column: string): boolean {
    return this.#indexOf(name, column) !== undefined;
  }

  /**
   * The rows of a table that have a text in a column, or, with `isPrefix`, one that begins with it. By an index in the
   * index's order, with a few pages read for each row; else all pages of the table.
   */
  async *find(
    name: string,
    column: string,
    text: string,
    { isPrefix = false, ...options }: RowOptions & { readonly isPrefix?: boolean } = {},
  ): AsyncGenerator<Row, void, undefined> {
    const table = this.tables.get(name);
    if (!table) return;
    const index = this.#indexOf(name, column);
    if (index) {
      yield* this.#findByIndex(table, index.root, { text, isPrefix }, options);
      return;
    }
    const known = table.columns.find((candidate) => candidate.name.toLowerCase() === column.toLowerCase());
    if (!known) return;
    const { columns } = options;
    const withColumn = columns ? { ...options, columns: [...columns, known.name] } : options;
    for await (const row of this.rows(name, withColumn)) {
      const value = row[known.name];
      if (typeof value === 'string' && (isPrefix ? value.startsWith(text) : value === text)) yield row;
    }
  }

  async *#findByIndex(
    table: Table,
    root: number,
    { text, isPrefix }: { readonly text: string; readonly isPrefix: boolean },
    { columns, signal }: RowOptions,
  ): AsyncGenerator<Row, void, undefined> {
    const decode = rowDecoder(table, this.#records, columns);
    const wanted = this.#records.encode(text);
    const isIn = (payload: Uint8Array): boolean =>
      isPrefix ? startsFirst(payload, wanted) : compareFirst(payload, wanted) === 0;
    const rows = new TreeWalk(this.#pages, signal);
    const index = new TreeWalk(this.#pages, signal);
    for await (const { payload } of index.entries(root, 'index', (at) => compareFirst(at, wanted))) {
      if (!isIn(payload)) return;
      const rowid = this.#records.values(payload).at(-1);
      const isRowid = typeof rowid === 'number' || typeof rowid === 'bigint';
      const entry = isRowid ? await rows.row(table.root, rowid) : undefined;
      if (!entry) throw damaged(`an index of "${table.name}" leads to a row that is not there`);
      yield decode(entry);
    }
  }

  #indexOf(name: string, column: string) {
    return this.tables.get(name)?.indexes.find((index) => index.column === column.toLowerCase());
  }
}

/** Makes rows of entries. A row that is shorter than the table has defaults in the columns that came later. */
function rowDecoder(
  { columns, stored, rowidColumn }: Table,
  records: RecordReader,
  wanted: readonly string[] | undefined,
): (entry: TreeEntry) => Row {
  const names = wanted && new Set(wanted.map((name) => name.toLowerCase()));
  const isWanted = columns.map(({ name }) => names?.has(name.toLowerCase()) ?? true);
  return ({ rowid, payload }) => {
    const values = records.values(payload, (index) => isWanted[stored[index] ?? -1] ?? false);
    const fields: [string, SqlValue][] = [];
    for (const [place, number] of stored.entries()) {
      if (!isWanted[number]) continue;
      const column = columns[number]!;
      const value = place < values.length ? values[place] : column.default;
      fields.push([column.name, number === rowidColumn ? rowid : (value ?? null)]);
    }
    return Object.fromEntries(fields);
  };
}
