import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { hostileArchive } from '../helpers/hostile-session.ts';
import { startSite, strictPage, type Site } from '../helpers/site.ts';
import { defineSessionTools, type SessionTools } from './session-tools.ts';

/** In the page. */
declare const tools: SessionTools;

/** One of each class: bidirectional, invisible, tag, control. */
const PAYLOADS = ['safe\u202etxt.exe', 'pay\u200bpal\u2066', 'tag\u{e0041}s', 'c0\u0007 c1\u0085'];

let browser: Browser;
let site: Site;

before(async () => {
  browser = await openBrowser();
  site = await startSite({
    '/one.html': strictPage('<reprise-player clock="wall" src="/files/spoofing.reprise"></reprise-player>'),
  });
  writeFileSync(join(site.folder, 'spoofing.reprise'), await hostileArchive(PAYLOADS));
});

after(async () => {
  await browser.close();
  await site.close();
});

/** Places whose text has deceptive characters that nothing marks: `element part: text`. Runs in the page. */
function unmarked(): string[] {
  const deceptive = /[\u202a-\u202e\u2066-\u2069\u200b\u{e0041}\u0007\u0085]/u;
  const found = new Set<string>();
  const nameOf = (element: Element): string => {
    const root = element.getRootNode();
    const host = root instanceof ShadowRoot ? root.host.localName : '';
    return `${host} ${element.localName}.${element.getAttribute('class') ?? ''}`;
  };
  const isDrawn = (mark: Element): boolean =>
    ['::before', '::after'].some((name) => /[0-9A-F]{4}/u.test(getComputedStyle(mark, name).content));
  const visit = (node: Node): void => {
    const isMarked = node.parentElement?.closest('.code-point, .deceptive') !== null;
    if (node instanceof Text && deceptive.test(node.data) && !isMarked)
      found.add(`${node.parentElement ? nameOf(node.parentElement) : ''}: text`);
    if (node instanceof Element) {
      // What is scrolled away has no look yet.
      const isSeen = node.checkVisibility({ contentVisibilityAuto: true });
      if (node.matches('.code-point') && isSeen && !isDrawn(node))
        found.add(`${nameOf(node)}: a mark without its look`);
      for (const { name, value } of node.attributes)
        if (!/^(?:href|data-.*)$/u.test(name) && deceptive.test(value)) found.add(`${nameOf(node)}: ${name}`);
      if (node.shadowRoot) node.shadowRoot.childNodes.forEach(visit);
    }
    node.childNodes.forEach(visit);
  };
  visit(document.querySelector('reprise-player')!);
  return [...found];
}

describe('characters that change how a text is read', () => {
  it('are marked in every place of a session', async () => {
    const { page, complaints } = await openPage(browser, `${site.origin}/one.html`);
    await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);
    await page.evaluate(defineSessionTools);
    const found = new Set<string>();
    const look = async (): Promise<void> =>
      (await page.evaluate(unmarked)).forEach((what) => found.add(what));
    await look();
    for (const view of ['story', 'everything']) {
      await page.evaluate((name) => tools.drawAll(name), view);
      await look();
    }
    await page.evaluate(() => {
      tools.leavePaper();
      tools.request({ column: 'outline', usage: true, about: true });
    });
    await page.evaluate(() => tools.shown('reprise-outline'));
    await page.evaluate(() => tools.shown('reprise-about'));
    await look();
    await page.evaluate(() => {
      tools.request({ column: 'find', about: false });
    });
    await page.evaluate(() => tools.shown('reprise-find'));
    await page.evaluate(() => tools.find('s'));
    await look();
    for (const large of ['terminal', 'changes'] as const) {
      await page.evaluate(() => document.querySelector('reprise-player')!.seek(25));
      await page.evaluate((pane) => {
        tools.request({ large: pane });
      }, large);
      await page.evaluate(() => tools.pressAll());
      await look();
    }

    expect([...found]).to.deep.equal([]);
    expect(complaints.errors).to.deep.equal([]);
    await page.close();
  });
});
