/**
 * Opening and seeking in terminal recordings of 10 and 100 MB (or of the sizes in MB that `REPRISE_BENCH_MB` lists),
 * over HTTP Range from a server on loopback, in the state layer: no pixels. Requests and bytes are counted at the
 * server; each seek counts only if the screen shows what replay from zero shows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { CachedSource, HttpSource } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import { startStaticServer } from '../test/helpers/static-server.ts';
import type { StaticServer } from '../test/helpers/static-server.ts';
import { MB, momentsOf, pack, screensAt, SEEKS, spread, sum } from './seek-fixture.ts';

const LOADS = 5;
const ENTRY = 'terminal/main.cast';

const sizes = (process.env['REPRISE_BENCH_MB'] ?? '10,100').split(',').map(Number);
const folder = await mkdtemp(join(tmpdir(), 'reprise-bench-'));
const server = await startStaticServer({ '/': folder });
try {
  for (const size of sizes) await measure(size);
} finally {
  await server.close();
  await rm(folder, { recursive: true });
}

async function measure(megabytes: number): Promise<void> {
  const name = `${megabytes}.reprise`;
  const { size, duration } = await pack(join(folder, name), megabytes * MB);
  const expected = screensAt(momentsOf(duration), megabytes * MB);
  const url = `${server.origin}/${name}`;
  const heap = await heapOf(url);
  const openings: Opening[] = [];
  for (let i = 0; i < LOADS; i += 1) openings.push(await open(url));
  const [first] = openings;
  const { player } = openings.pop()!;
  for (const opening of openings) opening.player.close();
  server.requests.length = 0;
  const fresh = await seekAll(player, duration, expected);
  const bytes = sum(server.requests.map((request) => request.bytes));
  const requests = server.requests.length;
  const again = await seekAll(player, duration, expected);
  player.close();

  console.log(`${megabytes} MB of output, archive ${size} bytes, ${duration} ms`);
  console.log(`  first frame: ${first!.requests} requests, ${first!.bytes} bytes`);
  console.log(`  first frame: ${spread(openings.map((opening) => opening.elapsed))}`);
  console.log(`  ${SEEKS} seeks: ${requests} requests, ${Math.round(bytes / requests)} bytes each`);
  console.log(`  ${SEEKS} seeks: ${spread(fresh.times)}, ${fresh.wrong} wrong`);
  console.log(`  the same again: ${spread(again.times)}, ${again.wrong} wrong`);
  console.log(`  heap of an open player: ${heap} MB`);
}

interface Opening {
  readonly player: Player;
  readonly elapsed: number;
  readonly requests: number;
  readonly bytes: number;
}

async function open(url: string, log: StaticServer['requests'] = server.requests): Promise<Opening> {
  log.length = 0;
  const start = performance.now();
  const player = new Player();
  player.setClock('wall');
  player.show(ENTRY);
  await player.load(new CachedSource(new HttpSource(url)));
  if (!player.terminalLines('main')) throw new Error('no terminal is shown');
  const elapsed = performance.now() - start;
  return { player, elapsed, requests: log.length, bytes: sum(log.map((request) => request.bytes)) };
}

async function seekAll(
  player: Player,
  duration: number,
  expected: ReadonlyMap<number, string>,
): Promise<{ times: readonly number[]; wrong: number }> {
  const times: number[] = [];
  let wrong = 0;
  for (const time of momentsOf(duration)) {
    const start = performance.now();
    await player.seek(time);
    const lines = player.terminalLines('main')?.join('\n');
    times.push(performance.now() - start);
    if (lines !== expected.get(time)) wrong += 1;
  }
  return { times, wrong };
}

/** Growth of the heap by one open player, MB. */
async function heapOf(url: string): Promise<string> {
  const { gc } = globalThis;
  if (!gc) return 'unknown (run with --expose-gc)';
  // Once for the code, which stays, then once to be measured.
  (await open(url)).player.close();
  await collect(gc);
  const before = process.memoryUsage().heapUsed;
  const { player } = await open(url);
  await collect(gc);
  const growth = process.memoryUsage().heapUsed - before;
  player.close();
  return (growth / MB).toFixed(1);
}

async function collect(gc: () => unknown): Promise<void> {
  for (let i = 0; i < 3; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    gc();
  }
}
