import { describe, expect, it } from '#test';
import { BytesSource } from '#src/format/index.ts';
import { KeptSource } from '#src/reading/kept-source.ts';
import { CountingSource } from '../helpers/counting-source.ts';

function fixture(maxKept?: number) {
  const counted = new CountingSource(new BytesSource(Uint8Array.from({ length: 100 }, (_, index) => index)));
  return { counted, kept: new KeptSource(counted, maxKept) };
}

describe('KeptSource', () => {
  it('asks once for what is read again', async () => {
    const { counted, kept } = fixture();

    expect([...(await kept.read(10, 3))]).to.deep.equal([10, 11, 12]);
    expect([...(await kept.read(10, 3))]).to.deep.equal([10, 11, 12]);
    expect([...(await kept.read(11, 3))]).to.deep.equal([11, 12, 13]);

    expect(counted.ranges).to.deep.equal([
      [10, 3],
      [11, 3],
    ]);
  });

  it('lets go of what was used longest ago', async () => {
    const { counted, kept } = fixture(20);
    await kept.read(0, 10);
    await kept.read(10, 10);
    await kept.read(0, 10);
    await kept.read(20, 10);
    counted.reset();

    await kept.read(0, 10);
    await kept.read(20, 10);
    expect(counted.reads).to.equal(0);
    await kept.read(10, 10);
    expect(counted.reads).to.equal(1);
  });

  it('does not answer who has given up', async () => {
    const { kept } = fixture();
    await kept.read(0, 10);

    const read = kept.read(0, 10, { signal: AbortSignal.abort() });

    expect(
      await read.then(
        () => 'read',
        (error: unknown) => (error as Error).name,
      ),
    ).to.equal('AbortError');
  });
});
