import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { newPage, openBrowser } from '../helpers/browser.ts';
import { sampleArchive } from '../helpers/sample-archive.ts';
import { startSite, strictPage, type Site } from '../helpers/site.ts';

let browser: Browser;
let site: Site;

before(async () => {
  browser = await openBrowser();
  site = await startSite({
    '/one.html': strictPage('<reprise-player src="/files/small.reprise"></reprise-player>'),
  });
});

after(async () => {
  await browser.close();
  await site.close();
});

/** Opens a file and tells how it went: the reason of the error, what the console said, the statuses of its answers. */
async function opened(
  bytes: Uint8Array,
): Promise<{ reason: string | undefined; told: string[]; statuses: number[] }> {
  writeFileSync(join(site.folder, 'small.reprise'), bytes);
  const page = await newPage(browser);
  const told: string[] = [];
  const before = site.requests.length;
  page.on('console', (message) => {
    if (message.type() === 'error') told.push(message.text());
  });
  page.on('pageerror', (error) => told.push(String(error)));
  await page.goto(`${site.origin}/one.html`);
  await page.waitForFunction(() => {
    const { readyState = 0, error = null } = document.querySelector('reprise-player') ?? {};
    return readyState === 4 || error !== null;
  });
  const reason = await page.evaluate(() => document.querySelector('reprise-player')!.error?.reason);
  const statuses = site.requests.slice(before).filter(({ path }) => path.startsWith('/files/'));
  await page.close();
  return { reason, told, statuses: statuses.map(({ status }) => status) };
}

describe('a file of any size, from a server that is strict about ranges', () => {
  it('leaves no error in the console of the page', async () => {
    const archive = await sampleArchive(['transcript']);
    for (const size of [archive.length, 1, 21, archive.length - 1]) {
      const bytes = archive.subarray(0, size);
      const { reason, told, statuses } = await opened(bytes);
      expect(told, `${bytes.length} bytes`).to.deep.equal([]);
      expect(statuses, `${bytes.length} bytes`).to.satisfy((all: number[]) =>
        all.every((each) => each < 400),
      );
      expect(reason === undefined, `${bytes.length} bytes`).to.equal(size === archive.length);
    }
  });

  it('says what an empty file is, with no word in the console but that of the browser on the range', async () => {
    const { told, reason, statuses } = await opened(new Uint8Array());
    // No range lies in an empty file: a server that does not answer with all of it, as `reprise open` does, has to refuse.
    expect(statuses).to.deep.equal([416, 200]);
    expect(told.filter((text) => !text.includes('416'))).to.deep.equal([]);
    expect(told).to.have.length(1);
    expect(reason).to.be.a('string');
  });
});
