import { readCreateTable, type TableDescription } from './create-table.ts';
import { damaged } from './damaged-database.ts';
import type { RecordReader, SqlValue } from './record-values.ts';
import { sqlList, sqlTokens } from './sql-tokens.ts';
import { MAX_SCHEMA_ROWS } from './sqlite-limits.ts';
import type { TreeWalk } from './tree-walk.ts';

/** A table with rows. */
export interface Table extends TableDescription {
  readonly name: string;
  /** Number of the first page of its tree. */
  readonly root: number;
  /** Its indexes that can be searched by a text. */
  readonly indexes: readonly TableIndex[];
}

/** An index of all rows of a table, ordered by a column first. */
export interface TableIndex {
  readonly root: number;
  /** The first column; lower case. */
  readonly column: string;
}

/**
 * The tables of a database by name. Views and virtual tables, which hold no rows themselves, are left out.
 *
 * @throws {ImportError} `damaged-database`, `limit-exceeded`
 */
export async function readSchema(walk: TreeWalk, records: RecordReader): Promise<ReadonlyMap<string, Table>> {
  const rows: SchemaRow[] = [];
  for await (const { payload } of walk.entries(1, 'table')) {
    if (rows.length === MAX_SCHEMA_ROWS) throw damaged(`it has more than ${MAX_SCHEMA_ROWS} tables`);
    rows.push(schemaRow(records.values(payload)));
  }
  const tables = rows.filter(({ type, root, sql }) => type === 'table' && root > 0 && sql !== '');
  return new Map(
    tables.map(({ name, root, sql }) => {
      const description = readCreateTable(sql);
      const indexes = rows
        .filter(({ type, table }) => type === 'index' && table.toLowerCase() === name.toLowerCase())
        .flatMap((row) => indexOf(row, description) ?? []);
      return [name, { ...description, name, root, indexes }];
    }),
  );
}

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly root: number;
  /** `''` for an index that SQLite made on its own. */
  readonly sql: string;
}

function schemaRow([type, name, table, root, sql]: readonly (SqlValue | undefined)[]): SchemaRow {
  const text = (value: SqlValue | undefined): string => (typeof value === 'string' ? value : '');
  return {
    type: text(type),
    name: text(name),
    table: text(table),
    root: typeof root === 'number' ? root : 0,
    sql: text(sql),
  };
}

/** `undefined` for one that cannot be searched: of some rows only, in another order, of expressions. */
function indexOf({ name, root, sql }: SchemaRow, table: TableDescription): TableIndex | undefined {
  const column = sql === '' ? ownColumn(name, table) : firstColumn(sql);
  const isBinary = table.columns.some((known) => known.name.toLowerCase() === column && known.isBinary);
  // Where rows have no row id, an index leads to them by their keys.
  return column !== undefined && isBinary && !table.isWithoutRowid ? { root, column } : undefined;
}

/** Indexes that SQLite makes on its own are numbered in the order of the keys. */
function ownColumn(name: string, { uniques }: TableDescription): string | undefined {
  const number = /^sqlite_autoindex_.*_(\d{1,5})$/i.exec(name)?.[1];
  return number === undefined ? undefined : uniques[Number(number) - 1]?.[0];
}

function firstColumn(sql: string): string | undefined {
  const tokens = sqlTokens(sql);
  const start = tokens.findIndex(({ text }) => text === '(');
  if (start === -1) return undefined;
  const { parts, rest } = sqlList(tokens, start);
  const isPartial = rest.some(({ keyword }) => keyword === 'WHERE');
  const [first, order] = parts[0] ?? [];
  const isPlain = parts[0]!.length === 1 || (parts[0]!.length === 2 && order?.keyword === 'ASC');
  return first && isPlain && !isPartial ? first.name.toLowerCase() : undefined;
}
