import { describe, expect, it } from '#test';
import {
  ArchiveReader,
  BytesSink,
  BytesSource,
  recoverArchive,
  repairArchive,
  validateArchive,
  type ArchiveErrorCode,
  type IndexContent,
  type RepairedArchive,
  type RepairOptions,
  type TranscriptEvent,
} from '#src/format/index.ts';
import { buildArchive, joinBytes, pakoDeflater, type ArchiveInput } from '../../helpers/archive-builder.ts';
import { expectArchiveError } from '../../helpers/errors.ts';
import { noiseText } from '../../helpers/noise.ts';
import { buildZip } from '../../helpers/zip-builder.ts';

const TRACK = 'transcript/main.ndjson';
const CAST = 'terminal/main.cast';
const BLOB = new TextEncoder().encode('a blob that is referred to '.repeat(50));

const message = (t: number, id: string, text = id): TranscriptEvent => ({
  t,
  id,
  sessionUpdate: 'agent_message_chunk',
  content: { type: 'text', text },
});

const input: ArchiveInput = {
  transcript: Array.from({ length: 5 }, (_, index) => ({
    time: index * 100,
    keyframe: { turns: index },
    events: [
      message(index * 100, `a${index}`, noiseText(500, index + 1)),
      message(index * 100 + 50, `b${index}`),
    ],
  })),
  terminal: Array.from({ length: 4 }, (_, index) => ({
    time: index * 100,
    keyframe: { cols: 100, rows: 30, data: `state ${index}` },
    events: [{ t: index * 100 + 7, code: 'o', data: noiseText(300, index + 50) }],
  })),
  blobs: [[BLOB, 'txt']],
  entries: { 'notes.json': '{"notes":[]}', 'future.bin': 'unknown to us' },
  index: { duration: 1000, activity: [{ start: 0, end: 450 }] },
  manifest: { mood: 'kept' },
};

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
    const built: IndexContent = { duration: 1, activity: [], turns: [], files: [] };
    const seen: number[] = [];

    const repaired = await repair(buildZip({ entries }), {
      buildIndex: async (source) => {
        seen.push(source.segments(TRACK).length, (await source.readSegment(CAST, 1)).events.length);
        return built;
      },
    });

    await expectValid(repaired.bytes);
    expect(seen).to.deep.equal([5, 1]);
    expect(await content(repaired.bytes)).to.deep.equal(await content(bytes));
    expect(repaired.manifest).to.deep.equal(reader.manifest);
    expect(repaired.manifest['mood']).to.equal('kept');
    const fixed = await ArchiveReader.open(new BytesSource(repaired.bytes));
    expect(await fixed.readText('future.bin')).to.equal('unknown to us');
  });

  it('makes activity itself where nobody builds an index', async () => {
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
    expect(times).to.deep.equal([7, 207, 307]);
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

describe('recoverArchive', () => {
  it('says of every entry what is left of it', async () => {
    const { bytes } = await buildArchive(input);

    const sound = await recoverArchive(new BytesSource(bytes));

    expect(sound.complete).to.equal(true);
    expect(sound.entries.every(({ state }) => state === 'whole')).to.equal(true);
    const half = await recoverArchive(new BytesSource(bytes.subarray(0, bytes.length >>> 1)));
    expect(half.complete).to.equal(false);
    expect(half.manifest?.title).to.equal('Test session');
  });

  it('never takes an archive inside an archive for its own entries', async () => {
    const inner = await buildArchive({ ...input, manifest: { title: 'Inner' } });
    const outer = await buildArchive({ ...input, entries: { 'source/inner.bin': inner.bytes } });

    const recovery = await recoverArchive(new BytesSource(outer.bytes.subarray(0, -30)));

    expect(recovery.manifest?.title).to.equal('Test session');
    expect(recovery.entries.filter(({ path }) => path === TRACK)).to.have.length(1);
  });

  it('finds entries behind bytes that belong to none', async () => {
    const { bytes } = await buildArchive(input);
    const prefixed = joinBytes([new TextEncoder().encode('PK junk PK\x03\x04 junk'), bytes]);

    const recovery = await recoverArchive(new BytesSource(prefixed));

    expect(recovery.manifest?.title).to.equal('Test session');
    expect(recovery.segments(TRACK)).to.have.length(5);
  });

  it('reads entries whose sizes stand behind their data', async () => {
    const { bytes } = await buildArchive(input);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const entries = [];
    for (const path of (await reader.directory).keys()) {
      entries.push({ path, content: await reader.readEntry(path), descriptor: true });
    }

    const recovery = await recoverArchive(new BytesSource(buildZip({ entries }).subarray(0, -5)));

    expect(recovery.entries.map(({ state }) => state)).to.not.include('lost');
    expect(recovery.segments(TRACK)).to.have.length(5);
  });
});
