import { describe, expect, it } from '#test';
import type { SegmentLocation } from '#src/format/index.ts';
import { mergeSegments, segmentIndexAt } from '#src/format/segments/segment-index.ts';

function segments(...sizes: readonly number[]): SegmentLocation[] {
  return sizes.map((size, number) => ({
    number,
    time: number * 100,
    offset: 0,
    size,
    storedSize: 10,
    crc32: number,
  }));
}

describe('segmentIndexAt', () => {
  it('is the last segment whose keyframe is not after the time', () => {
    const three = segments(1, 1, 1);

    expect([-1, 0, 99, 100, 199, 200, 1e9].map((time) => segmentIndexAt(three, time))).to.deep.equal([
      0, 0, 0, 1, 1, 2, 2,
    ]);
    expect(segmentIndexAt([], 5)).to.equal(-1);
  });
});

describe('mergeSegments', () => {
  it('joins neighbours up to the size and not above it', () => {
    const sizes = (targetSize: number) => mergeSegments(segments(60, 40, 1, 99, 100), targetSize);

    expect(sizes(100).map(({ size }) => size)).to.deep.equal([100, 100, 100]);
    expect(sizes(100).map(({ number, storedSize }) => [number, storedSize])).to.deep.equal([
      [0, 20],
      [2, 20],
      [4, 10],
    ]);
    expect(sizes(99).map(({ size }) => size)).to.deep.equal([60, 41, 99, 100]);
  });
});
