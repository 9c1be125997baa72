import { describe, expect, it } from '#test';
import { ImportError } from '#src/importers/index.ts';
import type { SqliteDatabase } from '#src/importers/sqlite/sqlite-database.ts';
import { allRows, fixtureDatabase, openBytes } from '../../helpers/databases.ts';

/**
 * Reads all of a database that may be anything. It ends with rows or with an error that has a code, and never asks for
 * more pages than a few times as many as there are.
 */
async function readAll(bytes: Uint8Array, wal?: Uint8Array): Promise<Record<string, unknown[]> | string> {
  let database: SqliteDatabase | undefined;
  try {
    database = await openBytes(bytes, wal);
    return await allRows(database);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return error.code;
  } finally {
    const pages = bytes.length / 512 + (wal?.length ?? 0) / 512;
    // Each table and the schema take each page once at most.
    const most = ((database?.tables.size ?? 0) + 1) * 2 * (pages + 1);
    expect(database?.pagesRead ?? 0).to.be.at.most(most);
  }
}

function withBytes(bytes: Uint8Array, at: number, values: readonly number[]): Uint8Array {
  const changed = bytes.slice();
  changed.set(values, at);
  return changed;
}

/** Number of the first page of a table: as the schema has it. */
async function rootOf(bytes: Uint8Array, table: string): Promise<number> {
  return (await openBytes(bytes)).tables.get(table)!.root;
}

const PAGE = 512;
const pageAt = (number: number): number => (number - 1) * PAGE;

describe('a database that is no sound one', () => {
  it('ends with rows or a code, whichever bit is turned over', async () => {
    for (const [name, step] of [
      ['utf16le.db', 1],
      ['wal.db', 1],
      ['shapes.db', 97],
    ] as const) {
      const { database } = await fixtureDatabase(name);
      for (let at = 0; at < database.length; at += step) {
        const bit = 1 << ((at / step) % 8);
        const result = await readAll(withBytes(database, at, [database[at]! ^ bit]));
        if (typeof result === 'string') expect(result).to.equal('damaged-database');
      }
    }
  });

  it('ends with the rows of a commit or a code, whichever bit of the log is turned over', async () => {
    const { database, wal } = await fixtureDatabase('wal.db');
    const counts = new Set<number | string>();
    for (let at = 0; at < wal!.length; at++) {
      const result = await readAll(database, withBytes(wal!, at, [wal![at]! ^ (1 << (at % 8))]));
      counts.add(typeof result === 'string' ? result : result['notes']!.length);
    }

    expect([...counts].sort()).to.deep.equal([29, 30, 31]);
  });

  it('ends with a code wherever it is cut', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    for (let end = 0; end < database.length; end += PAGE) {
      expect(await readAll(database.subarray(0, end)), `cut at ${end}`).to.equal('damaged-database');
      expect(await readAll(database.subarray(0, end + 77))).to.equal('damaged-database');
    }
  });

  it('finds a page that is below itself', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const root = await rootOf(database, 'long');
    // The page at the right of the root is the root.
    const circle = withBytes(database, pageAt(root) + 8, [0, 0, root >> 8, root & 0xff]);

    expect(await readAll(circle)).to.equal('damaged-database');
  });

  it('finds pages that stand in two places', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const root = await rootOf(database, 'long');
    const cells = new DataView(database.buffer, pageAt(root));
    // All cells of the root lead to what the first one does, which holds many rows.
    const count = cells.getUint16(3);
    const changed = database.slice();
    const view = new DataView(changed.buffer, pageAt(root));
    for (let index = 1; index < count; index++) view.setUint16(12 + 2 * index, cells.getUint16(12));

    expect(await readAll(changed)).to.equal('damaged-database');
  });

  it('finds a row that goes on in a page that it came from', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    // The chain of the longest row: each page begins with the number of the next.
    const view = new DataView(database.buffer);
    const first = [...Array(database.length / PAGE).keys()].find(
      (page) => page > 0 && database[page * PAGE + 4] === 0x79 && view.getUint32(page * PAGE) > 0,
    )!;
    const circle = database.slice();
    new DataView(circle.buffer).setUint32(first * PAGE, first + 1);

    expect(await readAll(circle)).to.equal('damaged-database');
  });

  it('does not believe sizes, counts and numbers of pages', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const root = await rootOf(database, 'grown');
    const at = pageAt(root);
    const cell = at + new DataView(database.buffer).getUint16(at + 8);
    const huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    for (const changed of [
      withBytes(database, at + 3, [0xff, 0xff]),
      withBytes(database, cell, huge),
      withBytes(database, cell, [0xbf, 0xff, 0xff, 0xff, 0x7f]),
      withBytes(database, cell + 2, [0x7f]),
      withBytes(database, cell + 2, huge),
      withBytes(database, at, [2]),
      withBytes(database, at, [99]),
      withBytes(database, at + 8, [0, 1]),
      withBytes(database, at + 8, [0xff, 0xff]),
      withBytes(database, 16, [0, 0]),
      withBytes(database, 16, [0x12, 0x34]),
      withBytes(database, 20, [0xff]),
      withBytes(database, 56, [0, 0, 0, 9]),
      database.subarray(0, 50),
      new Uint8Array(2000),
    ]) {
      expect(await readAll(changed)).to.equal('damaged-database');
    }
  });

  it('finds cells that lie upon each other', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const root = await rootOf(database, 'numbers');
    const changed = database.slice();
    const view = new DataView(changed.buffer, pageAt(root));
    const first = view.getUint16(8 + 2 * 19);
    view.setUint16(3, 240);
    for (let index = 0; index < 240; index++) view.setUint16(8 + 2 * index, first);

    expect(await readAll(changed)).to.equal('damaged-database');
  });

  it('says so where an index leads to a row that is not there', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const opened = await openBytes(database);
    const index = opened.tables.get('long')!.indexes.find(({ column }) => column === 'id')!;
    const changed = database.slice();
    const text = new TextEncoder().encode('k007');
    // The row id stands behind the text, in the index.
    for (let at = 0; at < changed.length - 8; at++) {
      const isKey = text.every((byte, offset) => changed[at + offset] === byte);
      if (isKey && changed[at + 4] === 8) changed[at + 4] = 0x7f;
    }
    expect(index.root).to.be.greaterThan(1);
    const found: unknown[] = [];
    const reading = async (): Promise<void> => {
      for await (const row of (await openBytes(changed)).find('long', 'id', 'k007')) found.push(row);
    };

    let code: unknown;
    await reading().catch((error: unknown) => (code = (error as ImportError).code));
    expect(code).to.equal('damaged-database');
    expect(found).to.deep.equal([]);
  });

  it('stops when it is told to', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const opened = await openBytes(database);
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      for await (const row of opened.rows('long', { signal: stop.signal }))
        if (row['id'] === 'k010') stop.abort();
    };

    let name: unknown;
    await read().catch((error: unknown) => (name = (error as Error).name));
    expect(name).to.equal('AbortError');
  });
});
