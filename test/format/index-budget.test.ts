import fc from 'fast-check';
import { deflateRaw } from 'pako';
import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, segmentIndexAt, segmentIndexOf } from '#src/format/index.ts';
import { fitIndex, mergeSpans, thinReadingMap, type IndexDetail } from '#src/format/index-budget.ts';
import type { ReadingMap, SegmentLocation, TimeSpan } from '#src/format/index.ts';
import { formatIndex } from '#src/format/time-index.ts';
import { buildArchive } from '../helpers/archive-builder.ts';
import { noise, noiseText } from '../helpers/noise.ts';

const KiB = 1024;

/** Index of a session of `size` bytes in segments of about 256 KiB, with numbers as incompressible as real ones. */
function sessionIndex(size: number, turns: number, seed: number): IndexDetail {
  const random = noise(200_000, seed);
  let at = 0;
  const next = (below: number) => {
    at = (at + 3) % (random.length - 3);
    return (random[at]! * 65_536 + random[at + 1]! * 256 + random[at + 2]!) % below;
  };
  let time = 0;
  const segments = Array.from({ length: Math.ceil(size / (256 * KiB)) }, (_, number): SegmentLocation => {
    time += next(60_000);
    const [length, storedSize] = [256 * KiB + next(20 * KiB), 30 * KiB + next(60 * KiB)];
    return { number, time, offset: 0, storedSize, size: length, crc32: next(2 ** 24) * 200 + next(200) };
  });
  const activity: TimeSpan[] = [];
  for (let end = 0; activity.length < 2048;) {
    const start = end + 2000 + next(20_000);
    end = start + next(20_000);
    activity.push({ start, end });
  }
  const column = (step: number) => {
    let sum = 0;
    return Array.from({ length: 2048 }, () => (sum += next(step)));
  };
  return {
    content: {
      duration: 1e9,
      activity,
      turns: Array.from({ length: turns }, (_, index) => ({
        ...{ time: index * 1000, id: noiseText(10, index + seed), excerpt: noiseText(120, index + seed) },
        ...{ toolCalls: next(40), changes: next(9), errors: next(4) },
      })),
      files: [],
      reading: { time: column(20_000), position: column(9000), folds: [] },
      marks: column(20_000).map((at, index) => ({
        ...{ time: at, kind: (['error', 'change', 'change', 'test'] as const)[index % 4]! },
        ...{ text: noiseText(80, index + seed), additions: next(90), deletions: next(40) },
      })),
      asked: noiseText(1000, seed),
      ending: 'finished' as const,
    },
    tracks: [{ path: 'terminal/main.cast', segments }],
  };
}

function storedSize({ content, tracks }: IndexDetail): number {
  const entries = tracks.map((track) => ({ ...track, offset: 0 }));
  const text = formatIndex(content, { rest: 1e9, directory: 500, entries });
  return deflateRaw(new TextEncoder().encode(text), { level: 9 }).length;
}

describe('the budget of the index', () => {
  it('holds for sessions up to 500 MB [IDX-9]', () => {
    // README, manifest and headers take about 4 KB of the 60.
    const budget = 56_000;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 1, max: 1e6 }),
        (megabytes, turns, seed) => {
          const full = sessionIndex(megabytes * 1e6, turns, seed);
          const detail = fitIndex(full, (candidate) => storedSize(candidate) <= budget, 32 * 1024 * KiB);
          expect(storedSize(detail)).to.be.at.most(budget);
          const sum = (segments: readonly SegmentLocation[]) =>
            segments.reduce((total, { size }) => total + size, 0);
          expect(sum(detail.tracks[0]!.segments)).to.equal(sum(full.tracks[0]!.segments));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('gives up no detail when turns alone exceed it', () => {
    const full = sessionIndex(1e6, 10, 1);

    expect(fitIndex(full, () => false, 32 * 1024 * KiB).tracks[0]!.segments).to.deep.equal(
      full.tracks[0]!.segments,
    );
  });

  it('writes merged segments that a reader enters like others [SEG-7]', async () => {
    const count = 6000;
    const events = (n: number) => [{ t: n * 10 + 1, code: 'o', data: `${n}` }];
    const { bytes } = await buildArchive({
      terminal: Array.from({ length: count }, (_, n) => ({
        time: n * 10,
        keyframe: { cols: 80, rows: 24, data: `state ${n}` },
        events: events(n),
      })),
      index: { duration: count * 10 },
      // Leaves the index less room than that many segments need.
      manifest: { filler: noiseText(40_000) },
    });
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    await reader.directory;
    const entry = 'terminal/main.cast';
    const segments = reader.segments(entry);

    expect(segments.length).to.be.lessThan(count);
    expect(reader.diagnostics).to.deep.equal([]);
    const at = segmentIndexAt(segments, 30_000);
    const segment = await reader.readSegment<'terminal'>(entry, at);
    expect(segment.events.find(({ t }) => t === 30_001)).to.deep.equal(events(3000)[0]);
    expect(segment.keyframe?.data).to.equal(`state ${segments[at]!.number}`);
    expect(segmentIndexOf(segments, 3000)).to.equal(at);
    const head = await reader.directory.then((entries) => entries.get('index.json')!);
    expect(head.dataOffset + head.storedSize).to.be.at.most(60_000);
  });
});

describe('mergeSpans', () => {
  it('closes the shortest gaps [IDX-5]', () => {
    const spans = [
      { start: 0, end: 10 },
      { start: 11, end: 20 },
      { start: 50, end: 60 },
      { start: 62, end: 70 },
    ];

    expect(mergeSpans(spans, 3)).to.deep.equal([{ start: 0, end: 20 }, ...spans.slice(2)]);
    expect(mergeSpans(spans, 1)).to.deep.equal([{ start: 0, end: 70 }]);
    expect(mergeSpans(spans, 4)).to.equal(spans);
  });
});

describe('thinReadingMap', () => {
  it('leaves out what lies on a line, and keeps the ends', () => {
    const map: ReadingMap = { time: [0, 1, 2, 3, 4], position: [0, 10, 20, 90, 91], folds: [] };

    expect(thinReadingMap(map, 4)).to.deep.equal({
      time: [0, 2, 3, 4],
      position: [0, 20, 90, 91],
      folds: [],
    });
    expect(thinReadingMap(map, 2).position).to.deep.equal([0, 91]);
  });
});
