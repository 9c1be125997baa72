/**
 * Runs the tests that run in Node, compiled: all of them, or those whose path contains one of the arguments.
 * `*.browser.test.ts` run in browsers only (test-browser.mjs), `*.node.test.ts` here only, the rest in both.
 * The tests of whole pages, in `test/e2e`, run once for each browser.
 */
import { once } from 'node:events';
import { inspect } from 'node:util';
import { spec, tap } from 'node:test/reporters';
import { run } from 'node:test';
import { findFirefox, wantedBrowsers } from './find-browser.mjs';
import { compiledTest, compileTests, root, sourceOfTest, testSources } from './test-files.mjs';
import { TestSummary } from './test-summary.mjs';

const sources = testSources('.browser.test.ts', process.argv.slice(2));
compileTests();
// Handed on to the process of each file: stacks name lines of the sources.
process.execArgv.push('--enable-source-maps');
const summary = new TestSummary();

const ofPages = sources.filter((source) => source.startsWith('test/e2e/'));
const isWanted = (browser) => ofPages.length > 0 && wantedBrowsers.includes(browser);
await runTests(
  isWanted('chromium') ? sources : sources.filter((source) => !ofPages.includes(source)),
  'chromium',
);
if (isWanted('firefox')) {
  if (findFirefox()) await runTests(ofPages, 'firefox');
  else console.error('Firefox is not installed: the tests of pages do not run in it');
}
console.log(summary.text('in Node'));

/** Runs tests, those of pages in a browser, and reports them. */
async function runTests(files, browser) {
  if (files.length === 0) return;
  // Handed on to the process of each file: `test/helpers/browser.ts` reads it.
  process.env.REPRISE_TEST_BROWSER = browser;
  const stream = run({ files: files.map((source) => root + compiledTest(source)), concurrency: 2 });
  const note = (result) => (event) => {
    const { name, file, nesting, details, skip } = event;
    const source = sourceOfTest(file ?? '');
    const place = ofPages.includes(source) ? `${source}, ${browser}` : source;
    if (nesting === 0) summary.spend(`${place}: ${name}`, details.duration_ms);
    // A suite counts only where something of its own failed: what it prepares, not one of its tests.
    if (details.type === 'suite' && (result === 'passed' || details.error.failureType === 'subtestsFailed'))
      return;
    summary.count(skip === undefined ? result : 'skipped');
    if (result === 'failed') summary.fail(`${place}: ${name}`, inspect(details.error.cause ?? details.error));
  };
  stream.on('test:pass', note('passed'));
  stream.on('test:fail', (event) => {
    note('failed')(event);
    process.exitCode = 1;
  });
  const report = stream.compose(process.stdout.isTTY ? new spec() : tap);
  report.pipe(process.stdout, { end: false });
  await once(report, 'end');
}
