import { describe, expect, it } from '#test';
import {
  ArchiveWriter,
  BytesSink,
  MemorySpool,
  type Deflater,
  type Spool,
  type TranscriptEvent,
} from '#src/format/index.ts';
import { MAX_BACKLOG } from '#src/format/backlog.ts';
import { centralDirectory, localHeader, placeEntries } from '#src/format/zip/zip-writer.ts';
import { readEndRecord } from '#src/format/zip/end-record.ts';
import { readLocalHeader } from '#src/format/zip/local-header.ts';
import { buildArchive, pakoDeflater, TERMINAL_HEADER } from '../helpers/archive-builder.ts';
import { expectArchiveError } from '../helpers/errors.ts';

const event = (t: number): TranscriptEvent => ({ t, id: `e${t}`, sessionUpdate: '_reprise/turn' });
const writer = (limits = {}) => new ArchiveWriter({ deflater: pakoDeflater, limits });

describe('ArchiveWriter', () => {
  it('refuses names that break the grammar or are taken', () => {
    const archive = writer();
    archive.addTrack('transcript/main.ndjson', 'transcript');

    expect(() => archive.addTrack('transcript/MAIN.ndjson', 'transcript')).to.throw(TypeError);
    expect(() => archive.addTrack('changes/a.ndjson', 'transcript')).to.throw(TypeError);
    expect(() => archive.addTrack('transcript/a.ndjson', 'transcript', TERMINAL_HEADER)).to.throw(TypeError);
    expect(() => archive.addTrack('terminal/a.cast', 'terminal')).to.throw(TypeError);
    for (const path of ['../x', '/x', 'a b', '', 'manifest.json', 'README.TXT']) {
      expect(() => archive.addEntry(path, new Uint8Array()), path).to.throw(TypeError);
    }
    expect(() => archive.addBlob(new Uint8Array(), 'P/NG')).to.throw(TypeError);
  });

  it('refuses times that go back [TIME-2]', () => {
    const track = writer().addTrack('transcript/main.ndjson', 'transcript');

    expect(() => track.append(event(0))).to.throw(TypeError);
    track.cut(10, {});
    expect(() => track.append(event(9))).to.throw(RangeError);
    track.append(event(20));
    expect(() => track.cut(19, {})).to.throw(RangeError);
    for (const time of [1.5, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => track.append(event(time))).to.throw(RangeError);
    }
    expect(track.eventCount).to.equal(1);
  });

  it('counts the events of the open segment without its keyframe', () => {
    const track = writer().addTrack('transcript/main.ndjson', 'transcript');
    expect(track.keyframeSize).to.equal(0);
    track.cut(0, { title: 'x'.repeat(1000) });
    expect(track.segmentSize).to.equal(0);
    expect(track.keyframeSize).to.be.within(1000, 1100);

    track.append(event(0));
    expect(track.segmentSize).to.equal(JSON.stringify(event(0)).length + 1);
    track.cut(5, {});
    expect(track.segmentSize).to.equal(0);
  });

  it('refuses a line over the limit', async () => {
    const track = writer({ maxLineSize: 20 }).addTrack('transcript/main.ndjson', 'transcript');
    const append = async () => track.cut(0, { title: 'x'.repeat(100) });

    await expectArchiveError(append(), 'limit-exceeded');
  });

  it('stores equal blobs once, media as they are', async () => {
    const archive = writer();
    const bytes = new Uint8Array(1000);

    expect(archive.addBlob(bytes, 'txt')).to.equal(archive.addBlob(bytes.slice(), 'txt'));
    expect(archive.addBlob(bytes, 'png')).to.match(/^blobs\/[0-9a-f]{64}\.png$/);
  });

  it('uses one spool, and closes it', async () => {
    const spools: Spool[] = [];
    let closed = 0;
    const createSpool = () => {
      const memory = new MemorySpool();
      const spool: Spool = {
        write: (bytes) => memory.write(bytes),
        read: (offset, length) => Promise.resolve(memory.read(offset, length)),
        close: () => {
          closed += 1;
        },
      };
      spools.push(spool);
      return spool;
    };
    const segment = { time: 0, keyframe: {}, events: [event(0)] };
    const spooled = await buildArchive({ transcript: [segment], writer: { createSpool } });

    expect([spools.length, closed]).to.deep.equal([1, 1]);
    expect(spooled.bytes).to.deep.equal((await buildArchive({ transcript: [segment] })).bytes);
  });

  it('closes its spool when the sink fails', async () => {
    for (let failing = 0; failing < 12; failing += 1) {
      let closed = false;
      const memory = new MemorySpool();
      const spool: Spool = {
        write: (bytes) => memory.write(bytes),
        read: (offset, length) => memory.read(offset, length),
        close: () => {
          closed = true;
        },
      };
      const archive = new ArchiveWriter({ deflater: pakoDeflater, createSpool: () => spool });
      archive.addTrack('transcript/main.ndjson', 'transcript').cut(0, {});
      let writes = 0;
      const sink = {
        write: () => {
          if (writes++ === failing) throw new Error('disk full');
        },
      };
      const manifest = { title: '', duration: 0, generator: { name: 'x', version: '1' }, tracks: [] };
      const error: unknown = await archive
        .finish(manifest, { duration: 0, activity: [], turns: [], files: [] }, sink)
        .catch((thrown: unknown) => thrown);
      expect(String(error)).to.contain(writes > failing ? 'disk full' : '');
      expect(closed).to.equal(true);
    }
  });

  it('gives the same bytes whenever the deflater answers', async () => {
    const segments = Array.from({ length: 6 }, (_, index) => ({
      time: index,
      keyframe: {},
      events: [event(index)],
    }));
    const waiting: (() => void)[] = [];
    const deflater: Deflater = {
      ...pakoDeflater,
      segment: (bytes) =>
        new Promise((resolve) => waiting.unshift(() => resolve(pakoDeflater.segment(bytes)))),
    };

    const building = buildArchive({ transcript: segments, writer: { deflater } });
    expect(waiting.length).to.equal(6);
    for (const answer of waiting) answer();

    expect((await building).bytes).to.deep.equal((await buildArchive({ transcript: segments })).bytes);
  });

  it('says when so much is being compressed that one has to wait', async () => {
    const waiting: (() => void)[] = [];
    const deflater: Deflater = {
      ...pakoDeflater,
      segment: (bytes) => new Promise((resolve) => waiting.push(() => resolve(bytes))),
    };
    const archive = new ArchiveWriter({ deflater });
    const entry = archive.addSegmentedEntry('transcript/main.ndjson', 'transcript');
    const add = () => entry.add({ number: 0, time: 0 }, new Uint8Array(MAX_BACKLOG / 2));

    add();
    add();
    expect(archive.room()).to.equal(undefined);
    add();
    let hasRoom = false;
    const room = archive.room()!.then(() => (hasRoom = true));
    expect(hasRoom).to.equal(false);
    waiting[1]!();
    await room;
    expect(archive.room()).to.equal(undefined);
  });

  it('fails where the deflater does, after all it does has ended', async () => {
    const spool = new MemorySpool();
    let answer: () => void = () => undefined;
    const pieces: Uint8Array[] = [];
    const deflater: Deflater = {
      ...pakoDeflater,
      segment: (bytes) =>
        bytes.length === 1
          ? Promise.reject(new Error('no threads'))
          : new Promise((resolve) => (answer = () => resolve(bytes))),
    };
    const createSpool = (): Spool => ({
      write: (bytes) => pieces.push(bytes),
      read: (offset, length) => spool.read(offset, length),
      close: () => undefined,
    });
    let failed = false;
    const work = ArchiveWriter.use({ deflater, createSpool }, async (archive) => {
      const entry = archive.addSegmentedEntry('transcript/main.ndjson', 'transcript');
      entry.add({ number: 0, time: 0 }, new Uint8Array(1));
      entry.add({ number: 1, time: 0 }, new Uint8Array(2));
      await Promise.resolve();
      throw new Error('given up');
    }).catch((error: unknown) => {
      failed = true;
      return error;
    });

    await new Promise((resolve) => setTimeout(resolve));
    expect(failed).to.equal(false);
    answer();
    expect(String(await work)).to.contain('given up');
    expect(pieces.map(({ length }) => length)).to.deep.equal([2]);

    const archive = new ArchiveWriter({ deflater });
    archive
      .addSegmentedEntry('transcript/main.ndjson', 'transcript')
      .add({ number: 0, time: 0 }, new Uint8Array(1));
    const manifest = { title: '', duration: 0, generator: { name: 'x', version: '1' }, tracks: [] };
    const index = { duration: 0, activity: [], turns: [], files: [] };
    const error: unknown = await archive
      .finish(manifest, index, new BytesSink())
      .catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain('no threads');
  });

  it('derives the id from the content', async () => {
    const [a, b, c] = await Promise.all([
      buildArchive({ entries: { 'notes.json': 'a' } }),
      buildArchive({ entries: { 'notes.json': 'a' } }),
      buildArchive({ entries: { 'notes.json': 'b' } }),
    ]);

    expect(a.manifest.id).to.equal(b.manifest.id);
    expect(a.manifest.id).to.not.equal(c.manifest.id);
  });
});

describe('ZIP64', () => {
  const big = { path: 'a.bin', method: 'store' as const, crc32: 7, size: 2 ** 33, storedSize: 2 ** 33 };

  it('is used where a value needs it, and only there', () => {
    const small = { ...big, size: 0xfffffffe, storedSize: 0xfffffffe };
    expect(readLocalHeader(localHeader(small), 0, 0)).to.deep.include({ size: 0xfffffffe, headerSize: 35 });
    expect(readLocalHeader(localHeader(big), 0, 0)).to.deep.include({ size: 2 ** 33, headerSize: 55 });

    const entries = placeEntries([big, { ...big, path: 'b.bin', size: 1, storedSize: 1 }], 0);
    const offset = 2 * 2 ** 33;
    const tail = centralDirectory(entries, offset);
    const end = readEndRecord(tail, offset, 'x');
    expect(end).to.deep.include({ entries: 2, directoryOffset: offset, zip64: true, needlessZip64: false });
    const classic = centralDirectory(placeEntries([small], 0), 1000);
    expect(readEndRecord(classic, 1000, 'x')).to.deep.include({ entries: 1, zip64: false });
  });

  it('counts more than 65,534 entries', () => {
    for (const [count, zip64] of [
      [65_534, false],
      [65_535, true],
      [65_536, true],
    ] as const) {
      const contents = Array.from({ length: count }, (_, index) => ({
        ...big,
        path: `e${index}`,
        size: 0,
        storedSize: 0,
      }));
      const end = readEndRecord(centralDirectory(placeEntries(contents, 0), 5), 5, 'x');

      expect(end).to.deep.include({ entries: count, zip64, needlessZip64: false });
    }
  });
});

describe('BytesSink', () => {
  it('gives back what was written [IDX-1]', () => {
    const sink = new BytesSink();
    sink.write(Uint8Array.of(1));
    sink.write(Uint8Array.of(2, 3));

    expect([...sink.bytes()]).to.deep.equal([1, 2, 3]);
  });
});
