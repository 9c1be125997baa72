/**
 * A program of its own, so that its memory is that of reading alone: reads all rows of all tables of a database, or the rows
 * of one session, and prints milliseconds, rows, and the peak of its memory in MB.
 *
 * Arguments: the path; a table, a column and a text to find rows by, or nothing.
 */
import { performance } from 'node:perf_hooks';
import { openStore } from '#src/importers/sqlite/open-store.ts';
import { ImportFile } from '#src/node/import-file.ts';

const [path, table, column, text] = process.argv.slice(2);
const started = performance.now();
const file = await ImportFile.open(path!);
const { database } = await openStore(file);
let rows = 0;
if (table === undefined) {
  for (const name of database.tables.keys()) rows += await countOf(database.rows(name));
} else {
  rows = await countOf(database.find(table, column!, text!));
}
await file.close();
const milliseconds = performance.now() - started;
console.log(JSON.stringify({ milliseconds, rows, memory: process.resourceUsage().maxRSS / 1024 }));

async function countOf(found: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const row of found) count += row === undefined ? 0 : 1;
  return count;
}
