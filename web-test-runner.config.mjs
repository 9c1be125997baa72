import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_ARGS, findChromium, findFirefox, wantedBrowsers } from './scripts/find-browser.mjs';
import { compiledTest, sourceOfTest, testSources } from './scripts/test-files.mjs';
import { TestSummary } from './scripts/test-summary.mjs';

async function chromiumLauncher() {
  const executablePath = await findChromium().catch((error) => stop(error.message));
  return chromeLauncher({ launchOptions: { executablePath, args: CHROMIUM_ARGS } });
}

function firefoxLauncher() {
  const executablePath = findFirefox();
  if (executablePath)
    return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath, args: [] } });
  if (!wantedBrowsers.includes('chromium'))
    stop('Firefox is not installed: install it, or set FIREFOX_PATH to one');
  console.error('Firefox is not installed: the browser tests run in Chromium only');
  return undefined;
}

function stop(why) {
  console.error(why);
  process.exit(1);
}

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
    for (const { name, passed, skipped, error, duration = 0 } of tests) {
      summary.count(skipped ? 'skipped' : passed ? 'passed' : 'failed');
      if (!skipped && !passed) summary.fail(`${source}: ${name}`, error?.stack ?? error?.message);
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
    wantedBrowsers.includes('chromium') && (await chromiumLauncher()),
    wantedBrowsers.includes('firefox') && firefoxLauncher(),
  ].filter(Boolean),
};
