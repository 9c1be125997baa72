/**
 * Terminal recordings of 100 MB (or of the sizes in MB that `REPRISE_BENCH_MB` lists) in a page, beside
 * asciinema-player's segmented mode: the first frame, seeks to new moments and back to the same ones, and playing. Both
 * take turns in the same minutes, each load in a browser of its own, and a moment counts from the first frame that shows
 * what replay from zero does. The ratios mean something, the times do not. Needs `npm run build`.
 *
 * Making a recording of 100 MB takes half a minute; `REPRISE_BENCH_FILES` names a folder that keeps what was made.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { BytesSource } from '#src/format/index.ts';
import { openBrowser, openPage } from '../test/helpers/browser.ts';
import { projectPath } from '../test/helpers/project-path.ts';
import { startStaticServer, type ServedRequest } from '../test/helpers/static-server.ts';
import { printFindings, quantile, timesOf, type Finding, type InTurns } from './peers.ts';
import { MB, momentsOf, pack, screensAt, sum } from './seek-fixture.ts';
import { writeSegments } from './segmented-recording.ts';
import { ourPage, segmentedPage } from './terminal-pages.ts';

const LOADS = Number(process.env['REPRISE_BENCH_LOADS'] ?? 6);
/** How long each plays, ms of real time. */
const PLAYED = 4000;
const RATES = [1, 16];

const sizes = (process.env['REPRISE_BENCH_MB'] ?? '100').split(',').map(Number);
const kept = process.env['REPRISE_BENCH_FILES'];
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'reprise-bench-')));

/** A recording, where to seek in it and what must be seen there: times in ms, screens as text. */
interface Fixture {
  readonly duration: number;
  readonly start: readonly [time: number, screen: string];
  readonly moments: readonly (readonly [time: number, screen: string])[];
}

/** What one load of a player showed. */
interface Load {
  readonly created: number;
  readonly loaded: number;
  readonly requests: readonly ServedRequest[];
  readonly fresh: readonly number[];
  readonly again: readonly number[];
  readonly againRequests: number;
  readonly heap: number;
}

/** What playing took: work of the page's main thread for a second of real time, and its longest task; ms. */
interface Played {
  readonly work: number;
  readonly longest: number;
  /** How far the playhead went, of how far it should have gone. */
  readonly share: number;
}

try {
  await mkdir(folder, { recursive: true });
  for (const size of sizes) await measure(size);
} finally {
  if (kept === undefined) await rm(folder, { recursive: true });
}

async function measure(megabytes: number): Promise<void> {
  const fixture = await fixtureOf(megabytes);
  const start = fixture.start[0] / 1000;
  const server = await startStaticServer({
    '/archives/': folder,
    '/dist/bundle/': projectPath('dist/bundle'),
    '/asciinema/': projectPath('node_modules/asciinema-player/dist/bundle'),
    '/ours.html': { text: ourPage(`/archives/${megabytes}.reprise`, start) },
    // Half a millisecond on: seconds are no whole numbers.
    '/theirs.html': { text: segmentedPage(`/archives/${megabytes}/index.json`, start + 0.0005) },
  });
  const visit = async <T>(name: string, action: (page: Page) => Promise<T>): Promise<T> => {
    const browser = await openBrowser();
    try {
      const { page } = await openPage(browser, `${server.origin}/${name}.html`);
      await page.waitForFunction('window.ready');
      server.requests.length = 0;
      return await action(page);
    } finally {
      await browser.close();
    }
  };
  const inTurns = async <T>(action: (page: Page) => Promise<T>): Promise<InTurns<T>> => {
    const both: { ours: T[]; theirs: T[] } = { ours: [], theirs: [] };
    for (let load = 0; load < LOADS; load += 1) {
      both.ours.push(await visit('ours', action));
      both.theirs.push(await visit('theirs', action));
    }
    return both;
  };
  const findings = findingsOf(await inTurns((page) => use(page, fixture, server.requests)));
  for (const rate of RATES)
    findings.push(...playingOf(rate, await inTurns((page) => play(page, fixture, rate))));
  await server.close();
  printFindings(`${megabytes} MB of terminal beside asciinema-player, segmented`, findings);
}

async function use(
  page: Page,
  { start, moments }: Fixture,
  requests: readonly ServedRequest[],
): Promise<Load> {
  const run = <T>(source: string): Promise<T> => page.evaluate(source) as Promise<T>;
  const first = await run<{ created: number; loaded: number }>(`firstFrame(${rowsOf(start[1])})`);
  const opened = requests.filter(({ path }) => path.startsWith('/archives/'));
  const heap = await heapOf(page);
  const seekAll = async (): Promise<number[]> => {
    const times: number[] = [];
    // Half a millisecond on: seconds are no whole numbers.
    for (const [time, screen] of moments)
      times.push(await run<number>(`timeSeek(${(time + 0.5) / 1000}, ${rowsOf(screen)})`));
    return times;
  };
  const fresh = await seekAll();
  const before = requests.length;
  const again = await seekAll();
  const againRequests = requests.length - before;
  return { ...first, requests: opened, fresh, again, againRequests, heap };
}

async function play(page: Page, { start }: Fixture, rate: number): Promise<Played> {
  const session = await page.createCDPSession();
  // Of the processor, so that other work on the computer does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
  await page.evaluate(`window.speed = ${rate}; firstFrame(${rowsOf(start[1])})`);
  await page.evaluate(`(async () => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: 'longtask' });
    await play(speed);
    window.from = [performance.now(), seconds()];
  })()`);
  const before = await worked();
  await page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${PLAYED}))`);
  const after = await worked();
  const { elapsed, went, longest } = (await page.evaluate(
    '({ elapsed: performance.now() - from[0], went: 1000 * (seconds() - from[1]), longest })',
  )) as { elapsed: number; went: number; longest: number };
  return { work: ((after - before) / PLAYED) * 1000, longest, share: went / (elapsed * rate) };
}

function playingOf(rate: number, { ours, theirs }: InTurns<Played>): Finding[] {
  const medians = (pick: (played: Played) => number): { ours: number; theirs: number } => ({
    ours: quantile(ours.map(pick), 0.5),
    theirs: quantile(theirs.map(pick), 0.5),
  });
  return [
    {
      name: `playing at ${rate}x, work a second`,
      ...medians((played) => played.work),
      unit: 'ms',
      goal: { ratio: 1 },
    },
    { name: '  its longest task', ...medians((played) => played.longest), unit: 'ms', goal: { most: 50 } },
    { name: '  share of the time it should play', ...medians((played) => 100 * played.share), unit: '%' },
  ];
}

function findingsOf({ ours, theirs }: InTurns<Load>): Finding[] {
  const both = (pick: (load: Load) => readonly number[]): InTurns<number> => ({
    ours: ours.flatMap(pick),
    theirs: theirs.flatMap(pick),
  });
  const medians = (pick: (load: Load) => number): { ours: number; theirs: number } => ({
    ours: quantile(ours.map(pick), 0.5),
    theirs: quantile(theirs.map(pick), 0.5),
  });
  const bytes = (load: Load): number => sum(load.requests.map((request) => request.bytes));
  return [
    { name: 'create to first frame', ...medians((load) => load.created), unit: 'ms', goal: { ratio: 1.2 } },
    { name: 'page to first frame', ...medians((load) => load.loaded), unit: 'ms' },
    {
      name: 'requests for it',
      ...medians((load) => load.requests.length),
      unit: '',
      goal: { most: 4 },
    },
    { name: 'bytes for it', ...medians(bytes), unit: 'B', goal: { most: 130_000 } },
    { name: 'heap then', ...medians((load) => load.heap), unit: 'MB', goal: { most: 8 } },
    ...timesOf(
      'seek',
      both((load) => load.fresh),
      { ratio: 1 },
    ),
    ...timesOf(
      'the same again',
      both((load) => load.again),
      { ratio: 0.6 },
    ),
    {
      name: 'requests for the same again',
      ...medians((load) => load.againRequests),
      unit: '',
      goal: { most: 0 },
    },
  ];
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / MB;
}

/** Source text of the rows of a screen. */
function rowsOf(screen: string): string {
  return JSON.stringify(screen.split('\n'));
}

async function fixtureOf(megabytes: number): Promise<Fixture> {
  const archive = join(folder, `${megabytes}.reprise`);
  const facts = join(folder, `${megabytes}.json`);
  if (existsSync(facts)) return JSON.parse(readFileSync(facts, 'utf8')) as Fixture;
  const { duration } = await pack(archive, megabytes * MB);
  await writeSegments(new BytesSource(await readFile(archive)), join(folder, String(megabytes)));
  const start = Math.floor(duration / 3);
  const moments = momentsOf(duration);
  const screens = screensAt([start, ...moments], megabytes * MB);
  const at = (time: number): readonly [number, string] => [time, screens.get(time)!];
  const fixture: Fixture = { duration, start: at(start), moments: moments.map(at) };
  writeFileSync(facts, JSON.stringify(fixture));
  return fixture;
}
