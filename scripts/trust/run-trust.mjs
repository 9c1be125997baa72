/**
 * Runs every check that the promises rest on and prints one table: `npm run trust [-- --short] [-- --seed N] [-- --write]`.
 * `--write` puts it into SECURITY.md. Ends with 1 when a check is missed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { FAULTS } from '../faults/faults.mjs';
import { playFault } from '../faults/play-fault.mjs';
import { fuzz } from '../fuzz/fuzz.mjs';
import { compileTests, root } from '../test-files.mjs';
import { CHECKS } from './checks.mjs';
import { runCompiledTests } from './run-tests.mjs';
import { NOT_MEASURED, printTable, verdictOf } from './table.mjs';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    seed: { type: 'string' },
  },
});
const options = { isShort: values.short, seed: Number(values.seed ?? Date.now() % 1e9) };
compileTests();
const rows = [];
const failures = [];
for (const check of CHECKS) {
  const result = await measure(check);
  rows.push([check.name, check.bar, result.figure, verdictOf(result)]);
  failures.push(...result.failures.map((failure) => `${check.name}: ${failure}`));
  console.error(`${verdictOf(result)}  ${check.name}`);
}
printTable(['check', 'what has to hold', 'figure', ''], rows);
for (const failure of failures) console.log(failure);
if (values.write) await write();
process.exitCode = failures.length > 0 ? 1 : 0;

async function measure({ fault, fuzz: kind, tests, script }) {
  if (fault)
    return playFault(
      FAULTS.find(({ id }) => id === fault),
      options,
    );
  if (kind) return fuzz(kind, options);
  if (script) return (await import(script)).run(options);
  return tests ? runCompiledTests(tests) : NOT_MEASURED;
}

/** Puts the table between its marks. */
async function write() {
  const path = `${root}SECURITY.md`;
  const form = options.isShort ? 'short' : 'complete';
  const lines = [
    `Measured by \`npm run trust\` in its ${form} form, seed ${options.seed}.`,
    '',
    '| check | what has to hold | figure | |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
  ];
  const text = readFileSync(path, 'utf8').replace(
    /(<!-- trust:begin -->\n)[^]*?(<!-- trust:end -->)/,
    (_, begin, end) => `${begin}\n${lines.join('\n')}\n\n${end}`,
  );
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}
