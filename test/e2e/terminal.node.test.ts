import type { Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { chromiumOnly } from '../helpers/browser.ts';
import { expectShown, startPages, type Pages } from './pages.ts';

const RECORDING = '/demo/?src=sessions/life-in-vim.reprise';

let pages: Pages;
before(async () => void (pages = await startPages()));
after(() => pages.close());

/** Font size of the terminal's cells, CSS pixels. */
function fontSize(page: Page): Promise<number> {
  return page.evaluate(() => {
    const inside = (host: Element | Document, path: readonly string[]): Element =>
      path.reduce<Element | Document>(
        (at, selector) => ('shadowRoot' in at && at.shadowRoot ? at.shadowRoot : at).querySelector(selector)!,
        host,
      ) as Element;
    const path = ['reprise-player', 'reprise-layout', 'reprise-terminals', 'reprise-terminal', '.grid'];
    return parseFloat(getComputedStyle(inside(document, path)).fontSize);
  });
}

describe('a recording that stands alone', () => {
  it('opens on what tells most of it, and plays from there when that is pressed', async () => {
    const { page, errors } = await pages.open(RECORDING);
    await expectShown(page, 'picture from');

    const play = await page.waitForSelector('>>> .cover button');
    await play!.click();
    await page.waitForFunction(() => document.querySelector('reprise-player')!.currentTime > 0);

    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('begins at the moment of a link, also at its start', async () => {
    const { page } = await pages.open(`${RECORDING}#t=0`);
    await page.waitForSelector('>>> reprise-terminal');
    await page.waitForSelector('>>> .cover', { hidden: true });

    expect(await page.evaluate(() => document.querySelector('reprise-player')!.currentTime)).to.equal(0);
    await page.close();
  });

  it('changes its size with two fingers', { skip: chromiumOnly }, async () => {
    const { page } = await pages.open(RECORDING, { width: 390, height: 780 });
    await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);
    await page.evaluate(async () => document.querySelector('reprise-player')!.seek(5));
    const before = await fontSize(page);
    const session = await page.createCDPSession();
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number): Promise<unknown> =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          type === 'touchEnd' ? [] : [-1, 1].map((side, id) => ({ x: 195 + (side * apart) / 2, y: 320, id })),
      });

    await touch('touchStart', 100);
    for (let apart = 110; apart <= 200; apart += 10) await touch('touchMove', apart);
    await touch('touchEnd', 0);

    await page.waitForFunction(() => document.querySelector('reprise-player')!.updateComplete);
    expect(await fontSize(page)).to.be.closeTo(2 * before, 0.2 * before);
    // The page itself was not zoomed.
    expect(await page.evaluate(() => visualViewport?.scale)).to.equal(1);
    await page.close();
  });
});
