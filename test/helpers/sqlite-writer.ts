/** Writes small SQLite databases, so that fixtures can be read: statements and rows as JSON, a page for each table and index. */

/** A value of a row: what JSON holds is stored as its text, `{$bytes}` (hex) as a blob, `{$hexText}` as hex of its JSON. */
export type FixtureValue = unknown;

/** A statement, and the rows of a table by names of columns; columns that are not named are NULL. */
export interface FixtureTable {
  readonly sql: string;
  readonly rows?: readonly Readonly<Record<string, FixtureValue>>[];
}

/** The largest there is: everything of a fixture has room on one. */
const PAGE_SIZE = 65_536;
const HEADER_SIZE = 100;

type Stored = null | number | string | Uint8Array;
interface Entry {
  readonly rowid?: number;
  readonly record: Uint8Array;
}

/** The bytes of a database with these tables and indexes. Texts that are a primary key or unique have an index of their own. */
export function writeSqlite(statements: readonly FixtureTable[]): Uint8Array<ArrayBuffer> {
  const pages: Uint8Array[] = [new Uint8Array()];
  const schema: Entry[] = [];
  const tables = new Map<string, readonly { rowid: number; values: ReadonlyMap<string, Stored> }[]>();
  const add = (type: string, name: string, table: string, sql: string | null, page: Uint8Array): void => {
    pages.push(page);
    const record = recordOf([type, name, table, pages.length, sql]);
    schema.push({ rowid: schema.length + 1, record });
  };
  const addIndex = (name: string, table: string, column: string, sql: string | null): void => {
    const keys = (tables.get(table) ?? []).map(
      ({ rowid, values }) => [values.get(column) ?? null, rowid] as const,
    );
    const entries = keys.sort(byKey).map((key) => ({ record: recordOf(key) }));
    add('index', name, table, sql, leafPage(0x0a, entries));
  };
  for (const { sql, rows = [] } of statements) {
    const index = /^CREATE INDEX (\w+) ON (\w+) ?\((\w+)/.exec(sql);
    if (index) {
      addIndex(index[1]!, index[2]!, index[3]!, sql);
      continue;
    }
    const name = /^CREATE TABLE (\w+)/.exec(sql)![1]!;
    const columns = columnsOf(sql);
    const stored = rows.map((row, at) => {
      const values = new Map(columns.map((column) => [column.name, storedValue(row[column.name])]));
      const id = columns.find(({ isRowid }) => isRowid);
      const rowid = id ? Number(values.get(id.name)) : at + 1;
      return { rowid, values };
    });
    tables.set(name, stored);
    const entries = stored.map(({ rowid, values }) => ({
      rowid,
      record: recordOf(columns.map((column) => (column.isRowid ? null : values.get(column.name)!))),
    }));
    add('table', name, name, sql, leafPage(0x0d, entries));
    for (const [at, column] of columns.filter(({ isUnique }) => isUnique).entries()) {
      addIndex(`sqlite_autoindex_${name}_${at + 1}`, name, column.name, null);
    }
  }
  pages[0] = leafPage(0x0d, schema, HEADER_SIZE);
  const bytes = new Uint8Array(PAGE_SIZE * pages.length);
  for (const [at, page] of pages.entries()) bytes.set(page, at * PAGE_SIZE);
  writeHeader(bytes, pages.length);
  return bytes;
}

/** The rows as whoever reads the database gets them, JSON parsed. */
export function rowsOfFixture(
  statements: readonly FixtureTable[],
): Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> {
  const tables = statements.filter(({ sql }) => sql.startsWith('CREATE TABLE'));
  return Object.fromEntries(tables.map(({ sql, rows = [] }) => [/^CREATE TABLE (\w+)/.exec(sql)![1]!, rows]));
}

function columnsOf(sql: string): { name: string; isRowid: boolean; isUnique: boolean }[] {
  const inner = sql.slice(sql.indexOf('(') + 1, sql.lastIndexOf(')'));
  return inner
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({
      name: part.split(' ', 1)[0]!,
      isRowid: /INTEGER PRIMARY KEY/.test(part),
      isUnique: /TEXT (?:PRIMARY KEY|UNIQUE)/.test(part),
    }));
}

function storedValue(value: FixtureValue): Stored {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value !== 'object') return Number(value);
  if ('$bytes' in value) return bytesOf(String(value.$bytes));
  if ('$hexText' in value) return hexOf(new TextEncoder().encode(JSON.stringify(value.$hexText)));
  return JSON.stringify(value);
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** NULL and numbers before texts, texts by their bytes. */
function byKey([a]: readonly [Stored, number], [b]: readonly [Stored, number]): number {
  const [first, second] = [typeof a === 'string' ? a : '', typeof b === 'string' ? b : ''];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function recordOf(values: readonly Stored[]): Uint8Array {
  const types: number[] = [];
  const body: number[] = [];
  for (const value of values) {
    if (value === null) types.push(0);
    else if (typeof value === 'number') {
      types.push(Number.isInteger(value) ? 6 : 7);
      const bytes = new DataView(new ArrayBuffer(8));
      if (Number.isInteger(value)) bytes.setBigInt64(0, BigInt(value));
      else bytes.setFloat64(0, value);
      body.push(...new Uint8Array(bytes.buffer));
    } else {
      const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
      types.push(bytes.length * 2 + (typeof value === 'string' ? 13 : 12));
      for (const byte of bytes) body.push(byte);
    }
  }
  const header = types.flatMap(varint);
  // The size of the header counts itself; it has one byte in all fixtures.
  return Uint8Array.from([header.length + 1, ...header, ...body]);
}

function varint(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

function leafPage(type: number, entries: readonly Entry[], start = 0): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  const view = new DataView(page.buffer);
  let end = PAGE_SIZE;
  for (const [at, { rowid, record }] of entries.entries()) {
    const cell = [...varint(record.length), ...(rowid === undefined ? [] : varint(rowid)), ...record];
    end -= cell.length;
    if (end < start + 8 + 2 * entries.length) throw new Error('a fixture is too large for one page');
    page.set(cell, end);
    view.setUint16(start + 8 + 2 * at, end);
  }
  page[start] = type;
  view.setUint16(start + 3, entries.length);
  view.setUint16(start + 5, end % PAGE_SIZE);
  return page;
}

function writeHeader(bytes: Uint8Array, pages: number): void {
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('SQLite format 3\0'));
  // A page of 65,536 bytes is written as 1.
  view.setUint16(16, 1);
  bytes.set([1, 1, 0, 64, 32, 32], 18);
  view.setUint32(28, pages);
  view.setUint32(44, 4);
  view.setUint32(56, 1);
}
