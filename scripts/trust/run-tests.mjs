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
  const env = { ...process.env };
  // A run that finds itself within another one runs nothing, and says that all is well.
  delete env.NODE_TEST_CONTEXT;
  const child = spawn(process.execPath, ['--test', '--test-reporter=tap', '--test-concurrency=2', ...files], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  let told = '';
  child.stdout.on('data', (data) => (told += data));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)`, 'm').exec(told)?.[1] ?? 0);
  const [passed, tests, skipped] = [count('pass'), count('tests'), count('skipped')];
  const failed = [...told.matchAll(/^ *not ok \d+ - (.*)$/gm)].map(([, name]) => name);
  const failures = code === 0 || failed.length > 0 ? failed : [`the tests ended with ${code}`];
  // Tests of what is kept elsewhere are skipped where it is not, and say so.
  if (passed + skipped === 0) failures.push(`no test of ${parts.join(', ')} was run`);
  const most = skipped > 0 ? `${tests - skipped} (${skipped} skipped)` : String(tests);
  return { figure: `${passed} of ${most} tests`, failures };
}
