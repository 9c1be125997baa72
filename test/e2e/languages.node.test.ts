import type { Browser, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { openBrowser } from '../helpers/browser.ts';
import { startSite, strictPage, type Site } from '../helpers/site.ts';

const PLAYER = '<reprise-player src="/files/transcript.reprise"></reprise-player>';
const GERMAN = /\/reprise-german\.js$/;

const PAGES = {
  '/english.html': strictPage(PLAYER),
  '/german.html': strictPage(PLAYER).replace('lang="en"', 'lang="de"'),
};

/** What the player shows, through its shadow roots. */
const TEXT = `(() => {
  const textOf = (node) => node.nodeType === 3 ? node.data : node.localName === 'style' ? '' :
    [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(textOf).join('');
  return textOf(document.querySelector('reprise-player'));
})()`;

describe('the language of a page', () => {
  let browser: Browser;
  let site: Site;

  before(async () => {
    browser = await openBrowser();
    site = await startSite(PAGES);
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  /** Opens a page; requests for German wait until `release` is called. */
  async function visit(path: string): Promise<{ page: Page; asked: string[]; release: () => void }> {
    const page = await browser.newPage();
    const asked: string[] = [];
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (!GERMAN.test(request.url())) return void request.continue();
      asked.push(new URL(request.url()).pathname);
      void released.then(() => request.continue());
    });
    await page.goto(site.origin + path, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => (document.querySelector('reprise-player')?.readyState ?? 0) === 4);
    return { page, asked, release };
  }

  it('costs an English page nothing', async () => {
    const { page, asked } = await visit('/english.html');

    await page.waitForFunction(`${TEXT}.includes('Asked')`);
    await page.evaluate(() => document.querySelector('reprise-player')!.seek(40));

    expect(asked).to.deep.equal([]);
    await page.close();
  });

  it('is loaded beside the session, and nothing is shown in another one meanwhile', async () => {
    const { page, asked, release } = await visit('/german.html');
    expect([asked, await page.evaluate(TEXT)]).to.deep.equal([['/dist/bundle/reprise-german.js'], '']);

    release();
    await page.waitForFunction(`${TEXT}.includes('Aufgabe')`);

    expect(await page.evaluate(TEXT)).to.not.include('Asked');
    expect(asked).to.have.length(1);
    await page.close();
  });

  it('is that of the viewer page too, all of it', async () => {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, 'language', { get: () => 'de-DE' });
    });
    await page.goto(`${site.origin}/demo/`);
    await page.waitForSelector('#start:not([hidden])');

    expect(await page.$eval('html', ({ lang }) => lang)).to.equal('de');
    expect(await page.$eval('h1:not(#unstarted h1)', (title) => title.textContent)).to.equal(
      'Lesen, wie es gelöst wurde',
    );
    const texts = await page.$$eval('[data-text], [data-label], [data-placeholder]', (elements) =>
      elements.map((element) =>
        ['aria-label', 'placeholder']
          .map((name) => element.getAttribute(name) ?? '')
          .concat(element.textContent ?? '')
          .join('')
          .trim(),
      ),
    );
    expect(texts.filter((text) => text === '' || text.includes('undefined'))).to.deep.equal([]);
    await page.close();
  });
});
