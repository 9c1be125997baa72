import type { Browser, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { chromiumOnly, newPage, openBrowser } from '../helpers/browser.ts';
import { startSite, strictPage, type Site } from '../helpers/site.ts';

const PLAYERS = 20;
const player = (attributes = ''): string =>
  `<reprise-player ${attributes} src="/files/sample.reprise"></reprise-player>`;
/** What twenty players may hold together, bytes of JavaScript's heap: that of a page without any does not count. */
const MOST_HEAP = 30 * 2 ** 20;

let browser: Browser;
let site: Site;

before(async () => {
  browser = await openBrowser();
  site = await startSite({
    '/none.html': strictPage(''),
    '/twenty.html': strictPage(player().repeat(PLAYERS)),
    '/unloaded.html': strictPage(player('preload="none"').repeat(PLAYERS)),
    '/two.html': strictPage(player('id="first"') + player('id="second"')),
  });
});

after(async () => {
  await browser.close();
  await site.close();
});

/** What a page has asked its clock for, and not got or taken back. */
interface Pending {
  readonly pending: {
    readonly timers: Set<number>;
    readonly intervals: Set<number>;
    readonly frames: Set<number>;
  };
}

/** Counts timers, intervals and frames from the first script on. Source text, as it wraps what typed lint wants bound. */
const COUNT_TIMERS = `
  globalThis.pending = { timers: new Set(), intervals: new Set(), frames: new Set() };
  const wrap = (ask, drop, kept, isOnce) => {
    const [asked, dropped] = [globalThis[ask], globalThis[drop]];
    globalThis[ask] = (callback, ...rest) => {
      const id = asked((...args) => { if (isOnce) kept.delete(id); callback(...args); }, ...rest);
      kept.add(id);
      return id;
    };
    globalThis[drop] = (id) => { kept.delete(id); dropped(id); };
  };
  wrap('setTimeout', 'clearTimeout', pending.timers, true);
  wrap('setInterval', 'clearInterval', pending.intervals, false);
  wrap('requestAnimationFrame', 'cancelAnimationFrame', pending.frames, true);
`;

async function visit(path: string): Promise<Page> {
  const page = await newPage(browser);
  await page.evaluateOnNewDocument(COUNT_TIMERS);
  await page.goto(site.origin + path, { waitUntil: 'load' });
  return page;
}

/** Waits until every player can play. */
async function allReady(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('reprise-player')].every(({ readyState }) => readyState === 4),
  );
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

describe('twenty players on a page, of which none plays', () => {
  it('leave no timer, interval or frame running', async () => {
    const page = await visit('/twenty.html');
    await allReady(page);

    // What they still had to do comes to an end; what runs on and on never does.
    await page.waitForFunction(() => {
      const { timers, intervals, frames } = (globalThis as unknown as Pending).pending;
      // The frame that this function is called in is one of them.
      return timers.size === 0 && intervals.size === 0 && frames.size <= 1;
    });
    await page.close();
  });

  it('hold less than 30 MB together', { skip: chromiumOnly }, async () => {
    const none = await visit('/none.html');
    await none.waitForFunction(() => customElements.get('reprise-player') !== undefined);
    const without = await heapOf(none);
    await none.close();
    const page = await visit('/twenty.html');
    await allReady(page);

    expect((await heapOf(page)) - without).to.be.below(MOST_HEAP);
    await page.close();
  });

  it('ask for no archive before they are played, with preload="none"', async () => {
    const before = site.requests.length;
    const page = await visit('/unloaded.html');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('reprise-player')].every(({ shadowRoot }) =>
        shadowRoot?.querySelector('*'),
      ),
    );
    await page.evaluate(async () => {
      for (const each of document.querySelectorAll('reprise-player')) {
        each.scrollIntoView();
        await new Promise(requestAnimationFrame);
      }
    });
    const archives = (): number =>
      site.requests.slice(before).filter(({ path }) => path.endsWith('.reprise')).length;
    expect(archives()).to.equal(0);

    await page.evaluate(() => document.querySelector('reprise-player')!.play());
    expect(archives()).to.be.above(0);
    const ready = await page.evaluate(
      () =>
        [...document.querySelectorAll('reprise-player')].filter(({ readyState }) => readyState > 0).length,
    );
    expect(ready).to.equal(1);
    await page.close();
  });
});

describe('two players on a page', () => {
  it('take the keys that are pressed in them, and not those of the other', async () => {
    const page = await visit('/two.html');
    await allReady(page);
    const times = (): Promise<number[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll('reprise-player')].map(({ currentTime }) => currentTime),
      );

    await page.focus('#second');
    await page.keyboard.press('End');
    expect(await times()).to.deep.equal([0, 20]);
    await page.focus('#first');
    await page.keyboard.press('5');
    expect(await times()).to.deep.equal([10, 20]);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('Home');
    expect(await times()).to.deep.equal([10, 20]);
    await page.close();
  });
});
