import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, recoverArchive, type Recovery } from '#src/format/index.ts';
import { rawEntries, type RawEntry } from '../../helpers/altered-archive.ts';
import { buildArchive, joinBytes } from '../../helpers/archive-builder.ts';
import { manySegments as input, TRACK } from '../../helpers/many-segments.ts';
import { buildZip, type ZipEntryInput, type ZipInput } from '../../helpers/zip-builder.ts';

const DELETED: ZipEntryInput = { path: 'source/deleted.jsonl', content: 'a password', hidden: true };

/** An archive with more entries, put together again. */
async function archiveWith(
  add: (entries: RawEntry[]) => readonly ZipEntryInput[],
  options: Omit<ZipInput, 'entries'> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes } = await buildArchive({
    ...input,
    entries: { ...input.entries, 'source/kept.jsonl': 'kept' },
  });
  return buildZip({ ...options, entries: add(await rawEntries(bytes)) });
}

/** As the end record says it. */
function directoryOffset(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true);
}

const paths = ({ entries }: Recovery): string[] => entries.map(({ path }) => path);
const foreign = ({ diagnostics }: Recovery): (string | undefined)[] =>
  diagnostics.filter(({ code }) => code === 'entry-foreign').map(({ entry }) => entry);

describe('what is recovered', () => {
  it('is no entry that the directory does not name [RWR-15]', async () => {
    const old = { path: TRACK, content: '{"t":0,"id":"old","sessionUpdate":"_acme/x"}\n', hidden: true };
    const bytes = await archiveWith((entries) => [entries[0]!, DELETED, old, ...entries.slice(1)]);

    const recovery = await recoverArchive(new BytesSource(bytes));

    expect(paths(recovery)).to.not.include('source/deleted.jsonl');
    expect(paths(recovery)).to.include('source/kept.jsonl');
    expect(foreign(recovery)).to.deep.equal(['source/deleted.jsonl', TRACK]);
    expect((await recovery.readSegment<'transcript'>(TRACK, 0)).events[0]?.id).to.equal('a0');
    expect(recovery.complete).to.equal(true);
  });

  it('is no entry that the manifest does not name, when the directory is lost', async () => {
    const whole = await archiveWith((entries) => [...entries, DELETED]);
    const bytes = whole.subarray(0, directoryOffset(whole));

    const recovery = await recoverArchive(new BytesSource(bytes));

    expect(paths(recovery)).to.include('source/kept.jsonl');
    expect(paths(recovery)).to.not.include('source/deleted.jsonl');
    expect(foreign(recovery)).to.deep.equal(['source/deleted.jsonl']);
  });

  it('is what has a path of the format, when directory and manifest are lost', async () => {
    const other = { path: 'other/file.txt', content: 'x' };
    const whole = await archiveWith((entries) =>
      [...entries, other].filter(({ path }) => path !== 'manifest.json'),
    );
    const bytes = whole.subarray(0, directoryOffset(whole));

    const recovery = await recoverArchive(new BytesSource(bytes));

    expect(paths(recovery)).to.include.members([TRACK, 'source/kept.jsonl']);
    expect(foreign(recovery)).to.deep.equal(['future.bin', 'other/file.txt']);
  });

  it('is nothing of an archive in the data of an entry, whose own header is damaged', async () => {
    const inner = await buildArchive({
      ...input,
      manifest: { title: 'Inner' },
      entries: { 'source/inner.jsonl': 'x' },
    });
    const bytes = await archiveWith((entries) => [
      ...entries,
      { path: 'source/inner.bin', content: inner.bytes, method: 0 },
    ]);
    const header = bytes.findLastIndex(
      (_, at) =>
        new TextDecoder().decode(bytes.subarray(at, at + 16)) === 'source/inner.bin' &&
        bytes[at - 30] === 0x50 &&
        bytes[at - 28] === 3,
    );
    bytes[header - 30] = 0;

    const recovery = await recoverArchive(new BytesSource(bytes.subarray(0, -1)));

    expect(recovery.manifest?.title).to.equal('Test session');
    expect(paths(recovery)).to.not.include('source/inner.jsonl');
    expect(foreign(recovery)).to.include('source/inner.jsonl');
    expect(paths(recovery).filter((path) => path === TRACK)).to.have.length(1);
  });

  it('is the first of two archives in one file', async () => {
    const second = await buildArchive({
      ...input,
      manifest: { title: 'Second' },
      entries: { 'source/b': 'b' },
    });
    const first = await archiveWith((entries) => entries);

    const recovery = await recoverArchive(new BytesSource(joinBytes([first, second.bytes])));

    expect(recovery.manifest?.title).to.equal('Test session');
    expect(paths(recovery)).to.include('source/kept.jsonl');
    expect(paths(recovery)).to.not.include('source/b');
  });

  it('is everything that the directory names, whatever of it is damaged', async () => {
    const bytes = await archiveWith((entries) => entries);
    const names = [...(await (await ArchiveReader.open(new BytesSource(bytes))).directory).keys()];
    const others = names.filter((path) => !['manifest.json', 'index.json'].includes(path));
    for (let at = directoryOffset(bytes); at < bytes.length; at += 7) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0xff;

      const recovery = await recoverArchive(new BytesSource(damaged));

      expect(paths(recovery), `byte ${at}`).to.have.members(others);
      expect(foreign(recovery), `byte ${at}`).to.deep.equal([]);
    }
  });
});
