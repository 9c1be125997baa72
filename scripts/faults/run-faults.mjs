/**
 * Plays the faults of `faults.mjs` and prints a table of them: `npm run faults [-- --short] [-- --seed N] [-- F1 F3 …]`.
 * Ends with 1 when something has not held. The build must be up to date.
 */
import { parseArgs } from 'node:util';
import { compileTests } from '../test-files.mjs';
import { printTable } from '../trust/table.mjs';
import { runCompiledTests } from '../trust/run-tests.mjs';
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
  const result = await play(fault);
  rows.push([fault.id, fault.what, result.figure, result.verdict]);
  failures.push(...result.failures.map((failure) => `${fault.id}: ${failure}`));
}
printTable(['', 'fault', 'what came of it', ''], rows);
for (const failure of failures) console.log(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

async function play({ script, tests }) {
  if (!script && !tests) return { figure: 'not played yet', failures: [], verdict: '-' };
  const { run } = script ? await import(`./${script}`) : { run: () => runCompiledTests(tests) };
  const { figure, failures: found } = await run({ isShort: values.short, seed });
  return { figure, failures: found, verdict: found.length === 0 ? 'passed' : 'MISSED' };
}
