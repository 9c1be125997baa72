import { after, before, describe, expect, it } from '#test';
import type {} from '../../src/elements/player/player.define.ts';
import { seek, shownText, startPages, type Pages } from './pages.ts';

/** A page that has media-chrome's controls in place of ours. */
const MEDIA_CHROME = `<!doctype html>
  <script type="module" src="/dist/bundle/reprise.js"></script>
  <script type="module" src="/node_modules/media-chrome/dist/index.js"></script>
  <media-controller>
    <reprise-player slot="media" controls="none" src="/demo/sessions/refresh-once.reprise"></reprise-player>
    <media-control-bar>
      <media-play-button></media-play-button><media-time-range></media-time-range>
    </media-control-bar>
  </media-controller>`;

describe('pages that embed the player', () => {
  let pages: Pages;
  before(async () => void (pages = await startPages({ '/media-chrome.html': { text: MEDIA_CHROME } })));
  after(() => pages.close());

  it('need one line', async () => {
    const { page, errors } = await pages.open('/demo/basic.html', { width: 720 });

    await seek(page, 60);

    expect(await shownText(page)).to.include('what if the refresh itself fails');
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('may lay out the parts themselves', async () => {
    const { page, errors } = await pages.open('/demo/composed.html');

    await seek(page, 60);

    const text = await page.evaluate(() => ({
      terminal: document.querySelector('reprise-player')!.session.terminal('main')!.lines.join('\n'),
      drawn: document.querySelector('reprise-terminal')!.shadowRoot!.textContent,
      changes: document.querySelector('reprise-changes')!.getBoundingClientRect().height,
    }));
    expect(text.terminal).to.include('fix/refresh');
    expect(text.drawn).to.include('fix/refresh');
    expect(text.changes).to.be.greaterThan(100);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('load no terminal for a session without one', async () => {
    pages.server.requests.length = 0;
    const { page } = await pages.open('/demo/?src=/spec/conformance/valid/transcript-only.reprise');

    await seek(page, 0);

    const parts = pages.server.requests.map(({ path }) => path).filter((path) => path.includes('/bundle/'));
    expect(parts.some((path) => path.includes('terminal'))).to.equal(false);
    expect(await shownText(page)).to.include('Hello.');
    await page.close();
  });

  it('may bring controls of their own: media-chrome drives it', async () => {
    const { page } = await pages.open('/media-chrome.html');
    await page.waitForFunction(() => (document.querySelector('reprise-player')?.readyState ?? 0) >= 2);
    const paused = (): Promise<boolean> =>
      page.evaluate(() => document.querySelector('reprise-player')!.paused);

    await page.click('media-play-button');
    await page.waitForFunction(() => !document.querySelector('reprise-player')!.paused);
    await page.waitForSelector('media-play-button:not([mediapaused])');
    await page.click('media-play-button');
    await page.waitForSelector('media-play-button[mediapaused]');
    await page.evaluate(() => {
      const detail = 60;
      document
        .querySelector('media-time-range')!
        .dispatchEvent(new CustomEvent('mediaseekrequest', { detail, bubbles: true, composed: true }));
    });
    await page.waitForFunction(
      () => Math.abs(document.querySelector('reprise-player')!.currentTime - 60) < 1,
    );

    expect(await paused()).to.equal(true);
    await page.close();
  });
});
