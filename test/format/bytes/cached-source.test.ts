import { describe, expect, it } from '#test';
import { BytesSource, CachedSource, type ByteSource, type ReadOptions } from '#src/format/index.ts';
import { CountingSource } from '../../helpers/counting-source.ts';
import { noise } from '../../helpers/noise.ts';

const FILE = noise(10_000);

/** A source whose reads end when the test says so. */
class HeldSource implements ByteSource {
  readonly name = 'held';
  readonly held: { readonly finish: () => void; readonly signal: AbortSignal | undefined }[] = [];

  size(): Promise<number> {
    return Promise.resolve(FILE.length);
  }

  read(offset: number, length: number, { signal }: ReadOptions = {}): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
      this.held.push({ finish: () => resolve(FILE.subarray(offset, offset + length)), signal });
    });
  }

  readHead(length: number) {
    return Promise.resolve({ bytes: FILE.subarray(0, length), size: FILE.length });
  }
}

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );

describe('CachedSource', () => {
  it('reads a range once, and what lies within it never', async () => {
    const counting = new CountingSource(new BytesSource(FILE));
    const source = new CachedSource(counting);

    const [first, second] = await Promise.all([source.read(100, 200), source.read(100, 200)]);
    const inner = await source.read(150, 50);

    expect(first).to.deep.equal(FILE.subarray(100, 300));
    expect(second).to.deep.equal(first);
    expect(inner).to.deep.equal(FILE.subarray(150, 200));
    expect(counting.reads).to.equal(1);
  });

  it('reads the head once', async () => {
    const counting = new CountingSource(new BytesSource(FILE));
    const source = new CachedSource(counting);

    await source.readHead(500);
    await source.readHead(500);

    expect(counting.reads).to.equal(1);
  });

  it('forgets what was used least recently', async () => {
    const counting = new CountingSource(new BytesSource(FILE));
    const source = new CachedSource(counting, { maxBytes: 250 });
    await source.read(0, 100);
    await source.read(100, 100);
    await source.read(0, 100);
    await source.read(200, 100);
    counting.reset();

    await source.read(0, 100);
    await source.read(200, 100);
    expect(counting.reads).to.equal(0);
    await source.read(100, 100);
    expect(counting.reads).to.equal(1);
  });

  it('forgets a read that failed', async () => {
    let failures = 1;
    const inner = new BytesSource(FILE);
    const source = new CachedSource({
      name: 'flaky',
      size: () => inner.size(),
      readHead: () => inner.readHead(),
      read: (offset, length) =>
        failures-- > 0 ? Promise.reject(new Error('once')) : inner.read(offset, length),
    });

    expect(await outcome(source.read(0, 10))).to.equal('once');
    expect(await source.read(0, 10)).to.deep.equal(FILE.subarray(0, 10));
  });

  it('cancels a read when all who wait for it have given up, and not before', async () => {
    const held = new HeldSource();
    const source = new CachedSource(held);
    const [a, b] = [new AbortController(), new AbortController()];
    const [first, second] = [
      outcome(source.read(0, 10, { signal: a.signal })),
      outcome(source.read(0, 10, { signal: b.signal })),
    ];

    a.abort(new Error('a left'));
    expect(await first).to.equal('a left');
    expect(held.held[0]!.signal?.aborted).to.equal(false);

    b.abort(new Error('b left'));
    expect(await second).to.equal('b left');
    expect(held.held[0]!.signal?.aborted).to.equal(true);

    const again = outcome(source.read(0, 10));
    expect(held.held).to.have.length(2);
    held.held[1]!.finish();
    expect(await again).to.equal('done');
  });

  it('finishes a read for those who stay', async () => {
    const held = new HeldSource();
    const source = new CachedSource(held);
    const controller = new AbortController();
    const [leaves, stays] = [
      outcome(source.read(0, 10, { signal: controller.signal })),
      outcome(source.read(0, 10)),
    ];

    controller.abort(new Error('left'));
    held.held[0]!.finish();

    expect(await leaves).to.equal('left');
    expect(await stays).to.equal('done');
  });
});
