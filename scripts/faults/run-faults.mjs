/**
 * Plays the faults of `faults.mjs` and prints a table of them: `npm run faults [-- --short] [-- --seed N] [-- F1 F3 …]`.
 * Ends with 1 when something has not held. The build must be up to date.
 */
import { parseArgs } from 'node:util';
import { compileTests } from '../test-files.mjs';
import { printTable, verdictOf } from '../trust/table.mjs';
import { playFault } from './play-fault.mjs';
import { FAULTS } from './faults.mjs';

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false }, seed: { type: 'string' } },
  allowPositionals: true,
});
const seed = Number(values.seed ?? Date.now() % 1e9);
const chosen = FAULTS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
compileTests();
console.log(`seed ${seed}`);
const rows = [];
const failures = [];
for (const fault of chosen) {
  const result = await playFault(fault, { isShort: values.short, seed });
  rows.push([fault.id, fault.what, result.figure, verdictOf(result)]);
  failures.push(...result.failures.map((failure) => `${fault.id}: ${failure}`));
}
printTable(['', 'fault', 'what came of it', ''], rows);
for (const failure of failures) console.log(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
