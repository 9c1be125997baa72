import { BytesSource } from '#src/format/index.ts';
import { SqliteDatabase, type Row } from '#src/importers/sqlite/sqlite-database.ts';
import { readProjectFile } from '#fixtures';

/** The files of a database in `test/fixtures/sqlite`, whose rows SQLite itself has told in `rows.json`. */
export async function fixtureDatabase(name: string): Promise<{ database: Uint8Array; wal?: Uint8Array }> {
  const read = (file: string) => readProjectFile(`test/fixtures/sqlite/${file}`);
  return { database: await read(name), ...(name === 'wal.db' && { wal: await read('wal.db-wal') }) };
}

/** What SQLite reads in a database of the fixtures. */
export async function expectedRows(name: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const text = new TextDecoder().decode(await readProjectFile('test/fixtures/sqlite/rows.json'));
  return (JSON.parse(text) as Record<string, Record<string, unknown[]>>)[name]!;
}

/** Opens a database that is in memory. */
export function openBytes(database: Uint8Array, wal?: Uint8Array): Promise<SqliteDatabase> {
  return SqliteDatabase.open({
    database: new BytesSource(database, 'test.db'),
    ...(wal && { wal: new BytesSource(wal, 'test.db-wal') }),
  });
}

/** All rows of all tables, as `rows.json` writes them. */
export async function allRows(database: SqliteDatabase): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const name of database.tables.keys()) {
    tables[name] = [];
    for await (const row of database.rows(name)) tables[name].push(plainRow(row));
  }
  return tables;
}

/** A row as JSON has it. */
export function plainRow(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]): [string, unknown] => {
      if (typeof value === 'bigint') return [name, { integer: String(value) }];
      return [name, value instanceof Uint8Array ? { hex: hexOf(value) } : value];
    }),
  );
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
