import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { createPakoDeflater, encodeSession } from '#src/encode/index.ts';
import { BytesSink } from '#src/format/index.ts';
import { output, report, session, source, terminalTrack } from '../encode/builders.ts';
import { openBrowser } from '../helpers/browser.ts';
import { hostileFolder } from '../helpers/corpus.ts';
import { openHostilePage } from '../helpers/hostile-page.ts';
import { startSite, strictPage, type Site } from '../helpers/site.ts';

const hostile = hostileFolder();
const skip = hostile === undefined && 'no folder of hostile inputs: set REPRISE_HOSTILE to run this test';

/** One of each kind of sequence that asks, writes, loads, names or fills. */
const OWN: readonly string[] = [
  '\x1b[c\x1b[>c\x1b[6n\x1b[?6n\x1b[18t\x1b[21t\x1bP$qm\x1b\\\x05',
  '\x1b]0;owned\x07\x1b]1;owned\x07\x1b]2;owned\x1b\\\x1b[22t\x1b[23t',
  '\x1b]52;c;b3duZWQ=\x07\x1b]52;c;?\x07',
  '\x1b]8;;javascript:__pwned=1\x07click\x1b]8;;\x07\x1b]8;;data:text/html,x\x07click\x1b]8;;\x07',
  '\x1b]8;;file:///etc/passwd\x1b\\click\x1b]8;;\x1b\\\x1b]8;;https://attacker.invalid/\x1b\\link\x1b]8;;\x1b\\',
  `\x1b]1337;File=inline=1:${'A'.repeat(100)}\x07\x1bPq#0;2;0;0;0~~\x1b\\\x1b_Ga=T,f=24,s=1,v=1;AAAA\x1b\\`,
  '\x1b]9;owned\x07\x1b]777;notify;a;b\x07\x1b]99;;owned\x1b\\\x07\x07',
  '\x1b[8;9999;9999t\x1b[4;9999;9999t\x1b[?3h\x1b[?1049h\x1b[?1000h\x1b[?2004h',
  'x\x1b[2147483647b\x1b[2147483647S\x1b[2147483647L\x1b[2147483647@',
  '\x1b]never ended \x1bPnor this one \x1b_nor this',
];
/** Ends whatever stands open, and puts the terminal back into its first state. */
const ENDING = '\x1b\\\x07\x18\x1bc';

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

/** Two seconds for each: what it prints, then a line that has to be there. */
async function archiveOf(escapes: readonly string[]): Promise<Uint8Array> {
  const sink = new BytesSink();
  const events = escapes.flatMap((data, index) => [
    output(index * 2000, data),
    output(index * 2000 + 1000, `${ENDING}[${index} done]\r\n`),
  ]);
  await encodeSession([source(session({ title: 'Terminal' }), terminalTrack(), ...events, report())], {
    deflater: await createPakoDeflater(),
    sink,
    generator: { name: 'test', version: '1' },
  });
  return sink.bytes();
}

/** Goes through all of it, as far as it is printed, and a second later. */
async function sweep(escapes: readonly string[]): Promise<void> {
  writeFileSync(join(site.folder, 'hostile.reprise'), await archiveOf(escapes));
  const isOwn = (path: string): boolean => path !== '/favicon.ico' && !path.startsWith('/elsewhere');
  const { page, misdeeds } = await openHostilePage(browser, `${site.origin}/one.html`, isOwn);
  await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);
  const seen = await page.evaluate(async (count) => {
    const player = document.querySelector('reprise-player')!;
    const box = (): string => JSON.stringify(player.getBoundingClientRect());
    const first = box();
    const faults: string[] = [];
    for (let index = 0; index < count; index += 1) {
      await player.seek(index * 2 + 0.5);
      await new Promise(requestAnimationFrame);
      await player.seek(index * 2 + 1.5);
      const { lines } = player.session.terminal();
      if (!lines.some((line) => line.includes(`[${index} done]`)))
        faults.push(`${index}: ${lines.join('|').slice(0, 100)}`);
      if (box() !== first) faults.push(`${index}: another size`);
    }
    return faults;
  }, escapes.length);

  expect(seen).to.deep.equal([]);
  expect(await misdeeds()).to.deep.equal([]);
  await page.close();
}

describe('output of a terminal that means harm', () => {
  it('has no effect outside of it, and what comes after it is shown', () => sweep(OWN));

  it('has none in any of 187 cases', { skip }, async () => {
    const cases = JSON.parse(gunzipSync(readFileSync(join(hostile!, 'term/escapes.json.gz'))).toString()) as {
      readonly data?: string;
      readonly bytes_b64?: string;
    }[];
    const escapes = cases.map(
      ({ data, bytes_b64: bytes = '' }) => data ?? Buffer.from(bytes, 'base64').toString('latin1'),
    );
    // The long ones are tried in Node, one by one.
    await sweep(escapes.filter(({ length }) => length < 20_000));
  });
});
