import { describe, expect, it } from '#test';
import { ArchiveError, ArchiveReader, HttpSource } from '#src/format/index.ts';
import { buildArchive } from '../../helpers/archive-builder.ts';
import { noise } from '../../helpers/noise.ts';
import { RangeServer, type ServerFaults } from '../../helpers/range-server.ts';

/** So large that opening it and reading its segment takes several requests. */
const archive = await buildArchive({
  terminal: [{ time: 0, events: [{ t: 1, code: 'o', data: 'x'.repeat(1000) }] }],
  entries: { 'source/noise.bin': noise(150_000) },
  index: { duration: 10 },
});

interface Served {
  readonly faults?: ServerFaults | ((request: number) => ServerFaults);
  /** Before the n-th request. */
  readonly before?: (server: RangeServer, request: number) => void;
  /** In place of the file. */
  readonly file?: Uint8Array;
  /** A page looks at the file: with a clock, whose waits are over at once. */
  readonly address?: string;
}

/** What a reader makes of a server: its content, or the code of the error and why (`fault`). */
async function readBy({ faults, before, file = archive.bytes, address }: Served): Promise<unknown> {
  const server = new RangeServer(file, faults);
  let request = 0;
  const fetch: typeof globalThis.fetch = (input, init) => {
    before?.(server, request);
    request += 1;
    return server.fetch(input, init);
  };
  const retryTimer = (callback: () => void) => {
    queueMicrotask(callback);
    return () => undefined;
  };
  // Silence is over when nothing else happens.
  const idle = (callback: () => void) => {
    const timeout = setTimeout(callback, 50);
    return () => clearTimeout(timeout);
  };
  const source = new HttpSource(address ?? 'https://example.com/a.reprise', {
    fetch,
    retryTimer,
    idleTimeout: { after: 30_000, timer: idle },
  });
  try {
    const reader = await ArchiveReader.open(source);
    await reader.directory;
    const { length } = await reader.readEntry('source/noise.bin');
    const { events } = await reader.readSegment('terminal/main.cast', 0);
    return `${length} bytes, ${events.length} event`;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return error.fault === undefined ? error.code : `${error.code}: ${error.fault}`;
  }
}

const WHOLE = '150000 bytes, 1 event';

/** What servers do wrong, by the name of the case; the content must be right, or the message plain. */
const CASES: Readonly<Record<string, Served & { readonly gives: string }>> = {
  'r00 knows no ranges': { faults: { ignoreRange: true }, gives: WHOLE },
  'r01 answers with another range': { faults: { shiftRange: 7 }, gives: 'source-unavailable: unsuited' },
  'r02 does not tell the total': { faults: { total: '*' }, gives: WHOLE },
  'r03 sends less than it was asked for': { faults: { shorten: 20_000 }, gives: WHOLE },
  'r03 halves every range': { faults: { halve: true }, gives: WHOLE },
  'r04 sends more than it was asked for': { faults: { extraBytes: 100_000 }, gives: WHOLE },
  'r05 refuses ranges that end behind the file': { faults: { refuseLongRange: true }, gives: WHOLE },
  'r06 leaves out Content-Length': { faults: { hideLength: true }, gives: WHOLE },
  'r07 compresses ranges': {
    faults: { headers: { 'Content-Encoding': 'gzip' } },
    gives: 'source-unavailable: unsuited',
  },
  'r08 gets another file meanwhile': {
    before: (server, request) => (server.etag = request === 0 ? '"v1"' : '"v2"'),
    gives: 'source-changed',
  },
  'r09 has weak ETags only': { faults: { headers: { ETag: 'W/"a"' } }, gives: WHOLE },
  'r09 has weak ETags that change': {
    before: (server, request) => (server.etag = request === 0 ? 'W/"a"' : 'W/"b"'),
    gives: 'source-changed',
  },
  'r10 tells another total': {
    faults: (request) => (request === 0 ? {} : { total: archive.bytes.length + 5 }),
    gives: 'source-changed',
  },
  'r11 hides Content-Range from other sites': { faults: { hideRange: true }, gives: WHOLE },
  'r12 does not allow the page to read': {
    faults: { unreachable: true },
    gives: 'source-unavailable: unreachable',
  },
  'r14 redirects in circles, which fetch gives up': {
    faults: { unreachable: true },
    gives: 'source-unavailable: unreachable',
  },
  'r15 answers with a page to sign in at': {
    file: new TextEncoder().encode('<!doctype html><title>Sign in</title>'),
    faults: { ignoreRange: true, headers: { 'Content-Type': 'text/html' } },
    gives: 'not-an-archive',
  },
  'r16 answers 404': { faults: { status: 404 }, gives: 'source-unavailable: missing' },
  'r16 answers 403': { faults: { status: 403 }, gives: 'source-unavailable: refused' },
  'r16 answers 500': { faults: { status: 500 }, gives: 'source-unavailable: busy' },
  'r16 answers 503 for a while': {
    faults: (request) => (request % 3 === 1 ? { status: 503 } : {}),
    gives: WHOLE,
  },
  'r17 breaks off in the middle of bodies': {
    faults: (request) => (request % 2 === 0 ? { breakAfter: 9000 } : {}),
    gives: WHOLE,
  },
  'r18 sends a little and then nothing': { faults: { stall: true }, gives: 'source-unavailable: silent' },
  'r19 answers with several ranges': {
    faults: { headers: { 'Content-Type': 'multipart/byteranges; boundary=x' } },
    gives: 'source-unavailable: unsuited',
  },
  'r20 never stops sending': { faults: { endless: true }, gives: WHOLE },
  'r24 stands behind a cache that knows no ranges': {
    faults: (request) => (request === 1 ? { ignoreRange: true } : {}),
    gives: WHOLE,
  },
  'r25 is reached by http from a page in https': {
    address: 'http://example.com/a.reprise',
    faults: { unreachable: true },
    gives: 'source-unavailable: unreachable',
  },
};

describe('a server that', () => {
  for (const [what, { gives, ...served }] of Object.entries(CASES)) {
    it(`${what}: ${gives}`, async () => {
      expect(await readBy(served)).to.equal(gives);
    });
  }

  it('drips is given up after the timeout, however steadily it does', async () => {
    const drip = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve));
        controller.enqueue(new Uint8Array(1));
      },
    });
    let waits = 0;
    // The answer, then the body: the timeout is over after some drops.
    const timer = (callback: () => void) => {
      waits += 1;
      if (waits === 2) setTimeout(callback, 1);
      return () => undefined;
    };
    const fetch = () =>
      Promise.resolve(
        new Response(drip, { status: 206, headers: { 'Content-Range': 'bytes 0-65535/100000' } }),
      );
    const source = new HttpSource('https://example.com/a', { fetch, idleTimeout: { after: 30_000, timer } });
    const error = await source.readHead(65_536).catch((thrown: unknown) => thrown as ArchiveError);

    expect(error).to.include({ code: 'source-unavailable', fault: 'silent' });
    expect((error as ArchiveError).message).to.match(/for 30 s$/);
  });
});
