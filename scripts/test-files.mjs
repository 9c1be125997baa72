/** Which tests there are, and their compiled files: what both runners share. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Brings the compiled tests up to date. What is unchanged costs a second; an error of a type ends the run, since what
 * was compiled before would run in its place.
 */
export function compileTests() {
  const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  const { status } = spawnSync(process.execPath, [compiler, '-b'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error('the tests are not compiled: no test was run');
    process.exit(2);
  }
}

/**
 * Tests for one place to run in, as paths of their sources from the root, in order.
 *
 * @param elsewhere - ending of those that run in another place only
 * @param wanted - parts of paths; without any, all tests
 */
export function testSources(elsewhere, wanted) {
  const sources = readdirSync(`${root}test`, { recursive: true })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts') && !path.endsWith(elsewhere))
    .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
    .sort();
  if (sources.length > 0) return sources;
  console.error(`no test file matches ${wanted.join(' ')}`);
  process.exit(2);
}

/** Where the compiler puts a test, from the root. Asking by sources leaves out what was compiled of deleted ones. */
export function compiledTest(source) {
  return `dist/${source.replace(/\.ts$/, '.js')}`;
}

/** The source of a test, from the root, by the path of either. */
export function sourceOfTest(path) {
  return path
    .replace(root, '')
    .replace(/^dist\//, '')
    .replace(/\.js$/, '.ts');
}
