import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { compiledTest, root, testSources } from '../test-files.mjs';

/**
 * Runs tests that are compiled already, as a check among others.
 *
 * @param {readonly string[]} parts - of paths of tests that run in Node
 * @returns {Promise<{ figure: string, failures: string[] }>}
 */
export async function runCompiledTests(parts) {
  const sources = testSources('.browser.test.ts', parts);
  const files = sources.map((source) => root + compiledTest(source)).filter((file) => existsSync(file));
  const child = spawn(process.execPath, ['--test', '--test-reporter=tap', '--test-concurrency=2', ...files], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    // A run of tests does not start in one: it would report to that.
    env: { ...process.env, NODE_TEST_CONTEXT: '' },
  });
  let told = '';
  child.stdout.on('data', (data) => (told += data));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)`, 'm').exec(told)?.[1] ?? 0);
  const [passed, tests, skipped] = [count('pass'), count('tests'), count('skipped')];
  const failed = [...told.matchAll(/^ *not ok \d+ - (.*)$/gm)].map(([, name]) => name);
  const failures = code === 0 || failed.length > 0 ? failed : [`the tests ended with ${code}`];
  const most = skipped > 0 ? `${tests - skipped} (${skipped} skipped)` : String(tests);
  return { figure: `${passed} of ${most} tests`, failures };
}
