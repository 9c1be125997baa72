import type { KeyInput, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { chromiumOnly } from '../helpers/browser.ts';
import type {} from '#src/elements/index.ts';
import { expectShown, startPages, type Pages } from './pages.ts';
import { openState } from './player-states.ts';

let pages: Pages;
before(async () => void (pages = await startPages()));
after(() => pages.close());

/** Elements that have the focus within each other, from the player inwards: `reprise-player reprise-find input`. */
const FOCUS = `(() => {
  const path = [];
  for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement)
    path.push(at.localName + (at.role ? '[' + at.role + ']' : ''));
  return path.join(' ');
})()`;

/** Waits until the focus is where the pattern says. */
async function expectFocus(page: Page, where: RegExp): Promise<void> {
  try {
    await page.waitForFunction(`new RegExp(${JSON.stringify(where.source)}).test(${FOCUS})`);
  } catch (cause) {
    throw new Error(`the focus is at ${String(await page.evaluate(FOCUS))}, not at ${where.source}`, {
      cause,
    });
  }
}

/** Presses Tab until the focus is where the pattern says. */
async function tabTo(page: Page, where: RegExp, key: 'Tab' | 'ArrowDown' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  while (!where.test((await page.evaluate(FOCUS)) as string)) {
    passed.push((await page.evaluate(FOCUS)) as string);
    if (passed.length > 60)
      throw new Error(`no way to ${where.source} by ${key}, but to ${passed.join(', ')}`);
    await page.keyboard.press(key);
  }
}

describe('a session, by keys alone', { skip: chromiumOnly }, () => {
  it('is played, searched, read and left, and the focus is never lost', async () => {
    const page = await openState(pages, { shows: 'reprise-all-changes reprise-diff-view' });
    const time = (): Promise<number> => page.$eval('reprise-player', ({ sessionTime }) => sessionTime);
    const press = (key: KeyInput): Promise<void> => page.keyboard.press(key);
    await expectFocus(page, /^reprise-player div\[region\]$/);

    // Plays, and stops.
    await press('Space');
    await page.waitForFunction(() => !document.querySelector('reprise-player')!.paused);
    await press('k');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.paused);
    await expectFocus(page, /^reprise-player div\[region\]$/);

    // The next prompt.
    const before = await time();
    await press('n');
    await page.waitForFunction(
      (at) => document.querySelector('reprise-player')!.sessionTime > at,
      {},
      before,
    );
    await expectFocus(page, /^reprise-player div\[region\]$/);

    // Finds, and opens a hit: the focus stays where the next hit is.
    await press('/');
    await expectFocus(page, /reprise-find input$/);
    await page.keyboard.type('refresh');
    await page.waitForSelector('reprise-player >>> .hit', { visible: true });
    await press('Enter');
    await page.waitForSelector('reprise-player >>> .hit.now', { visible: true });
    await expectFocus(page, /reprise-find input$/);
    await press('Escape');
    await expectFocus(page, /^reprise-player /);
    expect(await page.$('reprise-player >>> reprise-find')).to.equal(null);

    // A file at this moment, and who wrote its lines.
    await page.focus('reprise-player');
    await tabTo(page, /reprise-changes reprise-tabs button\[tab\]$/);
    await press('ArrowRight');
    await page.waitForSelector('reprise-player >>> reprise-session-files', { visible: true });
    await expectFocus(page, /reprise-changes reprise-tabs button\[tab\]$/);
    await page.waitForSelector('reprise-player >>> reprise-code-view', { visible: true });
    await tabTo(page, /reprise-changes button$/);
    while (!((await page.evaluate(LABEL)) as string).startsWith('Blame')) await press('Tab');
    await press('Space');
    await page.waitForSelector('reprise-player >>> reprise-code-view >>> .note', { visible: true });
    expect(await page.evaluate(LABEL)).to.match(/^Blame/);

    // The list of keys, and back to where one was.
    await press('?');
    await page.waitForSelector('reprise-player >>> dialog[open]', { visible: true });
    await expectFocus(page, /reprise-key-list (dialog|button)/);
    await press('Escape');
    await expectFocus(page, /reprise-changes button$/);

    // The facts, which take the focus and give it back.
    await press('i');
    await expectFocus(page, /reprise-about /);
    await press('Escape');
    await expectFocus(page, /reprise-changes button$/);
    await page.browserContext().close();
  });

  it('that cannot be opened has its way out under the focus', async () => {
    const page = await openState(pages, { src: 'missing.reprise', shows: 'reprise-error-message .message' });
    await expectFocus(page, /reprise-error-message button$/);
    expect(await page.$('reprise-player >>> reprise-transport')).to.equal(null);

    await page.keyboard.press('Enter');
    await expectFocus(page, /^reprise-player /);
    await expectShown(page, 'Try again');
    await expectFocus(page, /reprise-error-message button$/);
    await page.browserContext().close();
  });
});

/** Name of what has the focus, as source text of an expression. */
const LABEL = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.getAttribute('aria-label') ?? at?.textContent.trim() ?? '';
})()`;

describe('the ring around the player', { skip: chromiumOnly }, () => {
  for (const [name, media] of [
    ['light', []],
    ['dark', [{ name: 'prefers-color-scheme', value: 'dark' }]],
    ['forced colours', [{ name: 'forced-colors', value: 'active' }]],
  ] as const)
    it(`is seen on all sides, whatever stands in it: ${name}`, async () => {
      const page = await openState(pages, {
        media,
        shows: 'reprise-terminal',
        steps: [(opened) => opened.$eval('reprise-player', (player) => player.seek(60))],
      });
      const [width, height] = [1440, 900];
      await page.focus('reprise-player');
      const spots = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((share) => [
        [Math.round(width * share), 1],
        [Math.round(width * share), height - 2],
        [1, Math.round(height * share)],
        [width - 2, Math.round(height * share)],
      ]);
      const without = await coloursAt(page, spots);
      // Somebody is here by keys.
      await page.keyboard.press('Tab');
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.focus('reprise-player');
      await expectFocus(page, /^reprise-player div\[region\]$/);
      const ring = await coloursAt(page, spots);

      expect(new Set(ring).size).to.equal(1);
      expect(without.filter((colour) => colour === ring[0])).to.deep.equal([]);
      await page.browserContext().close();
    });
});

/** Colours of pixels of the page, as `r,g,b`. */
async function coloursAt(page: Page, spots: readonly number[][]): Promise<string[]> {
  const picture = await page.screenshot({ encoding: 'base64' });
  return page.evaluate(
    async (data, places) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      return places.map(([x, y]) => context.getImageData(x!, y!, 1, 1).data.slice(0, 3).join());
    },
    picture,
    spots,
  );
}
