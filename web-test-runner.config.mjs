import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_ARGS, findChromium, findFirefox } from './scripts/find-browser.mjs';
import { compiledTest, sourceOfTest, testSources } from './scripts/test-files.mjs';
import { TestSummary } from './scripts/test-summary.mjs';

const chromium = await findChromium().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const firefox = findFirefox();
if (!firefox) console.error('Firefox is not installed: the browser tests run in Chromium only');

/** REPRISE_BROWSERS=chromium leaves Firefox out, for quick runs while working. */
const chromiumOnly = process.env.REPRISE_BROWSERS === 'chromium';

/** highlight.js ships its core as CommonJS alone, which a browser cannot load as it is. */
const highlightCore = {
  name: 'highlight-core',
  transform({ path, body }) {
    if (!path.endsWith('/highlight.js/lib/core.js')) return undefined;
    return `const module = { exports: {} };\n${body}\nexport default module.exports;`;
  },
};

/** Ends the run with its slowest files. */
function summaryReporter() {
  const summary = new TestSummary();
  const add = (source, { tests, suites }) => {
    for (const { passed, skipped, duration = 0 } of tests) {
      summary.count(skipped ? 'skipped' : passed ? 'passed' : 'failed');
      summary.spend(source, duration);
    }
    for (const suite of suites) add(source, suite);
  };
  return {
    onTestRunFinished({ sessions }) {
      for (const { testFile, browser, testResults } of sessions)
        if (testResults) add(`${sourceOfTest(testFile)}, ${browser.name}`, testResults);
      console.log(summary.text('in browsers'));
    },
  };
}

export default {
  files: testSources('.node.test.ts', []).map(compiledTest),
  rootDir: '.',
  // `browser: true` picks the browser side of package.json's `#test`.
  nodeResolve: { browser: true, exportConditions: ['production'] },
  plugins: [highlightCore],
  reporters: [defaultReporter(), summaryReporter()],
  concurrentBrowsers: 1,
  // One page at a time: a page behind another has no animation frames, and a player draws in them.
  concurrency: 1,
  // Ends a run that hangs, and none that is slow: a computer may be busy with something else.
  testsFinishTimeout: 900_000,
  browserStartTimeout: 180_000,
  testFramework: { config: { timeout: 120_000 } },
  browsers: [
    chromeLauncher({ launchOptions: { executablePath: chromium, args: CHROMIUM_ARGS } }),
    ...(firefox && !chromiumOnly
      ? [
          chromeLauncher({
            puppeteer,
            launchOptions: { browser: 'firefox', executablePath: firefox, args: [] },
          }),
        ]
      : []),
  ],
};
