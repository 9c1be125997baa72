import { describe, expect, it } from '#test';
import { HttpSource, type SourceFault } from '#src/format/index.ts';
import { expectArchiveError } from '../../helpers/errors.ts';
import { noise } from '../../helpers/noise.ts';
import { RangeServer, type ServerFaults } from '../../helpers/range-server.ts';

const FILE = noise(200_000);

/** A source whose waits are over at once, and which waits those were. */
function patient(faults: (request: number) => ServerFaults) {
  const server = new RangeServer(FILE, faults);
  const waits: number[] = [];
  const retryTimer = (callback: () => void, milliseconds: number) => {
    waits.push(milliseconds);
    let isOver = false;
    queueMicrotask(() => !isOver && callback());
    return () => (isOver = true);
  };
  const source = new HttpSource('https://example.com/a.reprise', { fetch: server.fetch, retryTimer });
  return { server, waits, source };
}

const faultOf = async (reading: Promise<unknown>): Promise<SourceFault | undefined> =>
  (await expectArchiveError(reading, 'source-unavailable')).fault;

describe('HttpSource that is given a clock', () => {
  for (const [what, faults] of Object.entries<ServerFaults>({
    'answers 500': { status: 500 },
    'answers 429': { status: 429 },
    'breaks off at once': { breakAfter: 0 },
    'cannot be reached': { unreachable: true },
  })) {
    it(`tries again, each time later, where a server that was there ${what}`, async () => {
      const { source, waits } = patient((request) => (request >= 1 && request <= 3 ? faults : {}));
      await source.readHead(1000);

      expect(await source.read(5000, 100)).to.deep.equal(FILE.subarray(5000, 5100));
      expect(waits).to.deep.equal([500, 1000, 2000]);
    });
  }

  it('gives up after four more tries, with what was wrong last', async () => {
    const { source, waits, server } = patient((request) => (request === 0 ? {} : { status: 503 }));
    await source.readHead(1000);

    expect(await faultOf(source.read(5000, 100))).to.equal('busy');
    expect(waits).to.deep.equal([500, 1000, 2000, 4000]);
    expect(server.requests).to.have.length(6);
  });

  it('waits as long as the server asks, but not for ever', async () => {
    const asked = (wait: string) =>
      patient((request) => (request === 0 ? { status: 429, headers: { 'Retry-After': wait } } : {}));
    const short = asked('7');
    await short.source.readHead(1000);
    expect(short.waits).to.deep.equal([7000]);

    const long = asked('3600');
    const error = await expectArchiveError(long.source.readHead(1000), 'source-unavailable');
    expect(error.message).to.contain('asks to wait 3600 s');
    expect(long.waits).to.deep.equal([]);
  });

  it('asks once more where no server was ever there: CORS does not pass', async () => {
    const { source, waits } = patient(() => ({ unreachable: true }));
    expect(await faultOf(source.readHead(1000))).to.equal('unreachable');
    expect(waits).to.deep.equal([500]);
  });

  it('does not ask again for what will not be there', async () => {
    for (const [status, fault] of [
      [404, 'missing'],
      [410, 'missing'],
      [401, 'refused'],
      [403, 'refused'],
      [451, 'unsuited'],
    ] as const) {
      const { source, waits } = patient(() => ({ status }));
      expect(await faultOf(source.readHead(1000))).to.equal(fault);
      expect(waits).to.deep.equal([]);
    }
  });

  it('never goes on with another version of the file', async () => {
    const { source, server } = patient((request) => (request === 1 ? { status: 500 } : {}));
    await source.readHead(1000);
    server.etag = '"v2"';
    await expectArchiveError(source.read(5000, 100), 'source-changed');
  });

  it('fetches a file anew whose stream broke off', async () => {
    const { source, server } = patient((request) =>
      request === 0 ? { ignoreRange: true, breakAfter: 70_000 } : { ignoreRange: true },
    );
    await source.readHead(65_536);

    expect(await source.read(150_000, 10)).to.deep.equal(FILE.subarray(150_000, 150_010));
    expect(server.requests).to.have.length(2);
  });

  it('ends a wait when nobody waits for it any more', async () => {
    const server = new RangeServer(FILE, { status: 500 });
    let cancelled = 0;
    const retryTimer = () => () => (cancelled += 1);
    const source = new HttpSource('https://example.com/a', { fetch: server.fetch, retryTimer });
    const controller = new AbortController();
    const reading = source.readHead(1000, { signal: controller.signal }).catch((error: unknown) => error);
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    const reason = new Error('enough');
    controller.abort(reason);

    expect(await reading).to.equal(reason);
    expect(cancelled).to.equal(1);
  });
});
