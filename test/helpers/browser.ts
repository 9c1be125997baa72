import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { CHROMIUM_ARGS, findChromium, findFirefox } from '#scripts/find-browser.mjs';

/** Milliseconds that anything may take: ends a test that hangs, and none that is slow. */
export const PATIENCE = 180_000;

/** Whether the tests of this process are to run in Firefox: `scripts/test-node.mjs` runs those of pages in each browser. */
export const inFirefox = process.env['REPRISE_TEST_BROWSER'] === 'firefox';

/** Why a test is skipped: `it(name, { skip: chromiumOnly }, …)`. */
export const chromiumOnly = inFirefox && 'only the DevTools protocol of Chromium can do what it does';

/** A headless browser for end-to-end tests; `close()` it in an `after`. */
export async function openBrowser(): Promise<Browser> {
  const patience = { timeout: PATIENCE, protocolTimeout: 2 * PATIENCE };
  if (!inFirefox)
    return await puppeteer.launch({
      ...patience,
      executablePath: await findChromium(),
      args: [...CHROMIUM_ARGS],
    });
  const executablePath = findFirefox();
  if (executablePath === undefined) throw new Error('Firefox is not installed: set FIREFOX_PATH to one');
  return await puppeteer.launch({
    ...patience,
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox: {
      // As with everybody; puppeteer lets pages that were opened as files load what is beside them.
      'security.fileuri.strict_origin_policy': true,
      // A finger, on a computer that has no screen to touch.
      'dom.w3c_touch_events.enabled': 1,
    },
  });
}

/** What a page complained about while a test used it: uncaught errors, console errors, failed loads. */
export interface PageComplaints {
  readonly errors: string[];
}

/** An empty page, which waits for what it is told to wait for as long as that takes. */
export async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/**
 * Opens a page of a size and collects its complaints, which a test expects to be empty at its end. In Firefox a page is
 * always light.
 */
export async function openPage(
  browser: Browser,
  url: string,
  { width = 1360, height = 820, dark = false } = {},
): Promise<{ page: Page; complaints: PageComplaints }> {
  const page = await newPage(browser);
  const complaints: PageComplaints = { errors: [] };
  page.on('pageerror', (error) => complaints.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.errors.push(message.text());
  });
  await page.setViewport({ width, height });
  if (!inFirefox)
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
  await page.goto(url, { waitUntil: 'load' });
  return { page, complaints };
}
