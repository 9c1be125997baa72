import { after, before, describe, expect, it } from '#test';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { logText, startCli, TempFolder, type CliRun } from '../cli/cli.ts';

/** The title of the session that a page of `reprise open` plays. */
const title = (page: Page): Promise<string> =>
  page
    .waitForFunction(() => document.title.includes('·') && document.title)
    .then((handle) => handle.jsonValue() as Promise<string>);

describe('a page of reprise open', () => {
  const folder = new TempFolder();
  const runs: CliRun[] = [];
  let browser: Browser;
  let addresses: readonly string[];
  before(async () => {
    folder.file('fix.jsonl', logText());
    browser = await openBrowser();
    addresses = await Promise.all([0, 1].map(serve));
  });
  after(async () => {
    await browser.close();
    for (const run of runs) run.kill('SIGINT');
    await Promise.all(runs.map(({ result }) => result));
    folder.remove();
  });

  async function serve(): Promise<string> {
    const run = startCli(['open', 'fix.jsonl', '--no-browser'], { cwd: folder.path });
    runs.push(run);
    return (await run.said(/http:\/\/\S+/))[0];
  }

  it('plays, takes the token out of its address, and plays again when it is loaded anew', async () => {
    const { page, complaints } = await openPage(browser, addresses[0]!);

    expect(await title(page)).to.include('Why does the token refresh fail');
    expect(page.url()).to.include('src=').and.not.include('token=');
    await page.reload();
    expect(await title(page)).to.include('Why does the token refresh fail');
    expect(complaints.errors).to.deep.equal([]);
    await page.close();
  });

  it('plays beside one of another server in the same browser, each as often as it is opened', async () => {
    const pages = [];
    for (const address of [...addresses, ...addresses]) pages.push((await openPage(browser, address)).page);

    for (const page of pages) {
      // A page behind another has no animation frames, in which waiting looks.
      await page.bringToFront();
      await page.reload();
      expect(await title(page)).to.include('Why does the token refresh fail');
      await page.close();
    }
  });

  it('says of a pasted address of another site that it is not read', async () => {
    const { page } = await openPage(browser, addresses[0]!);
    await title(page);
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'https://example.invalid/x.reprise');
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    });

    await page.waitForSelector('#failure:not([hidden])');
    expect(await page.$eval('#failure', (failure) => failure.textContent)).to.include('reprise open FILE');
    await page.close();
  });

  it('tells a browser without the token what to do', async () => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const url = new URL(addresses[0]!);
    url.searchParams.delete('token');
    const response = await page.goto(url.href);

    expect(response?.status()).to.equal(401);
    expect(await response?.text()).to.include('open the address that reprise has printed');
    await context.close();
  });
});
