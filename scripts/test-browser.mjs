/**
 * Runs the tests that run in browsers, compiled: all of them, or those whose path contains one of the arguments.
 * `*.node.test.ts` run in Node only (test-node.mjs), `*.browser.test.ts` here only, the rest in both.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compiledTest, compileTests, root, testSources } from './test-files.mjs';

const sources = testSources('.node.test.ts', process.argv.slice(2));
compileTests();
const runner = join(dirname(createRequire(import.meta.url).resolve('@web/test-runner')), 'bin.js');
const { status } = spawnSync(process.execPath, [runner, '--files', ...sources.map(compiledTest)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
