import type { Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { chromiumOnly } from '../helpers/browser.ts';
import { audit, startPages, type Pages } from './pages.ts';
import { outside, smallTargets } from './player-frame.ts';
import { openState, PLAYER_STATES } from './player-states.ts';

/** Side of what a finger can hit, CSS px (WCAG 2.5.5); axe has that of a mouse, 24 px (2.5.8). */
const FINGER_TARGET = 44;
/** The system draws its own colours then, which a page cannot ask for: axe would judge those that are not seen. */
const UNSEEN = ['color-contrast'];

let pages: Pages;
before(async () => void (pages = await startPages()));
after(() => pages.close());

describe('a whole player', { skip: chromiumOnly }, () => {
  for (const [name, state] of Object.entries(PLAYER_STATES)) {
    it(`has nothing that axe finds, fits, and can be hit: ${name}`, async () => {
      const page = await openState(pages, state);

      const isForced = state.media?.some(({ name }) => name === 'forced-colors');
      expect(await audit(page, isForced ? UNSEEN : [])).to.deep.equal([]);
      expect(await outside(page)).to.deep.equal([]);
      if (state.touch) expect(await smallTargets(page, FINGER_TARGET)).to.deep.equal([]);
      await page.browserContext().close();
    });
  }
});

/** As a reader sets the size of text, or of the whole page, in the browser. */
function enlarge(page: Page, property: string, value: string): Promise<void> {
  return page.evaluate(
    (name, size) => document.documentElement.style.setProperty(name, size),
    property,
    value,
  );
}

describe('large text', { skip: chromiumOnly }, () => {
  const ZOOMS = [
    ['a root font of 32 px', 'font-size', '32px'],
    ['a page at 200 %', 'zoom', '2'],
  ] as const;
  for (const [zoom, property, value] of ZOOMS)
    for (const width of [390, 1024, 1440])
      it(`cuts no control and no tab: ${zoom}, ${width} px wide`, async () => {
        for (const name of ['the cover', 'reading', 'an error', 'loading'] as const) {
          const { steps = [], ...state } = PLAYER_STATES[name]!;
          const shows = name === 'the cover' ? 'reprise-cover h2' : name === 'reading' ? '.row' : state.shows;
          const page = await openState(pages, {
            ...state,
            size: [width, 900],
            shows,
            steps: [...steps, (opened) => enlarge(opened, property, value)],
          });
          await page.evaluate(
            () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
          );

          expect(await outside(page), name).to.deep.equal([]);
          await page.browserContext().close();
        }
      });
});
