import { describe, expect, it } from '#test';
import type { SegmentLocation } from '#src/format/index.ts';
import { mergedSizeFor, mergeSegments, segmentIndexAt } from '#src/format/segments/segment-index.ts';

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
  it('joins neighbours up to the size and not above it, but for the first', () => {
    const merged = mergeSegments(segments(9, 60, 40, 1, 99, 100), 100);

    expect(merged.map(({ size }) => size)).to.deep.equal([9, 100, 100, 100]);
    expect(merged.map(({ number, storedSize }) => [number, storedSize])).to.deep.equal([
      [0, 10],
      [1, 20],
      [3, 20],
      [5, 10],
    ]);
    const smaller = mergeSegments(segments(9, 60, 40, 1, 99, 100), 99);
    expect(smaller.map(({ size }) => size)).to.deep.equal([9, 60, 41, 99, 100]);
  });
});

describe('mergedSizeFor', () => {
  const tracks = [segments(500, 300, 20, 30, 400), segments(500, 50, 60)];
  const countAt = (size: number) =>
    tracks.reduce((count, track) => count + mergeSegments(track, size).length, 0);

  it('is the smallest size that leaves no more segments than wanted', () => {
    for (const [count, size] of [
      [8, 0],
      [7, 50],
      [6, 110],
      [5, 350],
      [4, 750],
    ] as const) {
      expect(mergedSizeFor(tracks, count, 1000), `${count}`).to.equal(size);
      expect(countAt(size), `${count}`).to.be.at.most(count);
    }
  });

  it('is the largest one allowed where that leaves too many', () => {
    expect(mergedSizeFor(tracks, 3, 1000)).to.equal(1000);
    expect(mergedSizeFor(tracks, 4, 200)).to.equal(200);
  });
});
