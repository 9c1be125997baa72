import { describe, expect, it } from '#test';
import { generateSession } from '../../bench/generate-recording.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { encodeSession } from '#src/encode/index.ts';
import { BytesSink, HttpSource } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import { RangeServer } from '../helpers/range-server.ts';
import { settle } from '../reading/fake-archive.ts';
import { FakeScheduler } from './fake-scheduler.ts';

const ENTRY = 'terminal/main.cast';

/** What the server sent, in the form of the budgets. */
class CountingServer extends RangeServer {
  get bytes(): number {
    const ranges = this.requests.map(({ range }) => /^bytes=(\d+)-(\d+)$/.exec(range ?? ''));
    return ranges.reduce(
      (sum, span) => sum + Math.min(Number(span![2]), this.file.length - 1) - Number(span![1]) + 1,
      0,
    );
  }
}

async function archiveOf(size: number): Promise<Uint8Array> {
  const sink = new BytesSink();
  const generator = { name: 'test', version: '1' };
  await encodeSession([{ events: () => generateSession(size) }], { deflater: zlibDeflater, sink, generator });
  return sink.bytes();
}

async function open(
  archive: Uint8Array,
): Promise<{ player: Player; server: CountingServer; scheduler: FakeScheduler }> {
  const server = new CountingServer(archive);
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler });
  player.show(ENTRY);
  await player.load(new HttpSource('https://example.org/a.reprise', { fetch: server.fetch }));
  return { player, server, scheduler };
}

describe('the budget of a terminal recording over HTTP', () => {
  const archives = new Map([1, 4].map((megabytes) => [megabytes, archiveOf(megabytes * 1_000_000)]));

  for (const [megabytes, archive] of archives) {
    it(`is four requests and 150 KB to the first frame of ${megabytes} MB`, async () => {
      const { player, server } = await open(await archive);

      expect(player.terminalLines('main')).to.have.length(30);
      expect(server.requests.length).to.be.at.most(4);
      expect(server.bytes).to.be.at.most(150_000);
    });

    it(`is one request a seek in ${megabytes} MB`, async () => {
      const { player, server } = await open(await archive);
      const { duration } = player.store.state.timeline!;
      for (let i = 0; i < 40; i += 1) {
        const before = server.requests.length;
        await player.seek(((i * 0.618) % 1) * duration);
        expect(server.requests.length - before).to.be.at.most(1);
      }
    });
  }

  it('is one request a segment for playing to the end', async () => {
    const { player, server, scheduler } = await open((await archives.get(4))!);
    player.setRate(16);
    player.play();
    while (!player.store.state.ended) {
      scheduler.frame(1000);
      await settle();
      // Bodies arrive as streams, which settle later than promises do.
      if (player.store.state.waiting) await new Promise((resolve) => setImmediate(resolve));
    }
    const ranges = server.requests.map(({ range }) => range);

    expect(new Set(ranges).size).to.equal(ranges.length);
  });
});
