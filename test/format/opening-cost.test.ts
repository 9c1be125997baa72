import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource } from '#src/format/index.ts';
import { buildArchive } from '../helpers/archive-builder.ts';
import { CountingSource } from '../helpers/counting-source.ts';
import { noise, noiseText } from '../helpers/noise.ts';

const ENTRY = 'terminal/main.cast';

/** Characters of output in the first segment: some 42 KB of stored bytes. */
const FIRST_SIZE = 56_000;

/** Requests and bytes until the first screen of a recording of so many segments can be drawn. */
async function openingCost(segments: number): Promise<{ reads: number; bytes: number; rows: number }> {
  const { bytes } = await recordingOf(segments);
  const source = new CountingSource(new BytesSource(bytes));
  const reader = await ArchiveReader.open(source);
  await Promise.all([reader.directory, reader.readSegment(ENTRY, 0)]);
  expect(reader.diagnostics).to.deep.equal([]);
  return { reads: source.reads, bytes: source.bytes, rows: reader.segments(ENTRY).length };
}

/** The first segment is as large as real ones; the others only fill the index, with numbers as different as real ones. */
function recordingOf(count: number) {
  const random = noise(4 * count);
  const number = (index: number) => random[2 * index]! * 256 + random[2 * index + 1]!;
  let time = 0;
  const segments = Array.from({ length: count }, (_, index) => {
    const segment = {
      time,
      keyframe: { cols: 80, rows: 24, data: `state ${index}` },
      events: [
        { t: time, code: 'o', data: noiseText(index === 0 ? FIRST_SIZE : number(index) % 300, index + 1) },
      ],
    };
    time += number(index);
    segment.events.push({ t: time, code: 'o', data: '.' });
    return segment;
  });
  let end = 0;
  const activity = Array.from({ length: 2048 }, (_, index) => {
    const start = end + 2000 + (number(index % count) >> 3);
    end = start + (number((7 * index) % count) >> 3);
    return { start, end };
  });
  return buildArchive({ terminal: segments, index: { duration: Math.max(time, end), activity } });
}

describe('what opening costs', () => {
  it('is two requests or three, of the same size, however many segments there are [IDX-18]', async () => {
    const [small, large] = [await openingCost(400), await openingCost(2500)];

    expect(small).to.deep.include({ reads: 2, rows: 400 });
    expect(large.reads).to.be.at.most(3);
    expect(large.bytes).to.be.at.most(1.1 * small.bytes);
    expect(large.rows).to.be.within(1000, 1024);
  });

  it('is no byte of the first segment twice', async () => {
    const { bytes } = await recordingOf(2500);
    const source = new CountingSource(new BytesSource(bytes));
    const reader = await ArchiveReader.open(source);
    await reader.directory;
    source.reset();

    const segment = await reader.readSegment<'terminal'>(ENTRY, 0);

    expect(segment.keyframe?.data).to.equal('state 0');
    expect(segment.events[0]?.data).to.have.length(FIRST_SIZE);
    expect(source.ranges.map(([offset]) => offset)).to.deep.equal([65_536]);
  });
});
