/** What SQLite itself reads in real databases, by way of Python, to compare with. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSqlite } from '#src/importers/sqlite/database-header.ts';

/** Whether there is a Python with SQLite on this computer. */
export function hasPythonSqlite(): boolean {
  return spawnSync('python3', ['-c', 'import sqlite3']).status === 0;
}

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

/** Absolute paths of the databases below a folder, known by their first bytes. */
export function databasesIn(folder: string): readonly string[] {
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

/** Gives a copy of a database and its write-ahead log to whoever writes beside what it reads, as SQLite does. */
export function withCopy<T>(path: string, use: (copy: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-sqlite-'));
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    return use(copy);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Table → its rows, each as `comparable` writes it. */
export function rowsBySqlite(path: string): ReadonlyMap<string, string[]> {
  const output = withCopy(path, (copy) =>
    execFileSync('python3', ['-c', PYTHON, copy], { encoding: 'utf8', maxBuffer: 2 ** 30 }),
  );
  const tables = new Map<string, string[]>();
  let rows: string[] = [];
  for (const line of output.split('\n').filter((text) => text !== '')) {
    const { table, row } = JSON.parse(line) as { table?: string; row?: Record<string, unknown> };
    if (table !== undefined) tables.set(table, (rows = []));
    else rows.push(comparable(row!));
  }
  return tables;
}

/** A row as text that does not depend on the order of columns. */
export function comparable(row: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
