import { describe, expect, it } from '#test';
import { repairArchive, type RepairedArchive, type RepairOptions } from '#src/encode/index.ts';
import {
  ArchiveReader,
  BytesSink,
  BytesSource,
  validateArchive,
  type ArchiveErrorCode,
  type ChangeEvent,
} from '#src/format/index.ts';
import { ChangeRecorder, FileHistory, FilesState } from '#src/state/files/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { buildArchive, pakoDeflater, type SegmentInput } from '../../helpers/archive-builder.ts';
import { expectArchiveError } from '../../helpers/errors.ts';
import { CAST, manySegments as input, TRACK } from '../../helpers/many-segments.ts';
import { noiseText } from '../../helpers/noise.ts';
import { buildZip } from '../../helpers/zip-builder.ts';

const CHANGES = 'changes/main.ndjson';

/** What a terminal is told by the number of the event: what is set in the first segment is taken back in the lost one. */
const SEQUENCES: Readonly<Record<number, string>> = {
  1: '\x1b[?7l\x1b[?1h\x1b[3;9r\x1b]2;title\x07',
  5: '\x1b[?1049h\x1b[5;7H',
  7: '\x1b[?7h\x1b[?1l\x1b[r',
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

/** Makes one segment of a track unreadable. */
async function damage(bytes: Uint8Array<ArrayBuffer>, entry: string, index: number): Promise<void> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  const { offset, storedSize } = reader.segments(entry)[index]!;
  bytes[offset + (storedSize >>> 1)]! ^= 0x55;
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

  it('lets nothing point at what is lost [RWR-5] [RWR-8] [TRN-5]', async () => {
    const call = { sessionUpdate: 'tool_call', toolCallId: 'call', title: 'npm test' } as const;
    const change = { type: '_reprise/change', id: 'c1', path: 'a', additions: 1, deletions: 0 } as const;
    const content = { type: 'text', text: noiseText(300, 1) } as const;
    const shell = {
      type: 'terminal',
      terminalId: 'gone',
      _meta: { reprise: { start: 0, end: 1, excerpt: 'ok' } },
    } as const;
    const { bytes } = await buildArchive({
      transcript: [
        { time: 0, keyframe: {}, events: [{ t: 0, id: 'a', sessionUpdate: '_reprise/turn' }] },
        {
          time: 100,
          keyframe: { turns: 1 },
          events: [
            { t: 100, id: 'b', sessionUpdate: '_reprise/turn' },
            { t: 100, id: 'noise', sessionUpdate: 'user_message_chunk', content },
            { t: 110, id: 'call', ...call },
          ],
        },
        {
          time: 200,
          keyframe: { turns: 2, openToolCalls: [{ toolCallId: 'call', event: 'call', title: 'npm test' }] },
          events: [
            {
              t: 200,
              id: 'result',
              sessionUpdate: 'tool_call_update',
              toolCallId: 'call',
              status: 'completed',
              content: [change, shell],
            },
          ],
        },
      ],
      changes: [
        { time: 0, keyframe: { files: {} }, events: [] },
        {
          time: 150,
          keyframe: { files: {} },
          events: [{ t: 150, id: 'c1', path: 'a', op: 'create', text: noiseText(300, 2) }],
        },
        { time: 300, keyframe: { files: {} }, events: [] },
      ],
      index: { duration: 1000, turns: [] },
      manifest: {
        chapters: [
          { time: 0, title: 'Kept', event: 'a' },
          { time: 100, title: 'Its prompt is lost', event: 'b' },
        ],
        tracks: [
          { id: 'main', kind: 'transcript', entry: TRACK },
          { id: 'main', kind: 'changes', entry: CHANGES },
          { id: 'gone', kind: 'terminal', entry: 'terminal/gone.cast', cols: 90, rows: 20 },
        ],
      },
    });
    await damage(bytes, TRACK, 1);
    await damage(bytes, CHANGES, 1);

    const repaired = await repair(bytes);

    await expectValid(repaired.bytes);
    expect(repaired.manifest.chapters).to.deep.equal([
      { time: 0, title: 'Kept', event: 'a' },
      { time: 100, title: 'Its prompt is lost' },
    ]);
    expect(repaired.manifest.recovered?.lost).to.have.length(3);
    const reader = await ArchiveReader.open(new BytesSource(repaired.bytes));
    const [, result] = (await reader.readSegment<'transcript'>(TRACK, 0)).events;
    expect(result).to.deep.include({ id: 'result', ...call, status: 'completed', content: [shell] });
    expect(repaired.manifest.tracks[2]).to.include({ id: 'gone', cols: 90, rows: 20, events: 0 });
  });

  it('shows behind a gap what the keyframe shows, sought or played [RWR-7] [TIME-5]', async () => {
    const events = Array.from({ length: 12 }, (_, n) => ({
      t: n * 10,
      code: 'o',
      data: `${n} \x1b[3${n % 8}m${noiseText(60, n)}\r\n${SEQUENCES[n] ?? ''}`,
    }));
    const truth = new TerminalState({ cols: 80, rows: 24 });
    const segments: SegmentInput<'terminal'>[] = [];
    for (let at = 0; at < events.length; at += 3) {
      const time = at === 0 ? 0 : (at - 1) * 10;
      const snapshot = truth.snapshot();
      // As another writer may have it: the terminal has just been reset, so the data need not do it [TRM-2].
      const keyframe = { ...snapshot, data: snapshot.data.replace('\x1bc', '') };
      segments.push({ time, keyframe, events: events.slice(at, at + 3) });
      for (const event of events.slice(at, at + 3)) truth.apply(event);
    }
    const { bytes } = await buildArchive({ terminal: segments, index: { duration: 1000 } });
    await damage(bytes, CAST, 2);

    const repaired = await repair(bytes);

    await expectValid(repaired.bytes);
    const reader = await ArchiveReader.open(new BytesSource(repaired.bytes));
    const played = new TerminalState({ cols: 80, rows: 24 });
    for (const event of (await reader.readSegment<'terminal'>(CAST, 0)).events) played.apply(event);
    expect(played.equals(truth)).to.equal(true);
  });

  it('claims no text of a file that changed where it cannot be seen [RWR-7]', async () => {
    const texts = ['one\n', `two ${noiseText(400, 3)}\n`, 'three\n'];
    const recorder = new ChangeRecorder({ storeText: () => 'blobs/none.txt' });
    const state = new FilesState();
    const segments: SegmentInput<'changes'>[] = [];
    for (const [n, after] of texts.entries()) {
      segments.push({ time: n * 100, keyframe: state.snapshot(), events: [] });
      const paths = n === 2 ? ['last'] : ['same', 'changed'];
      for (const path of paths) {
        const text = path === 'same' ? 'always\n' : after;
        const source = {
          type: 'change',
          time: n * 100,
          sourceId: `${n}`,
          path,
          op: 'modify',
          after: text,
        } as const;
        for (const change of recorder.record(source)) {
          const event = { t: n * 100, id: `${path}${n}`, ...change };
          state.apply(event);
          (segments[n]!.events as ChangeEvent[]).push(event);
        }
      }
    }
    const { bytes } = await buildArchive({ changes: segments, index: { duration: 1000 } });
    await damage(bytes, CHANGES, 1);

    const repaired = await repair(bytes);

    await expectValid(repaired.bytes);
    const reader = await ArchiveReader.open(new BytesSource(repaired.bytes));
    const history = new FileHistory({
      times: reader.segments(CHANGES).map(({ time }) => time),
      blob: (path) => reader.readText(path),
      segment: (index) => reader.readSegment<'changes'>(CHANGES, index),
    });
    expect(await history.textAt('changed', 199)).to.equal('one\n');
    expect((await history.filesAt(200)).map(({ path }) => path)).to.deep.equal(['last', 'same']);
    expect(repaired.manifest.stats?.changes).to.equal(3);
  });

  it('leaves out lines that cannot be read, says how many, and goes on from the next keyframe', async () => {
    const { bytes } = await buildArchive(input);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const entries = [];
    for (const path of (await reader.directory).keys()) {
      let text = await reader.readText(path);
      if (path === TRACK) text = text.replace(/^.*"b1".*$/m, 'no JSON').replace(/^.*"b3".*$/m, '[]');
      // The only event of the second segment of the recording.
      if (path === CAST) text = text.replace(/(# {"segment":1.*\n).*\n/, '$1no JSON\n');
      if (path !== 'index.json') entries.push({ path, content: text });
    }

    const repaired = await repair(buildZip({ entries }));

    await expectValid(repaired.bytes);
    const { ids, times } = await content(repaired.bytes);
    expect(ids).to.deep.equal(['a0', 'b0', 'a1', 'a2', 'b2', 'a3', 'a4', 'b4']);
    expect(times).to.deep.equal([7, 107, 107, 207, 307]);
    const codes = repaired.diagnostics.map(({ code }) => code);
    expect(codes.filter((code) => code === 'recovered-line-lost')).to.have.length(3);
    expect(repaired.manifest.recovered?.lost).to.have.length(3);
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
