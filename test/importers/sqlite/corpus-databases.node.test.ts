import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  closeSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import { isSqlite } from '#src/importers/sqlite/database-header.ts';
import { corpusFolder, NO_CORPUS } from '../../helpers/corpus.ts';
import { openBytes, plainRow } from '../../helpers/databases.ts';

/** Prints what SQLite reads: for each table a line with its name and columns, then a line for each row. */
const PYTHON = `
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.text_factory = lambda text: text.decode("utf-8", "replace")
def plain(value):
    if isinstance(value, bytes): return {"hex": value.hex()}
    if isinstance(value, int) and abs(value) > 2**53 - 1: return {"integer": str(value)}
    return value
for (name,) in db.execute("select name from sqlite_master where type = 'table' and rootpage > 0").fetchall():
    cursor = db.execute('select * from "' + name.replace('"', '""') + '"')
    columns = [column[0] for column in cursor.description]
    print(json.dumps({"table": name}))
    for row in cursor: print(json.dumps({"row": dict(zip(columns, map(plain, row)))}))
`;

const corpus = corpusFolder();
const hasPython = spawnSync('python3', ['-c', 'import sqlite3']).status === 0;
const skip =
  corpus === undefined
    ? NO_CORPUS
    : hasPython
      ? false
      : 'no python3: its SQLite is what rows are compared with';

describe('every database of the corpus', { skip }, () => {
  for (const path of skip === false ? databasesIn(corpus!) : []) {
    it(`gives the rows that SQLite gives: ${path.slice(corpus!.length + 1)}`, async () => {
      const wal = existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : undefined;
      const database = await openBytes(readFileSync(path), wal);
      expect(database.walDamage).to.equal(undefined);
      const expected = rowsBySqlite(path);
      let rows = 0;

      expect([...database.tables.keys()].sort()).to.deep.equal([...expected.keys()].sort());
      for (const [table, own] of expected) {
        const found: string[] = [];
        for await (const row of database.rows(table)) found.push(sorted(plainRow(row)));
        // Without an ORDER BY, SQLite may take the order of an index.
        expect(found.sort(), table).to.deep.equal(own.sort());
        rows += found.length;
      }
      console.log(`${path.slice(corpus!.length + 1)}: ${expected.size} tables, ${rows} rows`);
    });
  }
});

function databasesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isSqlite(headOf(path)))
    .sort();
}

function headOf(path: string): Uint8Array {
  const head = new Uint8Array(16);
  const file = openSync(path, 'r');
  readSync(file, head);
  closeSync(file);
  return head;
}

/** Rows by table, as text: SQLite is given a copy, since it writes beside what it reads. */
function rowsBySqlite(path: string): ReadonlyMap<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-sqlite-'));
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const output = execFileSync('python3', ['-c', PYTHON, copy], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    const tables = new Map<string, string[]>();
    let rows: string[] = [];
    for (const line of output.split('\n').filter((text) => text !== '')) {
      const { table, row } = JSON.parse(line) as { table?: string; row?: Record<string, unknown> };
      if (table !== undefined) tables.set(table, (rows = []));
      else rows.push(sorted(row!));
    }
    return tables;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A row as text that does not depend on the order of columns. */
function sorted(row: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
