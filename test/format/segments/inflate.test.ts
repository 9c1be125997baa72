import { deflateRaw } from 'pako';
import { describe, expect, it } from '#test';
import { inflate, inflateSegment } from '#src/format/segments/inflate.ts';
import { pakoDeflater } from '../../helpers/archive-builder.ts';
import { noise } from '../../helpers/noise.ts';

describe('inflating', () => {
  const bytes = noise(1000);

  it('takes a stream of exactly the size that was declared', () => {
    const stored = deflateRaw(bytes);

    expect(inflate(stored, 1000)).to.deep.equal(bytes);
    for (const size of [0, 999, 1001, 5000]) expect(inflate(stored, size), `${size}`).to.equal(undefined);
  });

  it('takes a segment of exactly the size that was declared', async () => {
    const stored = await pakoDeflater.segment(bytes);

    expect(inflateSegment(stored, 1000)).to.deep.equal(bytes);
    for (const size of [999, 1001]) expect(inflateSegment(stored, size), `${size}`).to.equal(undefined);
  });
});
