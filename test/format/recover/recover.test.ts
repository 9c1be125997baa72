import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, recoverArchive } from '#src/format/index.ts';
import { buildArchive, joinBytes } from '../../helpers/archive-builder.ts';
import { manySegments as input, TRACK } from '../../helpers/many-segments.ts';
import { buildZip } from '../../helpers/zip-builder.ts';

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
