import { deflateRaw } from 'pako';
import { describe, expect, it } from '#test';
import {
  ArchiveReader,
  BytesSource,
  streamEntry,
  validateArchive,
  type ArchiveErrorCode,
} from '#src/format/index.ts';
import { endsWithFlush, hasTrailingBytes, inflate, inflateSegment } from '#src/format/segments/inflate.ts';
import { alterEntry, type RawEntry } from '../helpers/altered-archive.ts';
import { buildArchive, joinBytes, pakoDeflater } from '../helpers/archive-builder.ts';
import { expectArchiveError } from '../helpers/errors.ts';
import { CAST, manySegments, TRACK } from '../helpers/many-segments.ts';
import { noise, noiseText } from '../helpers/noise.ts';

const HIDDEN = new TextEncoder().encode('hidden');
/** More than is inflated at a time. */
const LONG_LOG = noiseText(200_000);

const withTrailing = (entry: RawEntry): RawEntry => ({
  ...entry,
  raw: { ...entry.raw, stored: joinBytes([entry.raw.stored, HIDDEN]) },
});

async function archive(): Promise<Uint8Array<ArrayBuffer>> {
  const entries = { 'source/long.jsonl': LONG_LOG, 'source/short.jsonl': 'short', ...manySegments.entries };
  return (await buildArchive({ ...manySegments, entries })).bytes;
}

async function errorsOf(bytes: Uint8Array): Promise<string[]> {
  const { findings } = await validateArchive(new BytesSource(bytes));
  return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

async function drain(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces) expect(piece).to.be.instanceOf(Uint8Array);
}

describe('bytes behind the end of a deflate stream', () => {
  for (const path of ['source/long.jsonl', 'source/short.jsonl', 'future.bin', 'README.txt']) {
    it(`make ${path} invalid, and it is not read`, async () => {
      const bytes = await alterEntry(await archive(), path, withTrailing);
      const reader = await ArchiveReader.open(new BytesSource(bytes));
      const entry = (await reader.directory).get(path)!;

      expect(await errorsOf(bytes)).to.include('corrupt-entry' satisfies ArchiveErrorCode);
      await expectArchiveError(reader.readEntry(path), 'corrupt-entry');
      await expectArchiveError(drain(streamEntry(new BytesSource(bytes), entry)), 'corrupt-entry');
    });
  }

  it('make a manifest unreadable', async () => {
    const bytes = await alterEntry(await archive(), 'manifest.json', withTrailing);

    await expectArchiveError(ArchiveReader.open(new BytesSource(bytes)), 'corrupt-entry');
  });

  it('make a track unreadable, and the archive invalid', async () => {
    const bytes = await alterEntry(await archive(), TRACK, withTrailing);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    await reader.directory;

    expect(reader.segments(TRACK)).to.deep.equal([]);
    expect(reader.diagnostics.map(({ code }) => code)).to.include('track-unreadable');
    expect(await errorsOf(bytes)).to.include('track-unreadable');
  });

  it('are not hidden in a segment either', async () => {
    const content = noise(500);
    const ended = joinBytes([deflateRaw(content), HIDDEN, Uint8Array.of(0, 0, 0xff, 0xff)]);

    expect(endsWithFlush(ended)).to.equal(true);
    expect(inflateSegment(ended, 500)).to.equal(undefined);
    expect(inflateSegment(await pakoDeflater.segment(content), 500)).to.deep.equal(content);
  });
});

describe('the end of a track', () => {
  it('is the empty final block, bit for bit', async () => {
    const bytes = await archive();
    for (let bit = 0; bit < 16; bit += 1) {
      const flipped = await alterEntry(bytes, CAST, ({ raw, ...entry }) => {
        const stored = raw.stored.slice();
        stored[stored.length - 2 + (bit >>> 3)]! ^= 1 << (bit & 7);
        return { ...entry, raw: { ...raw, stored } };
      });
      const reader = await ArchiveReader.open(new BytesSource(flipped));
      const last = reader.segments(CAST).length - 1;
      const { events } = await reader.readSegment(CAST, last);
      await reader.readSegment(CAST, last);

      expect(await errorsOf(flipped), `bit ${bit}`).to.deep.equal(['segment-form']);
      // The segment is sound, and shown; what is wrong is said once.
      expect(events).to.have.length(1);
      expect(reader.diagnostics.map(({ code }) => code)).to.deep.equal(['track-end']);
    }
  });
});

describe('inflating a large stream', () => {
  const content = noise(100_000);
  const stored = deflateRaw(content);

  it('takes exactly the declared size, and no bytes behind it', () => {
    expect(inflate(stored, content.length)).to.deep.equal(content);
    expect(inflate(stored, content.length - 1)).to.equal(undefined);
    expect(inflate(stored, content.length + 1)).to.equal(undefined);
    expect(inflate(stored.subarray(0, -1), content.length)).to.equal(undefined);
    expect(hasTrailingBytes(stored)).to.equal(false);
    expect(hasTrailingBytes(joinBytes([stored, HIDDEN]))).to.equal(true);
  });

  it('gives up on a size that no stream of these bytes can have', () => {
    expect(inflate(stored, 2 ** 40)).to.equal(undefined);
  });
});

describe('the digests of an archive', () => {
  it('are compared when an entry is read whole [MAN-8]', async () => {
    const bytes = await alterEntry(await archive(), 'future.bin', ({ path }) => ({
      path,
      content: 'changed',
    }));
    const reader = await ArchiveReader.open(new BytesSource(bytes));

    expect(await reader.readText('future.bin')).to.equal('changed');
    await reader.readText('future.bin');
    await reader.readText('README.txt');
    const told = reader.diagnostics.filter(({ code }) => code === 'digest-mismatch');
    expect(told.map(({ entry }) => entry)).to.deep.equal(['future.bin']);
  });

  it('of a blob is its name', async () => {
    const bytes = await archive();
    const whole = await ArchiveReader.open(new BytesSource(bytes));
    const blob = [...(await whole.directory).keys()].find((path) => path.startsWith('blobs/'))!;
    const changed = await alterEntry(bytes, blob, ({ path }) => ({ path, content: 'changed' }));
    const reader = await ArchiveReader.open(new BytesSource(changed));
    await whole.readEntry(blob);
    await reader.readEntry(blob);

    expect(whole.diagnostics).to.deep.equal([]);
    expect(reader.diagnostics.map(({ code }) => code)).to.deep.equal(['index-mismatch', 'digest-mismatch']);
    expect(await errorsOf(changed)).to.deep.equal(['digest-mismatch']);
  });
});
