import type { Browser, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { openBrowser, openPage, type PageComplaints } from '../helpers/browser.ts';
import { startSite, strictPage, type Site } from '../helpers/site.ts';

let browser: Browser;
let site: Site;

before(async () => {
  browser = await openBrowser();
  site = await startSite({
    '/one.html': strictPage('<reprise-player src="/files/sample.reprise"></reprise-player>'),
  });
});

after(async () => {
  await browser.close();
  await site.close();
});

interface Timeline {
  readonly page: Page;
  readonly complaints: PageComplaints;
  /** A place on the timeline, by its share of the length: where that is on the page, px. */
  readonly at: (share: number) => readonly [x: number, y: number];
}

async function openTimeline(): Promise<Timeline> {
  const { page, complaints } = await openPage(browser, `${site.origin}/one.html`);
  await page.waitForFunction(() => document.querySelector('reprise-player')!.readyState === 4);
  const range = await page.waitForSelector('reprise-player >>> reprise-time-range');
  const { x, y, width, height } = (await range!.boundingBox())!;
  return { page, complaints, at: (share) => [x + share * width, y + height - 9] };
}

const currentTime = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector<ReprisePlayer>('reprise-player')!.currentTime);

describe('the timeline under a real pointer', () => {
  it('has one seek under way while it is dragged, and ends where it is let go', async () => {
    const { page, complaints, at } = await openTimeline();
    await page.evaluate(() => {
      const player = document.querySelector('reprise-player')!;
      const found: boolean[] = [];
      Object.assign(window, { found });
      // Before the player does what it is asked for.
      player.addEventListener('reprise-seek-request', () => found.push(player.seeking), { capture: true });
    });

    await page.mouse.move(...at(0.1));
    await page.mouse.down();
    for (let share = 0.1; share < 0.75; share += 0.01) await page.mouse.move(...at(share));
    await page.mouse.move(...at(0.75));
    await page.mouse.up();
    await page.waitForFunction(() => !document.querySelector('reprise-player')!.seeking);
    const found = await page.evaluate(() => (window as unknown as { found: boolean[] }).found);

    expect(found.length).to.be.within(2, 67);
    // The last one, at the release, may take the place of one that is under way.
    expect(found.slice(0, -1)).to.not.include(true);
    expect(await currentTime(page)).to.be.closeTo(15, 0.1);
    expect(complaints.errors).to.deep.equal([]);
    await page.close();
  });

  it('names what the pointer is at, and goes on by key from where it was pressed', async () => {
    const { page, at } = await openTimeline();
    const words = (): Promise<string | undefined> =>
      page.evaluate(() => {
        const layout = document.querySelector('reprise-player')!.shadowRoot!.querySelector('reprise-layout')!;
        const transport = layout.shadowRoot!.querySelector('reprise-transport')!;
        const range = transport.shadowRoot!.querySelector('reprise-time-range')!;
        return range.shadowRoot!.querySelector<HTMLElement>('.words')?.innerText;
      });

    await page.mouse.move(...at(0.25));
    await page.waitForSelector('reprise-player >>> reprise-time-range >>> .preview');
    expect(await words()).to.match(/^0:0[45]/);
    await page.mouse.click(...at(0.5));
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.currentTime > 14);

    expect(await currentTime(page)).to.be.closeTo(15, 0.1);
    await page.close();
  });
});
