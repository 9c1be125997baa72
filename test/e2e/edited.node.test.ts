import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { createPakoDeflater, editArchive, encodeSession } from '#src/encode/index.ts';
import { BytesSink, BytesSource } from '#src/format/index.ts';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { startSite, strictPage, type Site } from '../helpers/site.ts';
import {
  change,
  message,
  output,
  prompt,
  report,
  session,
  source,
  terminalTrack,
  toolCall,
  toolResult,
  turn,
} from '../encode/builders.ts';

let browser: Browser;
let site: Site;

before(async () => {
  browser = await openBrowser();
  site = await startSite({
    '/one.html': strictPage('<reprise-player clock="wall" src="/files/edited.reprise"></reprise-player>'),
  });
  writeFileSync(join(site.folder, 'edited.reprise'), await editedArchive());
});

after(async () => {
  await browser.close();
  await site.close();
});

/** Three turns of which the second is cut. */
async function editedArchive(): Promise<Uint8Array> {
  const options = { deflater: await createPakoDeflater(), generator: { name: 'test', version: '1' } };
  const packed = new BytesSink();
  const turnAt = (time: number, words: string) => [
    turn(time, words),
    prompt(time, `Please do ${words}`, `p${time}`),
    message(time + 1000, `I did ${words}.`, `m${time}`),
    change(time + 2000, `${words}.txt`, { op: 'create' as const, after: `${words}\n` }),
    output(time + 3000, `${words}\r\n`),
  ];
  // Begins in what stays, and ends in what is cut.
  const begun = toolCall(4000, 'c1', 'wait for it');
  const result = toolResult(46_500, 'c1', [{ type: 'content', content: { type: 'text', text: 'secret' } }]);
  // A failure is a card of its own, not one of a run of steps.
  const ended = { ...result, update: { ...result.update, status: 'failed' } } as typeof result;
  const events = [
    ...turnAt(0, 'first'),
    begun,
    ...turnAt(45_000, 'secret').toSpliced(3, 0, ended),
    ...turnAt(90_000, 'third'),
  ];
  await encodeSession([source(session({ title: 'Three turns' }), terminalTrack(), ...events, report())], {
    ...options,
    sink: packed,
  });
  const edited = new BytesSink();
  await editArchive(new BytesSource(packed.bytes()), { turns: [2] }, { ...options, sink: edited });
  return edited.bytes();
}

const SENTENCE = 'Cut by the author: 45 s, 1 turn, 1 change';

/** Waits until some element with a shadow root of its own, by its tag, says something. */
const says = (page: Page, tag: string, words: string) =>
  page.waitForFunction(
    (name, text) => {
      const find = (root: Document | ShadowRoot): boolean =>
        [...root.querySelectorAll('*')].some(
          (element) =>
            (element.localName === name &&
              (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').includes(text)) ||
            (element.shadowRoot !== null && find(element.shadowRoot)),
        );
      return find(document);
    },
    { timeout: 20_000 },
    tag,
    words,
  );

describe('a session that its author has cut', () => {
  it('says so where it is: in the conversation, beside changes and terminal, on the timeline [RWR-14]', async () => {
    const { page, complaints } = await openPage(browser, `${site.origin}/one.html`);
    await page.waitForFunction(() => document.querySelector('reprise-player')!.readyState === 4);

    await says(page, 'reprise-transcript', SENTENCE);
    await says(page, 'reprise-transcript', 'Part of this was cut by the author');
    await page.evaluate(() => document.querySelector('reprise-player')!.seek(50));
    await says(page, 'reprise-changes', SENTENCE);
    await says(page, 'reprise-terminals', SENTENCE);
    const drawn = await page.waitForSelector('reprise-player >>> reprise-time-range >>> path.cut');
    expect(drawn).to.not.equal(null);
    expect(await page.content()).to.not.include('secret');
    expect(complaints.errors).to.deep.equal([]);
    await page.close();
  });
});
