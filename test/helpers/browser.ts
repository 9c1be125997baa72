import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { CHROMIUM_ARGS, findChromium } from '#scripts/find-browser.mjs';

/** Milliseconds that anything may take: ends a test that hangs, and none that is slow. */
export const PATIENCE = 180_000;

/** A headless Chromium for end-to-end tests; `close()` it in an `after`. */
export async function openBrowser(): Promise<Browser> {
  return await puppeteer.launch({
    executablePath: await findChromium(),
    args: [...CHROMIUM_ARGS],
    timeout: PATIENCE,
    protocolTimeout: 2 * PATIENCE,
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

/** Opens a page of a size and collects its complaints, which a test expects to be empty at its end. */
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
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
  await page.goto(url, { waitUntil: 'load' });
  return { page, complaints };
}
