import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { openBrowser } from '../helpers/browser.ts';
import { hostileFolder } from '../helpers/corpus.ts';
import { openHostilePage } from '../helpers/hostile-page.ts';
import { HOSTILE_TEXTS, hostilePayloads } from '../helpers/hostile-payloads.ts';
import { hostileArchive } from '../helpers/hostile-session.ts';
import { defineSessionTools, type SessionTools } from './session-tools.ts';
import { startSite, strictPage, type Site } from '../helpers/site.ts';

const hostile = hostileFolder();
const skip = hostile === undefined && 'no folder of hostile inputs: set REPRISE_HOSTILE to run this test';

/** Payloads of one archive: each is drawn in some hundred places, and opening all of them is work for each that is there. */
const AT_ONCE = 16;
/** `npm run trust` looks at all payloads, the suite at so many. */
const isWhole = process.env['REPRISE_SWEEP'] === 'all';
const SOME = 2 * AT_ONCE;

/** In the page. */
declare const tools: SessionTools;

let browser: Browser;
let site: Site;

before(async () => {
  browser = await openBrowser();
  site = await startSite({
    '/one.html': strictPage('<reprise-player clock="wall" src="/files/hostile.reprise"></reprise-player>'),
  });
});

after(async () => {
  await browser.close();
  await site.close();
});

const isOwn = (path: string): boolean =>
  path === '/one.html' || path === '/files/hostile.reprise' || path.startsWith('/dist/bundle/');

/** Opens a session with these payloads in every place, and looks at all of it. */
async function sweep(payloads: readonly string[]): Promise<string[]> {
  writeFileSync(join(site.folder, 'hostile.reprise'), await hostileArchive(payloads));
  const { page, misdeeds } = await openHostilePage(browser, `${site.origin}/one.html`, isOwn);
  const found = new Set<string>();
  const look = async (): Promise<void> => (await misdeeds()).forEach((what) => found.add(what));
  await page.waitForFunction(() => {
    const player = document.querySelector('reprise-player');
    return player?.error !== null || player.readyState === 4;
  });
  expect(await page.evaluate(() => document.querySelector('reprise-player')!.error?.message)).to.equal(
    undefined,
  );
  await page.evaluate(defineSessionTools);
  await look();
  for (const view of ['story', 'code', 'commands', 'everything'] as const) {
    const rows = await page.evaluate((name) => tools.drawAll(name), view);
    expect(rows, view).to.be.above(payloads.length);
    await look();
  }
  await page.evaluate(() => tools.leavePaper());
  await lookAtPanels(page, look);
  await lookAtPanes(page, payloads, look);
  await page.close();
  return [...found];
}

async function lookAtPanels(page: Page, look: () => Promise<void>): Promise<void> {
  for (const column of ['outline', 'find'] as const) {
    await page.evaluate((name) => tools.request({ column: name, usage: true }), column);
    await page.evaluate((name) => tools.shown(`reprise-${name}`), column);
    await look();
  }
  for (const query of ['pwned', 'http', '<', 'e']) {
    await page.evaluate((text) => tools.find(text), query);
    await look();
  }
  await page.evaluate(() => tools.request({ about: true }));
  await page.evaluate(() => tools.shown('reprise-about'));
  await look();
  await page.evaluate(() => tools.request({ about: false, column: undefined }));
}

async function lookAtPanes(
  page: Page,
  payloads: readonly string[],
  look: () => Promise<void>,
): Promise<void> {
  for (const index of payloads.keys()) {
    await page.evaluate((seconds) => document.querySelector('reprise-player')!.seek(seconds), index * 10 + 9);
    if (index % 10 === 0) await look();
  }
  for (const large of ['terminal', 'changes'] as const) {
    await page.evaluate((pane) => tools.request({ large: pane }), large);
    await page.evaluate(() => tools.pressAll());
    await look();
  }
}

describe('a session from a stranger', () => {
  it('is watched: what a payload would do is noticed', async () => {
    writeFileSync(join(site.folder, 'hostile.reprise'), await hostileArchive(['x']));
    const { page, misdeeds } = await openHostilePage(browser, `${site.origin}/one.html`, isOwn);
    await page.evaluate(async () => {
      Object.assign(globalThis, { __pwned: 1 });
      alert('x');
      const link = document.createElement('a');
      link.setAttribute('href', 'javascript:1');
      document.querySelector('reprise-player')!.shadowRoot!.append(link);
      await fetch('/elsewhere').catch(() => undefined);
      await fetch('https://attacker.invalid/').catch(() => undefined);
    });

    const found = (await misdeeds()).join('\n');
    for (const what of [
      'ran a payload',
      'called alert',
      'a href=javascript:',
      '/elsewhere',
      'violation of connect-src',
    ])
      expect(found).to.contain(what);
    await page.close();
  });

  it('does nothing, wherever a payload of each class stands', async () => {
    for (let start = 0; start < HOSTILE_TEXTS.length; start += AT_ONCE)
      expect(await sweep(HOSTILE_TEXTS.slice(start, start + AT_ONCE))).to.deep.equal([]);
  });

  it('does nothing, whichever of many payloads it has', { skip }, async () => {
    const all = hostilePayloads(hostile!);
    const step = isWhole ? 1 : Math.ceil(all.length / SOME);
    const taken = all.filter((_, index) => index % step === 0);
    for (let start = 0; start < taken.length; start += AT_ONCE)
      expect(await sweep(taken.slice(start, start + AT_ONCE))).to.deep.equal([]);
  });
});
