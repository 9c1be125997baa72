/**
 * Finds the browsers for the tests: CHROME_PATH or FIREFOX_PATH, else what is installed, else (for Chromium)
 * the one that ships inside `@sparticuz/chromium`, so that `npm test` works on a bare machine.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Flags for a browser that runs as root in a container and speaks to nobody but the test server. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/** REPRISE_BROWSERS=chromium or =firefox: tests run in that one alone, for quick runs while working. */
export const wantedBrowsers = (process.env.REPRISE_BROWSERS ?? 'chromium,firefox').split(',');

/** @returns {Promise<string>} path of a Chromium; throws one sentence when none can be had */
export async function findChromium() {
  const installed =
    process.env.CHROME_PATH ??
    findOnPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']) ??
    firstExecutable([
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ]);
  if (installed) return installed;
  try {
    // Makes the package unpack the system libraries it brings along, which a bare machine lacks.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
    // It brings one proportional font; the system's, where there are any, have one for terminals.
    if (existsSync('/etc/fonts/fonts.conf')) process.env.FONTCONFIG_PATH ??= '/etc/fonts';
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } catch (cause) {
    throw new Error(
      'no Chromium found for the browser tests: install chromium or Google Chrome, or set CHROME_PATH to one',
      { cause },
    );
  }
}

/** @returns {string | undefined} path of a Firefox, if one is installed */
export function findFirefox() {
  return process.env.FIREFOX_PATH ?? findOnPath(['firefox', 'firefox-esr']);
}

function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return firstExecutable(folders.flatMap((folder) => names.map((name) => join(folder, name))));
}

function firstExecutable(paths) {
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
