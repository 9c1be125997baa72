/**
 * A session of 50 MB (or of the size in MB that `REPRISE_BENCH_MB` says), real logs one after another, in a page beside
 * claude-replay: the first turn, the longest tasks, seeks to turns, what is in the page, scrolling and finding. Both take
 * turns in the same minutes, each load in a browser of its own; tasks are told in time of the processor, the rest by the
 * clock, where only the ratios mean something. Needs `npm run build`.
 *
 * The logs are those of the corpus. claude-replay is no dependency: `REPRISE_BENCH_CLAUDE_REPLAY` names the folder of its
 * package, as `npm pack claude-replay@0.9.0` and `tar xzf` leave it. Without it our player is measured alone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { openBrowser, newPage } from '../test/helpers/browser.ts';
import { corpusFolder, NO_CORPUS } from '../test/helpers/corpus.ts';
import { projectPath } from '../test/helpers/project-path.ts';
import { startStaticServer } from '../test/helpers/static-server.ts';
import { writeLog } from './generate-log.ts';
import { tasksOf, type PageTasks } from './page-tasks.ts';
import { printFindings, quantile, timesOf, type Finding, type InTurns } from './peers.ts';
import { MB } from './seek-fixture.ts';
import { ourSession, THEIR_FUNCTIONS } from './session-pages.ts';

const LOADS = Number(process.env['REPRISE_BENCH_LOADS'] ?? 5);
const SEEKS = 25;
const SCROLLS = 60;
const WIDTH = 1360;
const HEIGHT = 820;
/** What is looked for: a word that stands in many places, and one that stands in none. */
const QUERIES = ['function', 'no such word anywhere'];

const megabytes = Number(process.env['REPRISE_BENCH_MB'] ?? 50);
const peer = process.env['REPRISE_BENCH_CLAUDE_REPLAY'];
const kept = process.env['REPRISE_BENCH_FILES'];
const corpus = corpusFolder();

/** What a load of a player took; times in ms. */
interface Load {
  readonly words: number;
  readonly turn: number;
  readonly opening: PageTasks;
  readonly nodes: number;
  readonly seeks: readonly number[];
  readonly seeking: PageTasks;
  readonly scrolling: PageTasks;
  readonly nodesInUse: number;
  readonly found: readonly Found[];
}

/** What finding took, with everything to be found loaded. */
interface Found {
  readonly first: number;
  readonly tasks: PageTasks;
}

if (corpus === undefined) console.log(NO_CORPUS);
else await measure(corpus);

async function measure(logs: string): Promise<void> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'reprise-bench-')));
  await mkdir(folder, { recursive: true });
  try {
    await makeFiles(folder, logs);
    const server = await startStaticServer({
      '/files/': folder,
      '/dist/bundle/': projectPath('dist/bundle'),
      '/ours.html': { text: ourSession('/files/session.reprise') },
    });
    const ours: Load[] = [];
    const theirs: Load[] = [];
    for (let load = 0; load < LOADS; load += 1) {
      ours.push(await visit(`${server.origin}/ours.html`, { canFind: true }));
      if (peer !== undefined)
        theirs.push(await visit(`${server.origin}/files/session.html`, { functions: THEIR_FUNCTIONS }));
    }
    await server.close();
    const title = `${megabytes} MB of session beside ${peer === undefined ? 'nobody' : 'claude-replay'}`;
    printFindings(title, findingsOf({ ours, theirs }));
  } finally {
    if (kept === undefined) await rm(folder, { recursive: true });
  }
}

async function makeFiles(folder: string, logs: string): Promise<void> {
  const log = join(folder, 'session.jsonl');
  const archive = join(folder, 'session.reprise');
  const theirs = join(folder, 'session.html');
  if (!existsSync(log)) await writeLog(log, join(logs, 'claude-code'), megabytes * MB);
  if (!existsSync(archive)) run(projectPath('dist/cli/main.js'), 'pack', log, '-o', archive);
  if (peer === undefined) console.log('REPRISE_BENCH_CLAUDE_REPLAY is not set: nothing to compare with');
  else if (!existsSync(theirs))
    run(join(peer, 'bin/claude-replay.mjs'), log, '--no-auto-redact', '-o', theirs);
}

function run(...command: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [...command], { maxBuffer: 1e9 });
  if (status !== 0) throw new Error(stderr.toString());
}

async function visit(
  url: string,
  { functions, canFind = false }: { readonly functions?: string; readonly canFind?: boolean },
): Promise<Load> {
  const browser = await openBrowser();
  try {
    const page = await newPage(browser);
    await page.setViewport({ width: WIDTH, height: HEIGHT });
    if (functions !== undefined) await page.evaluateOnNewDocument(`{${functions}}`);
    const { result: opened, tasks: opening } = await tasksOf(page, async () => {
      await page.goto(url);
      await page.waitForFunction('window.opened');
      const times = (await page.evaluate('opened')) as { words: number; turn: number };
      await rest(page);
      return times;
    });
    const nodes = await nodesOf(page);
    const { result: seeks, tasks: seeking } = await tasksOf(page, () => seekAll(page));
    const { tasks: scrolling } = await tasksOf(page, () => scroll(page));
    const nodesInUse = await nodesOf(page);
    const found: Found[] = [];
    if (canFind) for (const query of QUERIES) found.push(await find(page, query));
    return { ...opened, opening, nodes, seeks, seeking, scrolling, nodesInUse, found };
  } finally {
    await browser.close();
  }
}

/** Until nothing has changed for a while: what is loaded after the first turn belongs to opening. */
async function rest(page: Page): Promise<void> {
  await page.waitForNetworkIdle({ idleTime: 500 });
}

async function nodesOf(page: Page): Promise<number> {
  return (await page.evaluate('nodes()')) as number;
}

async function seekAll(page: Page): Promise<number[]> {
  const turns = (await page.evaluate('turns()')) as number;
  let seed = 7;
  const times: number[] = [];
  for (let at = 0; at < SEEKS; at += 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    times.push((await page.evaluate(`seek(${1 + Math.floor((seed / 2 ** 32) * (turns - 1))})`)) as number);
  }
  return times;
}

/** Turns the wheel over the conversation, a view at a time, from where the last seek led. */
async function scroll(page: Page): Promise<void> {
  await page.mouse.move(WIDTH / 4, HEIGHT / 2);
  for (let turn = 0; turn < SCROLLS; turn += 1) {
    await page.mouse.wheel({ deltaY: turn % 3 === 0 ? 3 * HEIGHT : 300 });
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
  }
  await rest(page);
}

/** Looks for something twice: the first time everything is loaded. */
async function find(page: Page, query: string): Promise<Found> {
  await page.focus('reprise-player');
  await page.keyboard.press('/');
  await page.waitForFunction('findField()');
  await page.evaluate(`search(${JSON.stringify(query)})`);
  const { result: first, tasks } = await tasksOf(
    page,
    () => page.evaluate(`search(${JSON.stringify(query)})`) as Promise<number>,
  );
  return { first, tasks };
}

function findingsOf({ ours, theirs }: InTurns<Load>): Finding[] {
  const both = (pick: (load: Load) => readonly number[]): InTurns<number> => ({
    ours: ours.flatMap(pick),
    theirs: theirs.flatMap(pick),
  });
  const medians = (pick: (load: Load) => number): { ours: number; theirs: number | undefined } => ({
    ours: quantile(ours.map(pick), 0.5),
    theirs: theirs.length === 0 ? undefined : quantile(theirs.map(pick), 0.5),
  });
  const tasks = (name: string, pick: (load: Load) => PageTasks): Finding[] => [
    {
      name: `${name}, longest task`,
      ...medians((load) => pick(load).longest),
      unit: 'ms',
      goal: { most: 50 },
    },
    { name: `${name}, tasks over 50 ms`, ...medians((load) => pick(load).long), unit: '' },
  ];
  return [
    { name: 'page to first words', ...medians((load) => load.words), unit: 'ms' },
    { name: 'page to first turn', ...medians((load) => load.turn), unit: 'ms', goal: { ratio: 0.5 } },
    ...tasks('opening', (load) => load.opening),
    { name: 'nodes then', ...medians((load) => load.nodes), unit: '', goal: { most: 5000 } },
    ...timesOf(
      'seek',
      both((load) => load.seeks),
      { most: 60 },
    ),
    ...tasks('seeking', (load) => load.seeking),
    ...tasks('scrolling', (load) => load.scrolling),
    { name: 'nodes then', ...medians((load) => load.nodesInUse), unit: '', goal: { most: 5000 } },
    ...QUERIES.flatMap((query, at) => [
      {
        name: `find "${query}", first hit`,
        ours: quantile(
          ours.map(({ found }) => found[at]!.first),
          0.5,
        ),
        theirs: undefined,
        unit: 'ms',
        goal: { most: 300 },
      },
      {
        name: '  its longest task',
        ours: quantile(
          ours.map(({ found }) => found[at]!.tasks.longest),
          0.5,
        ),
        theirs: undefined,
        unit: 'ms',
        goal: { most: 50 },
      },
    ]),
  ];
}
