/**
 * Tries random damage on whatever reads: `npm run fuzz [-- KIND…] [-- --short] [-- --seed N] [-- --count N]
 * [-- --minutes N] [-- --only INDEX] [-- --folder PATH]`.
 * Prints a table, saves what fails into the folder and says how to try it again. Ends with 1 when something has failed.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileTests } from '../test-files.mjs';
import { printTable, verdictOf } from '../trust/table.mjs';
import { fuzz } from './fuzz.mjs';
import { KINDS } from './kinds.mjs';

const { values, positionals } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string' },
    count: { type: 'string' },
    minutes: { type: 'string' },
    only: { type: 'string' },
    folder: { type: 'string', default: join(tmpdir(), 'reprise-fuzz') },
  },
  allowPositionals: true,
});
const seed = Number(values.seed ?? Date.now() % 1e9);
compileTests();
console.log(`seed ${seed}`);
const rows = [];
const failures = [];
for (const kind of KINDS.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
  const only = values.only === undefined ? undefined : [Number(values.only)];
  const result = await fuzz(kind.id, {
    isShort: values.short,
    seed,
    count: values.count && Number(values.count),
    only,
    minutes: values.minutes && Number(values.minutes),
    folder: values.folder,
  });
  rows.push([kind.id, kind.bar, result.figure, verdictOf(result)]);
  failures.push(...result.failures);
}
printTable(['', 'what has to hold', 'what came of it', ''], rows);
for (const failure of failures) console.log(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
