import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, HttpSource, type HttpOptions } from '#src/format/index.ts';
import { buildArchive } from '../../helpers/archive-builder.ts';
import { expectArchiveError } from '../../helpers/errors.ts';
import { noise } from '../../helpers/noise.ts';
import { RangeServer, type ServerFaults } from '../../helpers/range-server.ts';

const ADDRESS = 'https://example.com/fix.reprise';
const FILE = noise(200_000);

function serve(faults: ServerFaults | ((request: number) => ServerFaults) = {}, options: HttpOptions = {}) {
  const server = new RangeServer(FILE, faults);
  return { server, source: new HttpSource(ADDRESS, { fetch: server.fetch, ...options }) };
}

/** Reads the head and two ranges, and expects them to be right. */
async function expectContent(source: HttpSource): Promise<void> {
  const head = await source.readHead(65_536);
  expect(head.bytes.subarray(0, 65_536)).to.deep.equal(FILE.subarray(0, 65_536));
  expect(await source.read(100_000, 5000)).to.deep.equal(FILE.subarray(100_000, 105_000));
  expect(await source.read(FILE.length - 10, 10)).to.deep.equal(FILE.subarray(-10));
}

describe('HttpSource', () => {
  it('asks for absolute ranges, one request a read', async () => {
    const { server, source } = serve();

    await expectContent(source);

    expect(await source.size()).to.equal(FILE.length);
    expect(server.requests).to.deep.equal([
      { method: 'GET', range: 'bytes=0-65535' },
      { method: 'GET', range: 'bytes=100000-104999' },
      { method: 'GET', range: 'bytes=199990-199999' },
    ]);
  });

  for (const [what, faults] of Object.entries<ServerFaults>({
    'ignores ranges': { ignoreRange: true },
    'does not tell the total': { total: '*' },
    'hides Content-Range': { hideRange: true },
    'sends more than was asked for': { extraBytes: 10_000 },
    'sends weak ETags': { headers: { ETag: 'W/"1"' } },
  })) {
    it(`reads from a server that ${what}`, async () => {
      await expectContent(serve(faults).source);
    });
  }

  it('reads a small file from a server that refuses ranges longer than it', async () => {
    const server = new RangeServer(FILE.subarray(0, 1000), { refuseLongRange: true });
    const source = new HttpSource(ADDRESS, { fetch: server.fetch });

    const head = await source.readHead(65_536);

    expect(head.bytes).to.deep.equal(FILE.subarray(0, 1000));
    expect(await source.size()).to.equal(1000);
  });

  it('asks with HEAD for a size that answers hide', async () => {
    const { server, source } = serve({ hideRange: true });
    await source.readHead(1000);

    expect(await source.size()).to.equal(FILE.length);
    expect(server.requests.at(-1)?.method).to.equal('HEAD');
  });

  it('goes on where a body broke off', async () => {
    const { server, source } = serve((request) => (request === 1 ? { breakAfter: 2000 } : {}));

    await expectContent(source);

    expect(server.requests.map(({ range }) => range)).to.include('bytes=102000-104999');
  });

  it('goes on where a server sent less than it was asked for', async () => {
    await expectContent(serve((request) => (request < 2 ? { shorten: 3000 } : {})).source);
  });

  it('gives up on a body that breaks off again and again', async () => {
    const { server, source } = serve({ breakAfter: 500 });

    await expectArchiveError(source.readHead(65_536), 'source-unavailable');

    expect(server.requests.map(({ range }) => range)).to.deep.equal([
      'bytes=0-65535',
      'bytes=500-65535',
      'bytes=1000-65535',
    ]);
  });

  it('does not ask again for a body that brought nothing', async () => {
    const { server, source } = serve({ breakAfter: 0 });

    await expectArchiveError(source.readHead(65_536), 'source-unavailable');

    expect(server.requests).to.have.length(1);
  });

  it('gives up on a stream that breaks off', async () => {
    const { source } = serve({ ignoreRange: true, breakAfter: 100_000 });
    await source.readHead(65_536);

    await expectArchiveError(source.read(150_000, 10), 'source-unavailable');
  });

  it('refuses answers that are not what was asked for [HTTP-2]', async () => {
    for (const faults of [
      { shiftRange: 1 },
      { extendRange: 1 },
      { headers: { 'Content-Encoding': 'gzip' } },
      { headers: { 'Content-Type': 'multipart/byteranges; boundary=x' } },
      { status: 404 },
      { status: 403 },
      { status: 500 },
      { status: 503 },
    ] satisfies ServerFaults[]) {
      await expectArchiveError(serve(faults).source.readHead(65_536), 'source-unavailable');
    }
  });

  it('names CORS when the server cannot be reached', async () => {
    const error = await expectArchiveError(
      serve({ unreachable: true }).source.readHead(10),
      'source-unavailable',
    );

    expect(error.message).to.contain('CORS').and.to.contain(ADDRESS);
  });

  it('refuses to combine two versions of a file [HTTP-1]', async () => {
    const changes: ((server: RangeServer) => void)[] = [
      (server) => (server.etag = '"v2"'),
      (server) => {
        server.etag = undefined;
        server.lastModified = 'Tue, 02 Jan 2024 00:00:00 GMT';
      },
      (server) => (server.file = FILE.subarray(0, 190_000)),
    ];
    for (const change of changes) {
      for (const faults of [{}, { total: '*' }] satisfies ServerFaults[]) {
        const { server, source } = serve(faults);
        server.lastModified = 'Mon, 01 Jan 2024 00:00:00 GMT';
        await source.readHead(1000);
        change(server);
        // Without a total a shorter file shows only where a range passes its end.
        if (server.file.length === FILE.length)
          await expectArchiveError(source.read(5000, 10), 'source-changed');
        else if (faults.total === undefined)
          await expectArchiveError(source.read(5000, 10), 'source-changed');
        else await expectArchiveError(source.read(199_000, 10), 'truncated-archive');
      }
    }
  });

  it('ignores Last-Modified where ETags agree', async () => {
    const { server, source } = serve();
    server.lastModified = 'Mon, 01 Jan 2024 00:00:00 GMT';
    await source.readHead(1000);
    server.lastModified = 'Tue, 02 Jan 2024 00:00:00 GMT';

    expect(await source.read(5000, 10)).to.deep.equal(FILE.subarray(5000, 5010));
  });

  it('refuses a whole file that came later and is of another version', async () => {
    const { server, source } = serve((request) => ({ ignoreRange: request > 0 }));
    await source.readHead(1000);
    server.etag = '"v2"';

    await expectArchiveError(source.read(5000, 10), 'source-changed');
  });

  it('limits what it keeps of a stream', async () => {
    const { source } = serve({ ignoreRange: true }, { maxStreamedSize: 100_000 });

    const head = await source.readHead(50_000);
    expect(head.bytes).to.have.length(50_000);
    await expectArchiveError(source.read(150_000, 10), 'limit-exceeded');
  });

  it('reports the end of a file as truncation', async () => {
    const { source } = serve();
    await source.readHead(1000);

    await expectArchiveError(source.read(199_999, 2), 'truncated-archive');
  });

  it('passes an abort on untouched', async () => {
    const { source } = serve();
    const controller = new AbortController();
    const reason = new Error('enough');
    controller.abort(reason);

    const error = await source.read(0, 10, { signal: controller.signal }).catch((thrown: unknown) => thrown);

    expect(error).to.equal(reason);
  });

  it('lets an abort end the wait for a stream', async () => {
    const { source } = serve({ ignoreRange: true, stall: true });
    const controller = new AbortController();
    const waiting = source.readHead(65_536, { signal: controller.signal }).catch((thrown: unknown) => thrown);
    await Promise.resolve();
    const reason = new Error('enough');
    controller.abort(reason);

    expect(await waiting).to.equal(reason);
  });

  it('gives up on a server that goes silent, when it has a timer', async () => {
    for (const faults of [{ stall: true }, { stall: true, ignoreRange: true }] satisfies ServerFaults[]) {
      // The answer is the first wait, the body the second: a piece of it comes, and then silence.
      let waits = 0;
      const timer = (callback: () => void) => {
        waits += 1;
        if (waits === 2) queueMicrotask(callback);
        return () => undefined;
      };
      const { source } = serve(faults, { idleTimeout: { after: 30_000, timer } });
      const reading = expectArchiveError(source.readHead(65_536), 'source-unavailable');

      expect((await reading).message).to.contain('30 s');
    }
  });

  it('opens an archive as memory does, however the server answers [HTTP-3]', async () => {
    const { bytes } = await buildArchive({
      terminal: [{ time: 0, events: [{ t: 1, code: 'o', data: 'x'.repeat(1000) }] }],
      entries: { 'source/noise.bin': FILE.slice(0, 150_000) },
      index: { duration: 10 },
    });
    const local = await ArchiveReader.open(new BytesSource(bytes));
    for (const faults of [
      {},
      { ignoreRange: true },
      { hideRange: true },
      { total: '*' },
    ] satisfies ServerFaults[]) {
      const server = new RangeServer(bytes, faults);
      const reader = await ArchiveReader.open(new HttpSource(ADDRESS, { fetch: server.fetch }));
      expect([...(await reader.directory).keys()]).to.deep.equal([...(await local.directory).keys()]);
      expect(await reader.readSegment('terminal/main.cast', 0)).to.deep.equal(
        await local.readSegment('terminal/main.cast', 0),
      );
      expect(reader.size).to.equal(bytes.length);
      expect(server.requests.length).to.equal(faults.ignoreRange ? 1 : 2);
    }
  });
});
