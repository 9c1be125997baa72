/**
 * Opening and seeking in terminal recordings of 10 and 100 MB (or of the sizes in MB that `REPRISE_BENCH_MB` lists) in
 * a page: the built bundle in headless Chromium, archives over HTTP Range from loopback. A seek is timed from the call
 * until the frame after it has drawn the moment, and counts only if the drawn text is what replay from zero shows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type {} from '#src/elements/player/player.define.ts';
import type {} from '#src/elements/terminal/terminal.define.ts';
import { openBrowser, openPage } from '../test/helpers/browser.ts';
import { projectPath } from '../test/helpers/project-path.ts';
import { startStaticServer } from '../test/helpers/static-server.ts';
import { MB, momentsOf, pack, screensAt, SEEKS, spread, sum } from './seek-fixture.ts';

const LOADS = 5;
const sizes = (process.env['REPRISE_BENCH_MB'] ?? '10,100').split(',').map(Number);
const folder = await mkdtemp(join(tmpdir(), 'reprise-bench-'));
const root = projectPath('');
const pages = Object.fromEntries(
  sizes.map((size) => [
    `/${size}.html`,
    {
      text: `<!doctype html><script type="module" src="/dist/bundle/reprise.js"></script>
        <reprise-player src="/archives/${size}.reprise" clock="wall"></reprise-player>`,
    },
  ]),
);
const server = await startStaticServer({
  '/archives/': folder,
  '/dist/bundle/': join(root, 'dist/bundle'),
  ...pages,
});
const browser = await openBrowser();
try {
  for (const size of sizes) await measure(size);
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
}

async function measure(megabytes: number): Promise<void> {
  const { size, duration } = await pack(join(folder, `${megabytes}.reprise`), megabytes * MB);
  const moments = momentsOf(duration);
  const expected = screensAt(moments, megabytes * MB);
  const firstFrames: number[] = [];
  let page: Page | undefined;
  for (let load = 0; load < LOADS; load += 1) {
    await page?.close();
    server.requests.length = 0;
    ({ page } = await openPage(browser, `${server.origin}/${megabytes}.html`));
    firstFrames.push(await firstFrame(page));
  }
  const opened = server.requests.filter(({ path }) => path.endsWith('.reprise'));
  const openedBytes = sum(opened.map(({ bytes }) => bytes));
  const heap = await heapOf(page!);
  server.requests.length = 0;
  const fresh = await seekAll(page!, moments, expected);
  const requests = server.requests.length;
  const again = await seekAll(page!, moments, expected);

  console.log(`${megabytes} MB of output, archive ${size} bytes`);
  console.log(`  first frame: ${opened.length} requests, ${openedBytes} bytes; ${spread(firstFrames)}`);
  console.log(`  ${SEEKS} seeks: ${spread(fresh.times)}, ${fresh.wrong} wrong, ${requests} requests`);
  console.log(`  the same again: ${spread(again.times)}, ${again.wrong} wrong`);
  console.log(`  JS heap of the page after the first frame: ${heap} MB`);
}

/** From the element's creation to the first frame that shows the terminal, ms. */
function firstFrame(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const player = document.querySelector('reprise-player')!;
    await customElements.whenDefined('reprise-player');
    await player.seek(0);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now();
  });
}

async function heapOf(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return (usedSize / MB).toFixed(1);
}

async function seekAll(page: Page, moments: readonly number[], expected: ReadonlyMap<number, string>) {
  const times: number[] = [];
  let wrong = 0;
  for (const moment of moments) {
    const { elapsed, lines } = await page.evaluate(async (seconds) => {
      const player = document.querySelector('reprise-player')!;
      const start = performance.now();
      await player.seek(seconds);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return {
        elapsed: performance.now() - start,
        lines: player.session.terminal('main').lines.join('\n'),
      };
    }, moment / 1000);
    times.push(elapsed);
    if (lines !== expected.get(moment)) wrong += 1;
  }
  return { times, wrong };
}
