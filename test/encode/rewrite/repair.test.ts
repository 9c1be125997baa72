import { describe, expect, it } from '#test';
import { repairArchive, type RepairedArchive, type RepairOptions } from '../../../src/encode/index.ts';
import {
  ArchiveReader,
  BytesSink,
  BytesSource,
  validateArchive,
  type ArchiveErrorCode,
} from '../../../src/format/index.ts';
import { buildArchive, pakoDeflater } from '../../helpers/archive-builder.ts';
import { expectArchiveError } from '../../helpers/errors.ts';
import { CAST, manySegments as input, TRACK } from '../../helpers/many-segments.ts';
import { buildZip } from '../../helpers/zip-builder.ts';

async function repair(
  bytes: Uint8Array,
  options: Partial<RepairOptions> = {},
): Promise<RepairedArchive & { bytes: Uint8Array }> {
  const sink = new BytesSink();
  const repaired = await repairArchive(new BytesSource(bytes), { sink, deflater: pakoDeflater, ...options });
  return { ...repaired, bytes: sink.bytes() };
}

/** Ids of all events of the transcript, and times of the terminal's. */
async function content(bytes: Uint8Array): Promise<{ ids: string[]; times: number[] }> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  await reader.directory;
  const [ids, times]: [string[], number[]] = [[], []];
  for (const index of reader.segments(TRACK).keys()) {
    ids.push(...(await reader.readSegment<'transcript'>(TRACK, index)).events.map(({ id }) => id));
  }
  for (const index of reader.segments(CAST).keys()) {
    times.push(...(await reader.readSegment<'terminal'>(CAST, index)).events.map(({ t }) => t));
  }
  return { ids, times };
}

async function expectValid(bytes: Uint8Array, tolerated: readonly string[] = []): Promise<void> {
  const { findings } = await validateArchive(new BytesSource(bytes));
  expect(findings.filter(({ code }) => !tolerated.includes(code))).to.deep.equal([]);
}

describe('repairArchive', () => {
  it('changes nothing in an archive that is sound', async () => {
    const { bytes } = await buildArchive(input);

    const repaired = await repair(bytes);

    expect(repaired.bytes).to.deep.equal(bytes);
    expect(repaired.diagnostics).to.deep.equal([]);
  });

  it('restores the profile and the index of an archive that another tool wrote', async () => {
    const { bytes } = await buildArchive(input);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const entries = [];
    for (const path of [...(await reader.directory).keys()].reverse()) {
      if (path !== 'index.json') entries.push({ path, content: await reader.readEntry(path), date: 7 });
    }

    const repaired = await repair(buildZip({ entries }));

    await expectValid(repaired.bytes);
    expect(await content(repaired.bytes)).to.deep.equal(await content(bytes));
    expect(repaired.manifest).to.deep.equal(reader.manifest);
    expect(repaired.manifest['mood']).to.equal('kept');
    const fixed = await ArchiveReader.open(new BytesSource(repaired.bytes));
    expect(await fixed.readText('future.bin')).to.equal('unknown to us');
    expect(fixed.segments(TRACK)).to.have.length(5);
    expect(fixed.index.activity).to.deep.equal([{ start: 0, end: 450 }]);
  });

  it('makes the index anew where it is damaged', async () => {
    const { bytes } = await buildArchive(input);
    const at = new TextDecoder('latin1').decode(bytes).indexOf('index.json') + 30;
    bytes[at]! ^= 0xff;

    const repaired = await repair(bytes);

    await expectValid(repaired.bytes);
    const reader = await ArchiveReader.open(new BytesSource(repaired.bytes));
    expect(reader.index.activity).to.deep.equal([{ start: 0, end: 450 }]);
  });

  it('saves the other segments when one is damaged, and the clock of the recording', async () => {
    const { bytes } = await buildArchive(input);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    for (const [entry, index] of [
      [TRACK, 2],
      [CAST, 1],
    ] as const) {
      const { offset, storedSize } = reader.segments(entry)[index]!;
      bytes[offset + (storedSize >>> 1)]! ^= 0x55;
    }

    const repaired = await repair(bytes);

    await expectValid(repaired.bytes);
    const { ids, times } = await content(repaired.bytes);
    expect(ids).to.deep.equal(['a0', 'b0', 'a1', 'b1', 'a3', 'b3', 'a4', 'b4']);
    // Behind the gap, size and screen of the keyframe stand at the time of the last event that is lost.
    expect(times).to.deep.equal([7, 107, 107, 207, 307]);
    expect(repaired.diagnostics.map(({ code }) => code)).to.deep.equal(['segment-lost', 'segment-lost']);
    expect(repaired.manifest.derivedFrom?.id).to.equal(reader.manifest.id);
    expect(repaired.manifest['recovered']).to.have.property('lost').with.length(2);
  });

  it('saves segments by their flushes when index and directory are lost', async () => {
    const { bytes } = await buildArchive(input);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const { offset, storedSize } = reader.segments(TRACK)[2]!;
    bytes[offset + (storedSize >>> 1)]! ^= 0x55;
    const index = (await reader.directory).get('index.json')!;
    bytes[index.dataOffset + 20]! ^= 0xff;
    bytes[bytes.length - 10]! ^= 0xff;

    const repaired = await repair(bytes);

    await expectValid(repaired.bytes);
    const { ids, times } = await content(repaired.bytes);
    expect(ids).to.include.members(['a0', 'b0', 'a1', 'b1', 'a3', 'b3', 'a4', 'b4']);
    expect(times).to.deep.equal([7, 107, 207, 307]);
  });

  it('saves what comes before a cut, wherever it is', async () => {
    const { bytes } = await buildArchive(input);
    const whole = await content(bytes);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const start = reader.segments(TRACK)[0]!.offset;
    let most = 0;
    await expectArchiveError(repair(bytes.subarray(0, start + 20)), 'corrupt-entry');
    for (let length = start + 500; length < bytes.length; length += 37) {
      const repaired = await repair(bytes.subarray(0, length));
      await expectValid(repaired.bytes);
      const { ids, times } = await content(repaired.bytes);
      expect(ids, `cut at ${length}`).to.deep.equal(whole.ids.slice(0, ids.length));
      expect(times, `cut at ${length}`).to.deep.equal(whole.times.slice(0, times.length));
      expect(ids.length + times.length, `cut at ${length}`).to.be.at.least(most);
      most = ids.length + times.length;
    }
    expect(most).to.equal(whole.ids.length + whole.times.length);
  });

  it('makes a manifest where it is lost', async () => {
    const { bytes } = await buildArchive(input);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const manifest = (await reader.directory).get('manifest.json')!;
    bytes[manifest.dataOffset + 9]! ^= 0xff;

    const repaired = await repair(bytes, { generator: { name: 'reprise', version: '9.9.9' } });

    await expectValid(repaired.bytes);
    expect(repaired.manifest.tracks.map(({ entry }) => entry)).to.deep.equal([TRACK, CAST]);
    expect(repaired.manifest.generator.version).to.equal('9.9.9');
    expect(repaired.manifest.duration).to.equal(450);
    expect(repaired.diagnostics.map(({ code }) => code)).to.include('manifest-lost');
    expect((await content(repaired.bytes)).ids).to.have.length(10);
  });

  it('leaves out a blob that is damaged, and says so', async () => {
    const { bytes } = await buildArchive(input);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const [path, entry] = [...(await reader.directory)].find(([name]) => name.startsWith('blobs/'))!;
    bytes[entry.dataOffset + 5]! ^= 0xff;

    const repaired = await repair(bytes);

    await expectValid(repaired.bytes);
    const codes = repaired.diagnostics.filter((found) => found.entry === path).map(({ code }) => code);
    expect(codes).to.deep.equal(['entry-lost']);
  });

  it('refuses what is no archive, and what is too new', async () => {
    const refuse = async (bytes: Uint8Array, code: ArchiveErrorCode) =>
      expectArchiveError(repair(bytes), code);
    await refuse(new TextEncoder().encode('GIF89a'), 'not-an-archive');
    await refuse(buildZip({ entries: [{ path: 'a.txt', content: 'x' }] }), 'not-an-archive');
    const manifest = JSON.stringify({ format: 'reprise', version: '7.0' });
    await refuse(
      buildZip({ entries: [{ path: 'manifest.json', content: manifest }] }),
      'unsupported-version',
    );
  });
});
