import { ImportError } from '../sources/import-error.ts';
import type { Row } from '../sqlite/sqlite-database.ts';

/**
 * All rows of a reading, in memory.
 *
 * @param most - how many there may be
 * @throws {ImportError} `limit-exceeded` where there are more; as reading a database
 */
export async function collectRows(rows: AsyncIterable<Row>, most: number): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) {
    if (all.length === most) throw new ImportError('limit-exceeded', `a session has more than ${most} rows`);
    all.push(row);
  }
  return all;
}
