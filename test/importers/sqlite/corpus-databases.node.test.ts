import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { corpusFolder, NO_CORPUS } from '../../helpers/corpus.ts';
import { openBytes, plainRow } from '../../helpers/databases.ts';
import { comparable, databasesIn, hasPythonSqlite, rowsBySqlite } from '../../helpers/sqlite-oracle.ts';

const corpus = corpusFolder();
const skip =
  corpus === undefined
    ? NO_CORPUS
    : hasPythonSqlite()
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
        for await (const row of database.rows(table)) found.push(comparable(plainRow(row)));
        // Without an ORDER BY, SQLite may take the order of an index.
        expect(found.sort(), table).to.deep.equal(own.sort());
        rows += found.length;
      }
      console.log(`${path.slice(corpus!.length + 1)}: ${expected.size} tables, ${rows} rows`);
    });
  }
});
