import type { MediaFeature, Page } from 'puppeteer-core';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { PATIENCE } from '../helpers/browser.ts';
import type { Pages } from './pages.ts';

/** A way that a player can look: where it stands, and what was done to it. */
export interface PlayerState {
  /** Archive in `/demo/sessions/`. */
  readonly src?: string;
  readonly size?: readonly [width: number, height: number];
  readonly media?: readonly MediaFeature[];
  readonly theme?: ReprisePlayer['theme'];
  readonly language?: 'de-DE';
  /** A finger points, and no mouse. */
  readonly touch?: boolean;
  /** The archive's bytes never come. */
  readonly stalled?: boolean;
  /** Selector of what shows that the player has come to this state, through shadow roots. */
  readonly shows: string;
  readonly steps?: readonly ((page: Page) => Promise<unknown>)[];
}

const NARROW = [390, 844] as const;
const LAPTOP = [1024, 768] as const;
const DARK: readonly MediaFeature[] = [{ name: 'prefers-color-scheme', value: 'dark' }];
const CONTRAST: readonly MediaFeature[] = [{ name: 'prefers-contrast', value: 'more' }];
const FORCED: readonly MediaFeature[] = [{ name: 'forced-colors', value: 'active' }];

/** Selector of something in the player: each space goes down through shadow roots too. */
const inPlayer = (selector: string): string => `reprise-player ${selector}`.replaceAll(' ', ' >>> ');
const seek =
  (seconds: number) =>
  (page: Page): Promise<unknown> =>
    page.$eval('reprise-player', (player, to) => player.seek(to), seconds);
const press =
  (key: 'o' | 'i' | '/' | '?' | 'd' | 't') =>
  async (page: Page): Promise<void> => {
    await page.focus('reprise-player');
    await page.keyboard.press(key);
  };
const type =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.waitForSelector(inPlayer('reprise-find input'), { visible: true });
    await page.keyboard.type(text);
  };
const click =
  (selector: string) =>
  async (page: Page): Promise<void> => {
    const found = await page.waitForSelector(inPlayer(selector), { visible: true });
    await found!.evaluate((element) => (element as HTMLElement).click());
  };
const view =
  (name: ReprisePlayer['view']) =>
  (page: Page): Promise<unknown> =>
    page.$eval('reprise-player', (player, to) => void (player.view = to), name);
const play = (page: Page): Promise<unknown> => page.$eval('reprise-player', (player) => player.play());

/** A moment with a change and an error behind it, s. */
const moment = seek(60);
const CHANGE = 'reprise-current-changes reprise-diff-view';
const EVIDENCE_TABS = 'reprise-changes reprise-tabs [role="tab"]';
const READING: PlayerState = { shows: CHANGE, steps: [moment] };
const COVER: PlayerState = { shows: 'reprise-all-changes reprise-diff-view' };
const SEARCHING: PlayerState = {
  shows: 'reprise-find .hit',
  steps: [moment, press('/'), type('refresh')],
};
const ERROR: PlayerState = { src: 'missing.reprise', shows: 'reprise-error-message .message' };
const LOADING: PlayerState = { stalled: true, shows: '.skeleton' };

/** All the ways a player can look that are worth an audit, by name. */
export const PLAYER_STATES: Readonly<Record<string, PlayerState>> = {
  'the cover': COVER,
  'the cover, dark': { ...COVER, media: DARK },
  'the cover, laptop': { shows: 'reprise-cover h2', size: LAPTOP },
  'the cover, narrow': { shows: 'reprise-cover h2', size: NARROW },
  'the cover, by finger': { shows: 'reprise-cover h2', size: NARROW, touch: true },
  'the cover, German': { ...COVER, language: 'de-DE' },
  'the cover, forced colours': { ...COVER, media: FORCED },
  reading: READING,
  'reading, dark': { ...READING, media: DARK },
  'reading, more contrast': { ...READING, media: CONTRAST },
  'reading, more contrast, dark': { ...READING, theme: 'contrast', media: DARK },
  'reading, forced colours': { ...READING, media: FORCED },
  'reading, classic': { ...READING, theme: 'classic' },
  'reading, light in a dark system': { ...READING, theme: 'light', media: DARK },
  'reading, German': { ...READING, language: 'de-DE' },
  'reading, laptop': { ...READING, size: LAPTOP },
  'reading, narrow': { shows: 'reprise-transcript .row', size: NARROW, steps: [moment] },
  'reading, by finger': { shows: 'reprise-transcript .row', size: NARROW, touch: true, steps: [moment] },
  'reading, by finger, wide': { ...READING, touch: true },
  playing: { shows: '[aria-label="Pause"]', steps: [moment, play] },
  'find with hits': SEARCHING,
  'find with hits, dark': { ...SEARCHING, media: DARK },
  'find with hits, narrow': { ...SEARCHING, size: NARROW },
  'find with nothing': {
    shows: 'reprise-find .sentence',
    steps: [press('/'), type('nowhere to be found')],
  },
  'the outline': {
    shows: 'reprise-outline .row',
    steps: [moment, press('o')],
  },
  'the outline, narrow': {
    shows: 'reprise-outline .row',
    size: NARROW,
    steps: [moment, press('o')],
  },
  about: { shows: 'reprise-about .facts', steps: [press('i')] },
  'about, narrow, dark': { shows: 'reprise-about .facts', size: NARROW, media: DARK, steps: [press('i')] },
  'the view Code': { shows: 'reprise-transcript reprise-diff-view', steps: [moment, view('code')] },
  'the view Commands': { shows: 'reprise-transcript .row', steps: [moment, view('commands')] },
  'the view Everything': { shows: 'reprise-transcript .row', steps: [moment, view('everything')] },
  'a file at a moment': {
    shows: 'reprise-session-files reprise-code-view',
    steps: [moment, click(`${EVIDENCE_TABS}:nth-of-type(2)`)],
  },
  blame: {
    shows: 'reprise-session-files reprise-code-view',
    steps: [
      moment,
      click(`${EVIDENCE_TABS}:nth-of-type(2)`),
      click('reprise-changes button.switch:last-of-type'),
    ],
  },
  'all changes': {
    shows: 'reprise-all-changes reprise-diff-view',
    steps: [moment, click(`${EVIDENCE_TABS}:nth-of-type(3)`)],
  },
  'split diff': { shows: CHANGE, steps: [moment, click('.layout:last-child')] },
  'split diff, dark': {
    shows: CHANGE,
    media: DARK,
    steps: [moment, press('d'), click('.layout:last-child')],
  },
  'the terminal alone': { shows: 'reprise-terminal', steps: [moment, press('t')] },
  'the list of keys': { shows: 'reprise-key-list dialog[open]', steps: [press('?')] },
  'the list of keys, narrow, dark': {
    shows: 'reprise-key-list dialog[open]',
    size: NARROW,
    media: DARK,
    steps: [press('?')],
  },
  'an error': ERROR,
  'an error, narrow': { ...ERROR, size: NARROW },
  'an error, dark': { ...ERROR, media: DARK },
  loading: LOADING,
  'loading, narrow': { ...LOADING, size: NARROW },
  'loading, dark': { ...LOADING, media: DARK },
  'only a terminal': { src: 'life-in-vim.reprise', shows: 'reprise-terminal' },
  'only changes': { src: 'changes.reprise', shows: 'reprise-changes' },
  'only a conversation': { src: 'transcript.reprise', shows: 'reprise-cover h2' },
  'nothing at all': { src: 'nothing.reprise', shows: '.sentence' },
};

/** Opens the viewer page and brings its player into a state. Nothing moves by itself there. */
export async function openState(pages: Pages, state: PlayerState): Promise<Page> {
  // Nobody has been here before: what a browser remembers of another state would be part of this one.
  const context = await pages.browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const [width, height] = state.size ?? [1440, 900];
  await page.setViewport({ width, height, hasTouch: state.touch ?? false, isMobile: state.touch ?? false });
  await emulate(page, [...(state.media ?? []), { name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.evaluateOnNewDocument((language) => {
    if (language) Object.defineProperty(navigator, 'language', { get: () => language });
  }, state.language);
  if (state.stalled) await stall(page);
  await page.goto(`${pages.server.origin}/demo/?src=sessions/${state.src ?? 'refresh-once.reprise'}`);
  await page.waitForFunction(
    (stalled) => {
      const player = document.querySelector('reprise-player');
      return stalled ? player?.networkState === 2 : player?.readyState === 4 || Boolean(player?.error);
    },
    {},
    state.stalled ?? false,
  );
  if (state.theme !== undefined)
    await page.$eval('reprise-player', (player, theme) => void (player.theme = theme), state.theme);
  for (const step of state.steps ?? []) await step(page);
  await page.waitForSelector(inPlayer(state.shows), { visible: true });
  return page;
}

/** Media features that puppeteer does not know by name too. */
async function emulate(page: Page, features: readonly MediaFeature[]): Promise<void> {
  const client = await page.createCDPSession();
  await client.send('Emulation.setEmulatedMedia', { features: [...features] });
}

async function stall(page: Page): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    // Neither answered nor refused: the connection is slow.
    if (!new URL(request.url()).pathname.endsWith('.reprise')) void request.continue();
  });
}
