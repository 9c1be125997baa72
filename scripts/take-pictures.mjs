/**
 * Takes pictures of the viewer page in many states, to be looked at: `node scripts/take-pictures.mjs FOLDER [INPUT…]`.
 * Without inputs it shows the sample session in every state; of each input, a log or an archive, it takes its cover, a
 * moment of it, and both on a phone. In Chromium, or in Firefox with `REPRISE_BROWSERS=firefox`. Needs `npm run build`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_ARGS, findChromium, findFirefox, wantedBrowsers } from './find-browser.mjs';

const WIDE = { width: 1440, height: 900 };
const LAPTOP = { width: 1024, height: 768 };
const TABLET = { width: 768, height: 1024 };
const PHONE = { width: 390, height: 844 };
const EMBED = { width: 600, height: 420 };
/** What a viewer wants of their computer: the feature to emulate, and the preferences of Firefox, which emulates none. */
const LIGHT = { features: [], preferences: { 'layout.css.prefers-color-scheme.content-override': 1 } };
const DARK = {
  features: [{ name: 'prefers-color-scheme', value: 'dark' }],
  preferences: { 'layout.css.prefers-color-scheme.content-override': 0 },
};
const CONTRAST = {
  features: [{ name: 'prefers-contrast', value: 'more' }],
  preferences: { ...LIGHT.preferences, 'ui.prefersContrast': 1 },
};
const FORCED = {
  features: [{ name: 'forced-colors', value: 'active' }],
  preferences: { ...LIGHT.preferences, 'browser.display.document_color_use': 2 },
};

/** Share of the session at which moments are shown. */
const MOMENT = 0.55;

const at = (share) => (page) =>
  page.$eval(
    'reprise-player',
    (player, where) => {
      player.currentTime = where * player.duration;
    },
    share,
  );
const keys =
  (...pressed) =>
  async (page) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
const view = (name) => (page) =>
  page.$eval('reprise-player', (player, shown) => Object.assign(player, { view: shown }), name);
const button = (label) => async (page) => {
  const handle = await page.waitForSelector(`reprise-player >>> ::-p-aria([name="${label}"])`, {
    timeout: 5000,
  });
  await handle.evaluate((found) => found.click());
};
const type = (text) => (page) => page.keyboard.type(text);
const play = (page) => page.$eval('reprise-player', (player) => player.play());

const moment = at(MOMENT);

/** Name → where and what is done before the picture is taken. */
const STATES = {
  'cover-wide': { on: WIDE },
  'cover-dark': { on: WIDE, media: DARK },
  'cover-contrast': { on: WIDE, media: CONTRAST },
  'cover-forced': { on: WIDE, media: FORCED },
  'cover-laptop': { on: LAPTOP },
  'cover-tablet': { on: TABLET },
  'cover-phone': { on: PHONE },
  'cover-phone-dark': { on: PHONE, media: DARK },
  'cover-embed': { on: EMBED },
  'cover-embed-dark': { on: EMBED, media: DARK },
  'cover-german': { on: WIDE, language: 'de-DE' },
  'cover-large-text': { on: WIDE, rootFont: 32 },
  'reading-wide': { on: WIDE, steps: [moment] },
  'reading-dark': { on: WIDE, media: DARK, steps: [moment] },
  'reading-contrast': { on: WIDE, media: CONTRAST, steps: [moment] },
  'reading-forced': { on: WIDE, media: FORCED, steps: [moment] },
  'reading-laptop': { on: LAPTOP, steps: [moment] },
  'reading-tablet': { on: TABLET, steps: [moment] },
  'reading-phone': { on: PHONE, steps: [moment] },
  'reading-phone-dark': { on: PHONE, media: DARK, steps: [moment] },
  'reading-embed': { on: EMBED, steps: [moment] },
  'reading-german': { on: WIDE, language: 'de-DE', steps: [moment, keys('o')] },
  playing: { on: WIDE, steps: [moment, play] },
  outline: { on: WIDE, steps: [moment, keys('o')] },
  'outline-phone': { on: PHONE, steps: [moment, keys('o')] },
  searching: { on: WIDE, steps: [moment, keys('/'), type('refresh')] },
  'searching-dark': { on: WIDE, media: DARK, steps: [moment, keys('/'), type('refresh'), keys('Enter')] },
  'searching-phone': { on: PHONE, steps: [keys('/'), type('refresh')] },
  'view-code': { on: WIDE, steps: [moment, view('code')] },
  'view-commands': { on: WIDE, steps: [moment, view('commands')] },
  'view-everything': { on: WIDE, steps: [moment, view('everything')] },
  'diff-split': { on: WIDE, steps: [moment, button('Split')] },
  about: { on: WIDE, steps: [keys('i')] },
  'about-phone': { on: PHONE, steps: [keys('i')] },
  'keys-sheet': { on: WIDE, steps: [keys('?')] },
  'terminal-large': { on: WIDE, steps: [moment, keys('t')] },
  'changes-large': { on: WIDE, steps: [moment, keys('d')] },
};
/** Of a page without a session. */
const PAGES = {
  landing: { on: WIDE },
  'landing-dark': { on: WIDE, media: DARK },
  'landing-phone': { on: PHONE },
  'landing-german': { on: WIDE, language: 'de-DE' },
  error: { on: WIDE, query: '?src=nothing-here.reprise' },
  'error-phone': { on: PHONE, query: '?src=nothing-here.reprise' },
};
/** Of each input. */
const INPUT_STATES = ['cover-wide', 'reading-wide', 'cover-phone', 'reading-phone'];

/** What is drawn after what was asked for takes a moment; these pictures are for eyes, and wait for it. */
const SETTLED = 1500;

const root = fileURLToPath(new URL('..', import.meta.url));
const [folder, ...inputs] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node scripts/take-pictures.mjs FOLDER [INPUT…]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const inFirefox = !wantedBrowsers.includes('chromium');
/** Media → the browser for it: one for all in Chromium. */
const browsers = new Map();
try {
  const sample = join(root, 'demo/sessions/refresh-once.jsonl');
  for (const input of inputs.length > 0 ? inputs : [sample]) await pictureInput(input);
} finally {
  for (const browser of browsers.values()) await browser.close();
}

async function browserFor(media) {
  const key = inFirefox ? media : 'all';
  if (!browsers.has(key)) browsers.set(key, await launch(media));
  return browsers.get(key);
}

async function launch({ preferences }) {
  return inFirefox
    ? puppeteer.launch({ browser: 'firefox', executablePath: findFirefox(), extraPrefsFirefox: preferences })
    : puppeteer.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGS });
}

/** @param {string} input - a log, a recording or an archive */
async function pictureInput(input) {
  const server = await open(input);
  try {
    const names = inputs.length > 0 ? INPUT_STATES : Object.keys(STATES);
    const prefix = inputs.length > 0 ? `${basename(input).replace(/\W+/g, '-')}-` : '';
    for (const name of names) await picture(`${prefix}${name}`, server.address, STATES[name]);
    if (inputs.length > 0) return;
    for (const [name, state] of Object.entries(PAGES)) {
      const page = new URL(server.address);
      // The token lets the browser of the picture in.
      const token = page.searchParams.get('token');
      page.search = state.query ?? '';
      page.searchParams.set('token', token);
      await picture(name, page.href, state);
    }
  } finally {
    server.stop();
  }
}

/** Serves an input as the command line does. */
function open(input) {
  const child = spawn(process.execPath, [join(root, 'dist/cli/main.js'), 'open', input, '--no-browser']);
  return new Promise((resolve, reject) => {
    let text = '';
    const take = (chunk) => {
      text += chunk;
      const address = /http:\/\/\S+/.exec(text)?.[0];
      if (address) resolve({ address, stop: () => child.kill() });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('exit', () => reject(new Error(`${input} could not be opened: ${text}`)));
  });
}

async function picture(name, address, { on, media = LIGHT, language, rootFont, steps = [] }) {
  // Nothing is remembered of the picture before: players go on where they were left.
  const context = await (await browserFor(media)).createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(on);
  if (!inFirefox) await setMedia(page, media);
  if (language)
    await page.evaluateOnNewDocument((tag) => {
      Object.defineProperty(navigator, 'language', { value: tag });
      Object.defineProperty(navigator, 'languages', { value: [tag] });
    }, language);
  await page.goto(address, { waitUntil: 'load' });
  if (rootFont)
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = `${size}px`;
    }, rootFont);
  await settled();
  for (const step of steps) {
    await step(page);
    await settled();
  }
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`${name}.png`);
  await context.close();
}

/** Forced colours cannot be asked for by `emulateMediaFeatures`. */
async function setMedia(page, { features }) {
  const client = await page.createCDPSession();
  await client.send('Emulation.setEmulatedMedia', { features });
}

function settled() {
  return new Promise((resolve) => setTimeout(resolve, SETTLED));
}
