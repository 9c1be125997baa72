import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, type SegmentLocation } from '#src/format/index.ts';
import { indexFault } from '#src/format/index-check.ts';
import type { ReadIndex } from '#src/format/time-index.ts';
import { buildArchive } from '../helpers/archive-builder.ts';

const TRACK = 'terminal/main.cast';

async function opened() {
  const { bytes } = await buildArchive({
    terminal: [
      { time: 0, events: [{ t: 5, code: 'o', data: 'a' }] },
      { time: 5, keyframe: { cols: 80, rows: 24, data: 'a' }, events: [{ t: 7, code: 'o', data: 'b' }] },
    ],
    index: { duration: 10 },
  });
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  const entries = await reader.directory;
  const withSegments = (segments: readonly SegmentLocation[], path = TRACK): ReadIndex => ({
    index: { ...reader.index, segments: new Map([[path, segments]]) },
    size: bytes.length,
    directorySize: undefined,
  });
  return { entries, segments: reader.segments(TRACK), withSegments, size: bytes.length };
}

describe('indexFault', () => {
  it('is silent about an index that fits, however its segments are merged', async () => {
    const { entries, segments, withSegments, size } = await opened();

    expect(indexFault(withSegments(segments), size, entries, new Map([[TRACK, 'terminal']]))).to.equal(
      undefined,
    );
  });

  it('finds an index of other segments, with nothing but the directory', async () => {
    const { entries, segments, withSegments, size } = await opened();
    const tracks = new Map([[TRACK, 'terminal']]);
    for (const change of [{ crc32: 1 }, { size: 1 }, { storedSize: 1 }]) {
      for (const index of segments.keys()) {
        const changed = segments.map((segment, at) => (at === index ? { ...segment, ...change } : segment));
        expect(indexFault(withSegments(changed), size, entries, tracks)).to.contain('add up');
      }
    }
    const moved = segments.map((segment) => ({ ...segment, offset: segment.offset + 1 }));
    expect(indexFault(withSegments(moved), size, entries, tracks)).to.contain('add up');
    expect(indexFault(withSegments([]), size, entries, tracks)).to.contain('no segments');
    expect(indexFault(withSegments(segments, 'terminal/x.cast'), size, entries, tracks)).to.contain('lacks');
    expect(indexFault(withSegments(segments, 'terminal/x.cast'), size, entries, new Map())).to.contain(
      'no "',
    );
    expect(indexFault(withSegments(segments), size + 1, entries, tracks)).to.contain('bytes');
  });
});
