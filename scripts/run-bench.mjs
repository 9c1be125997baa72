/** Runs the benchmarks, compiled: all of `bench/*.bench.ts`, or those whose name contains one of the arguments. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { compileTests, root } from './test-files.mjs';

const wanted = process.argv.slice(2);
const files = readdirSync(`${root}bench`)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();
compileTests();
for (const file of files) {
  console.log(`\n${file}`);
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', `${root}dist/bench/${file.replace('.ts', '.js')}`],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
