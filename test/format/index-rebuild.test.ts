import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, recoverArchive, type Limits } from '#src/format/index.ts';
import { MAX_JSON_VALUES, parseJson } from '#src/format/segments/json-value.ts';
import { splitSegments } from '#src/format/segments/segment-split.ts';
import { alterEntry, rawEntries } from '../helpers/altered-archive.ts';
import { buildArchive } from '../helpers/archive-builder.ts';
import { expectArchiveError } from '../helpers/errors.ts';
import { CAST, manySegments, TRACK } from '../helpers/many-segments.ts';
import { buildZip } from '../helpers/zip-builder.ts';

const EVENT = '{"t":0,"id":"a","sessionUpdate":"_acme/x"}\n';

/** An archive without an index, the text of its transcript replaced. */
async function withoutIndex(transcript?: string): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes } = await buildArchive(manySegments);
  const altered =
    transcript === undefined
      ? bytes
      : await alterEntry(bytes, TRACK, ({ path }) => ({ path, content: transcript }));
  const entries = (await rawEntries(altered)).filter(({ path }) => path !== 'index.json');
  return buildZip({ entries });
}

async function open(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<ArchiveReader> {
  const reader = await ArchiveReader.open(new BytesSource(bytes), { limits });
  await reader.directory;
  return reader;
}

describe('an archive whose index does not fit', () => {
  it('is read up to a budget of all tracks together', async () => {
    const bytes = await withoutIndex();
    const sizes = [...(await (await open(bytes)).directory).values()];
    const [first, second] = [TRACK, CAST].map((path) => sizes.find((entry) => entry.path === path)!.size);

    const reader = await open(bytes, { maxRebuiltSize: first! + second! - 1 });

    expect(reader.segments(TRACK)).to.have.length(5);
    expect(reader.segments(CAST)).to.have.length(0);
    const found = reader.diagnostics.find(({ code }) => code === 'track-unreadable');
    expect(found?.message).to.contain('maxRebuiltSize').and.to.contain('repair');
    expect((await open(bytes, { maxRebuiltSize: first! + second! })).segments(CAST)).to.have.length(4);
  });

  it('is refused when no track fits it', async () => {
    const opened = open(await withoutIndex(), { maxRebuiltSize: 10 });

    await expectArchiveError(opened, 'limit-exceeded');
  });

  it('has no segment over the limit of segments', async () => {
    const reader = await open(await withoutIndex(EVENT.repeat(100)), { maxSegmentSize: 2000 });

    expect(reader.segments(TRACK)).to.deep.equal([]);
    expect(reader.diagnostics.map(({ code }) => code)).to.include('track-unreadable');
  });

  it('is cut at keyframe lines, but not at each of very many', () => {
    const lines = Array.from({ length: 20_000 }, (_, segment) => `{"segment":${segment},"time":0}\n`);
    const track = new TextEncoder().encode(lines.join(''));

    const segments = splitSegments(track);

    expect(segments.length).to.be.within(1000, 1100);
    expect(segments.reduce((sum, { bytes }) => sum + bytes.length, 0)).to.equal(track.length);
  });

  it('is recovered within the same limits', async () => {
    const bytes = (await withoutIndex(EVENT.repeat(100))).subarray(0, -5);

    const recovery = await recoverArchive(new BytesSource(bytes), { limits: { maxSegmentSize: 2000 } });

    expect(recovery.segments(TRACK)).to.deep.equal([]);
    expect(recovery.diagnostics.map(({ code }) => code)).to.include('segment-lost');
    expect(recovery.segments(CAST)).to.have.length(4);
  });
});

describe('a segment', () => {
  it('has a limit of lines', async () => {
    const bytes = await withoutIndex('\n'.repeat(1000) + EVENT);

    await expectArchiveError(
      (await open(bytes, { maxSegmentLines: 1000 })).readSegment(TRACK, 0),
      'limit-exceeded',
    );
    expect(
      (await (await open(bytes, { maxSegmentLines: 1002 })).readSegment(TRACK, 0)).events,
    ).to.have.length(1);
  });

  it('tells of its first unreadable lines, and how many more there are', async () => {
    const reader = await open(await withoutIndex('x\n'.repeat(1000) + EVENT));

    const { events } = await reader.readSegment(TRACK, 0);

    const told = reader.diagnostics.filter(({ code }) => code === 'invalid-record');
    expect(events).to.have.length(1);
    expect(told).to.have.length(51);
    expect(told.at(-1)?.message).to.match(/^950 more lines/);
  });
});

describe('parseJson', () => {
  it('takes no more values than it may', () => {
    const list = (count: number) => `[${'[],'.repeat(count)}""]`;

    expect(parseJson(list(400), 3, 801)).to.have.length(401);
    expect(parseJson(list(400), 3, 800)).to.equal(undefined);
    expect(parseJson(list(MAX_JSON_VALUES), 3)).to.have.length(MAX_JSON_VALUES + 1);
  });
});
