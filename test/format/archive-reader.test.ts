import { describe, expect, it } from '#test';
import { inflateSync } from 'fflate';
import {
  ArchiveReader,
  BytesSource,
  validateArchive,
  type ReaderOptions,
  type TranscriptEvent,
} from '#src/format/index.ts';
import { HEAD_ENTRIES } from '#src/format/archive-layout.ts';
import { buildArchive, joinBytes, type ArchiveInput, type SegmentInput } from '../helpers/archive-builder.ts';
import { CountingSource } from '../helpers/counting-source.ts';
import { expectArchiveError } from '../helpers/errors.ts';
import { noise, noiseText } from '../helpers/noise.ts';
import { buildZip, type ZipEntryInput } from '../helpers/zip-builder.ts';

const message = (t: number, id: string, text = id): TranscriptEvent => ({
  t,
  id,
  sessionUpdate: 'agent_message_chunk',
  content: { type: 'text', text },
});

/** Three segments of a transcript, about `size` bytes each that do not deflate well. */
function segments(size: number, count = 3): SegmentInput<'transcript'>[] {
  return Array.from({ length: count }, (_, index) => ({
    time: index * 100,
    keyframe: { turns: index },
    events: [message(index * 100 + 1, `e${index}`, noiseText(size, index + 1))],
  }));
}

const large: ArchiveInput = { transcript: segments(50_000), index: { duration: 1000 } };
const TRACK = 'transcript/main.ndjson';

async function open(input: ArchiveInput, options?: ReaderOptions & { hideSize?: boolean }) {
  const { bytes } = await buildArchive(input);
  const source = new CountingSource(new BytesSource(bytes, 'test.reprise'), options);
  return { bytes, source, reader: await ArchiveReader.open(source, options) };
}

/** An archive as another tool writes it: the same content in another order, with another deflater's streams. */
async function repack(
  bytes: Uint8Array,
  change: (entries: ZipEntryInput[]) => readonly ZipEntryInput[] = (entries) => entries,
): Promise<Uint8Array> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  const entries: ZipEntryInput[] = [];
  for (const path of (await reader.directory).keys()) {
    entries.push({ path, content: await reader.readEntry(path), ...(path === 'mimetype' && { method: 0 }) });
  }
  return buildZip({ entries: change(entries) });
}

describe('ArchiveReader', () => {
  it('opens with the head and the tail, and reads a segment with one read [HTTP-4]', async () => {
    const { bytes, source, reader } = await open(large);
    await reader.directory;
    expect(source.reads).to.equal(2);
    expect(source.ranges[1]![0] + source.ranges[1]![1]).to.equal(bytes.length);
    expect(source.ranges[1]![1]).to.be.lessThan(1000);

    for (const index of [2, 0, 1]) {
      source.reset();
      const segment = await reader.readSegment<'transcript'>(TRACK, index);
      expect(segment.events.map(({ id }) => id)).to.deep.equal([`e${index}`]);
      expect(source.reads).to.be.at.most(1);
    }
  });

  it('reads the tail and the first segment while the other is under way', async () => {
    const { reader } = await open(large);

    const [segment] = await Promise.all([reader.readSegment(TRACK, 0), reader.directory]);

    expect(segment.events).to.have.length(1);
  });

  it('opens a small archive with one read and needs no other', async () => {
    const { source, reader } = await open({ transcript: segments(1000), index: { duration: 1000 } });
    await reader.directory;
    for (const index of [0, 1, 2]) await reader.readSegment(TRACK, index);
    await reader.readText('README.txt');

    expect(source.reads).to.equal(1);
  });

  it('reads the rest of a head over 64 KiB with one read more', async () => {
    const turns = Array.from({ length: 3000 }, (_, index) => ({
      ...{ time: index, id: noiseText(10, index + 1), excerpt: noiseText(60, index + 7) },
      ...{ toolCalls: 0, changes: 0, errors: 0 },
    }));
    for (const input of [
      { ...large, index: { duration: 1000, turns } },
      { ...large, manifest: { filler: noiseText(100_000) } },
    ]) {
      const { source, reader } = await open(input);
      await reader.directory;
      expect(source.reads).to.equal(3);
      expect(reader.diagnostics).to.deep.equal([]);
      expect(reader.indexRebuilt).to.equal(false);
    }
  });

  it('knows the size from the index where the source hides it [IDX-4]', async () => {
    const { bytes, source, reader } = await open(large, { hideSize: true });
    await reader.directory;

    expect(reader.size).to.equal(bytes.length);
    expect(source.reads).to.equal(2);
  });

  it('reads an entry whole with one read', async () => {
    const input: ArchiveInput = { ...large, entries: { 'source/a.bin': noise(100_000) } };
    const { source, reader } = await open(input);
    await reader.directory;
    source.reset();

    expect(await reader.readEntry('source/a.bin')).to.deep.equal(noise(100_000));
    expect(source.reads).to.equal(1);
  });

  it('rejects what is not there', async () => {
    const { reader } = await open(large);

    await expectArchiveError(reader.readEntry('gone.txt'), 'entry-not-found');
    await expectArchiveError(reader.readSegment(TRACK, 3), 'entry-not-found');
    expect(reader.segments('transcript/gone.ndjson')).to.deep.equal([]);
  });

  it('loses one segment, not the others, when one is damaged', async () => {
    const { bytes } = await buildArchive(large);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const { offset, storedSize } = reader.segments(TRACK)[1]!;
    bytes[offset + (storedSize >>> 1)]! ^= 1;

    await expectArchiveError(reader.readSegment(TRACK, 1), 'corrupt-entry');
    expect((await reader.readSegment(TRACK, 2)).events).to.have.length(1);
  });

  it('compares the local header of a track with its first segment', async () => {
    const { bytes } = await buildArchive(large);
    const reader = await ArchiveReader.open(new BytesSource(bytes.slice()));
    const { offset } = reader.segments(TRACK)[0]!;
    for (const at of [offset - 1, offset - TRACK.length - 12, offset - TRACK.length - 24]) {
      const damaged = bytes.slice();
      damaged[at]! ^= 2;
      const source = new CountingSource(new BytesSource(damaged));
      const other = await ArchiveReader.open(source);
      const seen = other.directory.then(() => other.readSegment(TRACK, 0));
      await expectArchiveError(seen, 'ambiguous-archive');
    }
  });

  it('stops at the limits [LIM-1]', async () => {
    await expectArchiveError(open(large, { limits: { maxMetadataSize: 100 } }), 'limit-exceeded');
    const { reader } = await open(large, { limits: { maxSegmentSize: 1000, maxEntrySize: 1000 } });
    await expectArchiveError(reader.readSegment(TRACK, 0), 'limit-exceeded');
    await expectArchiveError(reader.readEntry(TRACK), 'limit-exceeded');
  });

  it('gives no entry whose content is not what its checksum says', async () => {
    const crc32 = 1;
    const bytes = await repack((await buildArchive(large)).bytes, (entries) => [
      ...entries,
      { path: 'notes.json', content: '{}', local: { crc32 }, central: { crc32 } },
    ]);
    const reader = await ArchiveReader.open(new BytesSource(bytes));

    await expectArchiveError(reader.readEntry('notes.json'), 'corrupt-entry');
  });

  it('never inflates more than an entry declares [LIM-2]', async () => {
    const bomb = new Uint8Array(1_000_000);
    const bytes = await repack((await buildArchive(large)).bytes, (entries) => [
      ...entries,
      { path: 'notes.json', content: bomb, local: { size: 1000 }, central: { size: 1000 } },
    ]);
    const reader = await ArchiveReader.open(new BytesSource(bytes));

    await expectArchiveError(reader.readEntry('notes.json'), 'corrupt-entry');
  });
});

describe('an archive that another tool has written', () => {
  const transcript = [
    ...segments(100, 2),
    { time: 300, keyframe: { mode: 'plan' }, events: [message(301, 'e9')] },
  ];
  const input: ArchiveInput = {
    transcript,
    terminal: [
      { time: 0, events: [{ t: 5, code: 'o', data: 'a' }] },
      { time: 5, keyframe: { cols: 80, rows: 24, data: 'a' }, events: [{ t: 7, code: 'o', data: 'b' }] },
    ],
    index: { duration: 1000, activity: [{ start: 0, end: 10 }] },
  };

  async function expectContent(bytes: Uint8Array, codes: readonly string[]): Promise<void> {
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    await reader.directory;
    expect(reader.diagnostics.map(({ code }) => code)).to.deep.equal(codes);
    expect(reader.indexRebuilt).to.equal(true);
    expect(reader.index).to.deep.include({ duration: 1000, activity: [], turns: [], files: [] });
    expect(reader.segments(TRACK).map(({ time }) => time)).to.deep.equal([0, 100, 300]);
    const segment = await reader.readSegment<'transcript'>(TRACK, 2);
    expect(segment).to.deep.include({ keyframe: { mode: 'plan' }, events: [message(301, 'e9')] });
    const terminal = await reader.readSegment<'terminal'>('terminal/main.cast', 1);
    expect(terminal.events).to.deep.equal([{ t: 7, code: 'o', data: 'b' }]);
  }

  it('plays with a rebuilt index when its streams are others', async () => {
    const { bytes } = await buildArchive(input);

    await expectContent(await repack(bytes), ['index-mismatch']);
  });

  it('plays without an index', async () => {
    const { bytes } = await buildArchive(input);
    const without = await repack(bytes, (entries) => entries.filter(({ path }) => path !== 'index.json'));

    await expectContent(without, ['index-missing']);
  });

  it('plays with an index that cannot be read', async () => {
    const { bytes } = await buildArchive(input);
    for (const content of ['{', '[]', '{"version":2}', '{"version":1,"rest":-5}']) {
      const broken = await repack(bytes, (entries) =>
        entries.map((entry) => (entry.path === 'index.json' ? { ...entry, content } : entry)),
      );
      await expectContent(broken, ['index-unreadable']);
    }
  });

  it('plays in another entry order', async () => {
    const { bytes } = await buildArchive(input);

    await expectContent(await repack(bytes, (entries) => entries.toReversed()), [
      'entry-order',
      'index-mismatch',
    ]);
  });

  it('says so where only what stands behind the head is in another order', async () => {
    const { bytes } = await buildArchive(input);
    const inOrder = await ArchiveReader.open(new BytesSource(bytes));
    expect([...(await inOrder.directory).keys()].slice(0, 4)).to.deep.equal(HEAD_ENTRIES);
    const withSource = (entries: readonly ZipEntryInput[]): ZipEntryInput[] => [
      ...entries.slice(0, 4),
      { path: 'source/log.jsonl', content: '{}' },
      ...entries.slice(4),
    ];

    await expectContent(await repack(bytes, withSource), ['entry-order', 'index-mismatch']);
  });

  it('finds its segments when it was opened before the index was checked', async () => {
    const bytes = await repack((await buildArchive(input)).bytes);
    const reader = await ArchiveReader.open(new BytesSource(bytes));

    const segment = await reader.readSegment<'transcript'>(TRACK, 2);

    expect(segment.events).to.deep.equal([message(301, 'e9')]);
  });

  it('is asked for its size when the source hides it and the index is of another file', async () => {
    const bytes = await repack((await buildArchive(input)).bytes);
    const source = new CountingSource(new BytesSource(bytes), { hideSize: true });
    const reader = await ArchiveReader.open(source);
    await reader.directory;

    expect(reader.size).to.equal(bytes.length);
    expect(reader.indexRebuilt).to.equal(true);
  });

  it('reports a track that is missing, and one that is damaged, and plays the others', async () => {
    const { bytes } = await buildArchive(input);
    const broken = await repack(bytes, (entries) => [
      ...entries.filter(({ path }) => path !== 'terminal/main.cast'),
    ]);
    const reader = await ArchiveReader.open(new BytesSource(broken));
    await reader.directory;

    expect(reader.diagnostics.map(({ code }) => code)).to.include('track-missing');
    expect((await reader.readSegment(TRACK, 0)).events).to.have.length(1);
  });

  it('is no archive without our media type', async () => {
    const { bytes } = await buildArchive(input);
    const other = await repack(bytes, (entries) => entries.filter(({ path }) => path !== 'mimetype'));
    await expectArchiveError(ArchiveReader.open(new BytesSource(other)), 'not-an-archive');
    const docx = buildZip({ entries: [{ path: 'word/document.xml', content: '<x/>' }] });
    await expectArchiveError(ArchiveReader.open(new BytesSource(docx)), 'not-an-archive');
  });
});

describe('the manifest of an archive', () => {
  const withManifest = async (
    change: (manifest: Record<string, unknown>) => unknown,
  ): Promise<BytesSource> => {
    const { bytes } = await buildArchive(large);
    const changed = await repack(bytes, (entries) =>
      entries.map((entry) => {
        if (entry.path !== 'manifest.json') return entry;
        const manifest = JSON.parse(new TextDecoder().decode(entry.content as Uint8Array)) as Record<
          string,
          unknown
        >;
        return { ...entry, content: JSON.stringify(change(manifest)) };
      }),
    );
    return new BytesSource(changed);
  };

  it('is refused when it is of a newer major version, and says which is needed', async () => {
    const source = await withManifest((manifest) => ({ ...manifest, version: '2.0', tracks: 'other' }));

    const error = await expectArchiveError(ArchiveReader.open(source), 'unsupported-version');
    expect(error.message).to.contain('2.0');
  });

  it('opens when it is of a newer minor version, and keeps what it does not know', async () => {
    const source = await withManifest((manifest) => ({
      ...manifest,
      version: '1.7',
      mood: { happy: true },
      tracks: [...(manifest['tracks'] as object[]), { id: 'x', kind: 'video', entry: 'video/x.bin' }],
    }));

    const reader = await ArchiveReader.open(source);
    await reader.directory;

    expect(reader.manifest['mood']).to.deep.equal({ happy: true });
    expect(reader.segments('video/x.bin')).to.deep.equal([]);
    expect(reader.diagnostics.map(({ code }) => code)).to.include('newer-version');
  });

  it('is refused when a member is not as it must be, with its path', async () => {
    for (const [change, path] of [
      [{ duration: -1 }, 'duration'],
      [{ duration: 1e400 }, 'duration'],
      [{ tracks: [{ id: 1 }] }, 'tracks.0.id'],
      [{ generator: { name: 'x' } }, 'generator.version'],
      [{ title: null }, 'title'],
      [{ format: 'zip' }, 'format'],
      [{ digests: { a: 'b' } }, 'digests.a'],
    ] as const) {
      const source = await withManifest((manifest) => ({ ...manifest, ...change }));
      const error = await expectArchiveError(ArchiveReader.open(source), 'invalid-entry');
      expect(error.message).to.contain(`"${path}"`);
    }
    await expectArchiveError(ArchiveReader.open(await withManifest(() => [])), 'invalid-entry');
  });

  it('is refused when it is nested too deeply, without a stack overflow', async () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const { bytes } = await buildArchive(large);
    const changed = await repack(bytes, (entries) =>
      entries.map((entry) => (entry.path === 'manifest.json' ? { ...entry, content: deep } : entry)),
    );

    await expectArchiveError(ArchiveReader.open(new BytesSource(changed)), 'invalid-entry');
  });

  it('changes no prototype', async () => {
    const source = await withManifest((manifest) =>
      JSON.parse(
        JSON.stringify(manifest).replace('{', '{"__proto__":{"polluted":true},"constructor":{"x":1},'),
      ),
    );
    const reader = await ArchiveReader.open(source);

    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
    expect(reader.manifest.title).to.equal('Test session');
  });
});

describe('a file that is no archive', () => {
  for (const [what, content] of Object.entries({
    'an empty file': '',
    'a web page': '<!DOCTYPE html><title>404</title>',
    'a Git LFS pointer': 'version https://git-lfs.github.com/spec/v1\noid sha256:00',
    'a log': '{"type":"user"}\n',
    'something else': 'GIF89a',
    'the start of a ZIP': 'PK\x03\x04',
    'an empty ZIP': `PK\x05\x06${'\0'.repeat(18)}`,
  })) {
    it(`is refused when it is ${what}`, async () => {
      const open = ArchiveReader.open(new BytesSource(new TextEncoder().encode(content)));

      const code = content.startsWith('PK\x03') ? 'truncated-archive' : 'not-an-archive';
      const error = await expectArchiveError(open, code);
      expect(error.message).to.match(/^"archive" /);
    });
  }
});

describe('an entry of segments', () => {
  it('is one deflate stream that every inflater reads [SEG-1] [SEG-2]', async () => {
    const { bytes } = await buildArchive(large);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const entry = (await reader.directory).get(TRACK)!;
    const stored = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.storedSize);

    const whole = inflateSync(stored);

    expect(whole).to.have.length(entry.size);
    expect([...stored.subarray(-6)]).to.deep.equal([0, 0, 0xff, 0xff, 3, 0]);
  });

  it('is refused by validation when bytes hide between its segments', async () => {
    const { bytes } = await buildArchive(large);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const { offset } = reader.segments(TRACK)[1]!;
    const hidden = joinBytes([bytes.subarray(0, offset), Uint8Array.of(1, 2, 3), bytes.subarray(offset)]);

    const report = await validateArchive(new BytesSource(hidden));

    expect(report.valid).to.equal(false);
  });
});
