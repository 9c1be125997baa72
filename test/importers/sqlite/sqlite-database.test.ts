import { describe, expect, it } from '#test';
import { allRows, expectedRows, fixtureDatabase, openBytes } from '../../helpers/databases.ts';

describe('SqliteDatabase', () => {
  for (const name of ['shapes.db', 'utf16le.db', 'utf16be.db', 'wal.db']) {
    it(`reads every row of every table of ${name} as SQLite does`, async () => {
      const { database, wal } = await fixtureDatabase(name);
      const expected = { ...(await expectedRows(name)) };
      // A computed column is not stored; one of its kind is, and is read.
      if (expected['computed']) {
        expected['computed'] = [
          { a: 1, s: 3, b: 'one' },
          { a: 2, s: 6, b: 'two' },
        ];
      }

      const rows = await allRows(await openBytes(database, wal));

      expect(Object.keys(rows).sort()).to.deep.equal(Object.keys(expected).sort());
      for (const [table, own] of Object.entries(rows)) expect(own, table).to.deep.equal(expected[table]);
    });
  }

  it('shows what stands in the file where the write-ahead log is not given', async () => {
    const { database } = await fixtureDatabase('wal.db');

    const { notes } = await allRows(await openBytes(database));

    expect(notes).to.have.length(30);
    expect(notes![2]).to.deep.equal({ id: 3, text: 'note 2' });
  });

  it('takes a log as far as its last commit that is whole', async () => {
    const { database, wal } = await fixtureDatabase('wal.db');
    const frames = (wal!.length - 32) / (24 + 512);
    const counts = new Set<number>();
    for (let frame = 0; frame <= frames; frame++) {
      const cut = wal!.subarray(0, 32 + frame * (24 + 512) + 100);
      counts.add((await allRows(await openBytes(database, cut)))['notes']!.length);
    }

    expect([...counts]).to.deep.equal([30, 29, 31]);
  });

  it('leaves out what stands behind a damaged frame of the log, and says so', async () => {
    const { database, wal } = await fixtureDatabase('wal.db');
    const damaged = wal!.slice();
    damaged[32 + 24 + 5]! ^= 1;

    const opened = await openBytes(database, damaged);

    expect(opened.walDamage).to.equal('frame');
    expect((await allRows(opened))['notes']).to.have.length(30);
  });

  it('passes over a log that is of another database, and says so', async () => {
    const { database, wal } = await fixtureDatabase('wal.db');
    const other = wal!.slice();
    other[9] = 0xff;

    expect((await openBytes(database, other)).walDamage).to.equal('header');
  });

  it('decodes only the columns that are asked for, by names of any case', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const rows = [];
    for await (const row of (await openBytes(database)).rows('grown', { columns: ['NAME', 'd', 'later'] }))
      rows.push(row);

    expect(rows).to.deep.equal([
      { name: 'old', d: '5' },
      { name: 'older', d: '5' },
      { name: 'new', d: '5' },
    ]);
  });
});

describe('SqliteDatabase.find', () => {
  it('reads a few pages by an index, where a scan reads them all', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const opened = await openBytes(database);
    const before = opened.pagesRead;
    const found = [];
    for await (const row of opened.find('long', 'id', 'k007')) found.push(row);
    const byIndex = opened.pagesRead - before;

    expect(found).to.deep.equal([{ id: 'k007', note: 'x'.repeat(7 * 5) }]);
    expect(opened.isIndexed('long', 'id')).to.equal(true);
    expect(byIndex).to.be.lessThan(20);
    const all = opened.pagesRead;
    for await (const row of opened.rows('long')) expect(row['id']).to.be.a('string');
    expect(opened.pagesRead - all).to.be.greaterThan(5 * byIndex);
  });

  it('finds all rows with a text, or with one that begins so, in order', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const opened = await openBytes(database);
    const ids = async (text: string, isPrefix: boolean) => {
      const found = [];
      for await (const { id } of opened.find('long', 'id', text, { isPrefix, columns: ['id'] }))
        found.push(id);
      return found;
    };

    expect(await ids('k01', true)).to.deep.equal(Array.from({ length: 10 }, (_, n) => `k01${n}`));
    expect(await ids('k01', false)).to.deep.equal([]);
    expect(await ids('', true)).to.have.length(121);
    expect(await ids('k119', false)).to.deep.equal(['k119']);
    expect(await ids('z', true)).to.deep.equal([]);
  });

  it('goes over the table where the index is of another order, of some rows, or none', async () => {
    const { database } = await fixtureDatabase('shapes.db');
    const opened = await openBytes(database);
    const found = [];
    for await (const row of opened.find('words', 'word', 'A')) found.push(row);
    for await (const row of opened.find('keyed', 'c', 'c3', { columns: ['a'] })) found.push(row['a']);

    expect(opened.isIndexed('words', 'word')).to.equal(false);
    expect(found.slice(0, 2)).to.deep.equal([{ word: 'A', n: 1 }, 3]);
    expect(found).to.have.length(1 + 11);
  });

  it('compares texts as the database stores them, in UTF-16 too', async () => {
    for (const name of ['utf16le.db', 'utf16be.db']) {
      const opened = await openBytes((await fixtureDatabase(name)).database);
      const found = [];
      for await (const { text } of opened.find('texts', 'id', '\u{1f600}')) found.push(text);
      for await (const { text } of opened.find('texts', 'id', 'gr', { isPrefix: true })) found.push(text);

      expect(found).to.deep.equal(['\u{1f600} smile', 'größer']);
    }
  });

  it('finds nothing in tables and columns that are not there', async () => {
    const opened = await openBytes((await fixtureDatabase('shapes.db')).database);
    for await (const row of opened.find('long', 'missing', 'x')) expect(row).to.equal(undefined);
    for await (const row of opened.find('missing', 'id', 'x')) expect(row).to.equal(undefined);
    for await (const row of opened.rows('missing')) expect(row).to.equal(undefined);
  });
});
