/**
 * Runs the tests that run in Node, compiled: all of them, or those whose path contains one of the arguments.
 * `*.browser.test.ts` run in browsers only (test-browser.mjs), `*.node.test.ts` here only, the rest in both.
 */
import { spec, tap } from 'node:test/reporters';
import { run } from 'node:test';
import { compiledTest, compileTests, root, sourceOfTest, testSources } from './test-files.mjs';
import { TestSummary } from './test-summary.mjs';

const sources = testSources('.browser.test.ts', process.argv.slice(2));
compileTests();
// Handed on to the process of each file: stacks name lines of the sources.
process.execArgv.push('--enable-source-maps');
const summary = new TestSummary();
const stream = run({ files: sources.map((source) => root + compiledTest(source)), concurrency: 2 });
const note = (result) => (event) => {
  const { name, file, nesting, details, skip } = event;
  if (nesting === 0) summary.spend(`${sourceOfTest(file ?? '')}: ${name}`, details.duration_ms);
  // A suite counts only where something of its own failed: what it prepares, not one of its tests.
  if (details.type === 'suite' && (result === 'passed' || details.error.failureType === 'subtestsFailed'))
    return;
  summary.count(skip === undefined ? result : 'skipped');
};
stream.on('test:pass', note('passed'));
stream.on('test:fail', (event) => {
  note('failed')(event);
  process.exitCode = 1;
});
const report = stream.compose(process.stdout.isTTY ? new spec() : tap);
report.on('end', () => console.log(summary.text('in Node')));
report.pipe(process.stdout, { end: false });
