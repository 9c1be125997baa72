import { describe, expect, it } from '#test';
import { ArchiveError } from '#src/format/index.ts';
import { SegmentLoader } from '#src/reading/segment-loader.ts';
import { codeOf, EVENT_SIZE, FakeArchive, nameOf, outputs, settle } from './fake-archive.ts';

const ENTRY = 'terminal/main.cast';
const never = new AbortController().signal;

function archiveOf(segments: number): FakeArchive {
  const events = outputs(Array.from({ length: segments }, (_, i) => i * 10));
  return new FakeArchive({ tracks: [{ kind: 'terminal', events, segmentLength: 1 }] });
}

describe('SegmentLoader', () => {
  it('reads a segment once, however many ask for it', async () => {
    const archive = archiveOf(2);
    const loader = new SegmentLoader(archive);

    const [a, b] = await Promise.all([loader.load(ENTRY, 1, never), loader.load(ENTRY, 1, never)]);
    const c = await loader.load(ENTRY, 1, never);

    expect(a).to.equal(b);
    expect(a).to.equal(c);
    expect(archive.reads).to.deep.equal([`${ENTRY} 1`]);
  });

  it('keeps the segments used last, up to its size', async () => {
    const loader = new SegmentLoader(archiveOf(10), 3 * EVENT_SIZE);

    for (const index of [0, 1, 2]) await loader.load(ENTRY, index, never);
    loader.get(ENTRY, 0);
    await loader.load(ENTRY, 3, never);

    expect([0, 1, 2, 3].map((index) => loader.has(ENTRY, index))).to.deep.equal([true, false, true, true]);
    for (let index = 0; index < 10; index += 1) {
      await loader.load(ENTRY, index, never);
      expect(loader.size).to.be.at.most(3 * EVENT_SIZE);
    }
  });

  it('keeps a segment that is larger than its size by itself', async () => {
    const loader = new SegmentLoader(archiveOf(2), 1);

    await loader.load(ENTRY, 0, never);
    await loader.load(ENTRY, 1, never);

    expect(loader.has(ENTRY, 0)).to.equal(false);
    expect(loader.has(ENTRY, 1)).to.equal(true);
  });

  it('aborts a read when the last who waits for it leaves', async () => {
    const archive = archiveOf(1);
    archive.hold = true;
    const loader = new SegmentLoader(archive);
    const [first, second] = [new AbortController(), new AbortController()];
    const loads = [first, second].map(({ signal }) => nameOf(loader.load(ENTRY, 0, signal)));

    first.abort();
    await settle();
    expect(archive.held[0]!.signal!.aborted).to.equal(false);
    second.abort();
    expect(archive.held[0]!.signal!.aborted).to.equal(true);

    expect(await Promise.all(loads)).to.deep.equal(['AbortError', 'AbortError']);
  });

  it('reads again after an abort', async () => {
    const archive = archiveOf(1);
    archive.hold = true;
    const loader = new SegmentLoader(archive);
    const controller = new AbortController();
    const aborted = nameOf(loader.load(ENTRY, 0, controller.signal));
    controller.abort();
    const again = loader.load(ENTRY, 0, never);
    await archive.release();

    expect(await aborted).to.equal('AbortError');
    expect((await again).index).to.equal(0);
    expect(archive.reads).to.have.length(2);
  });

  it('lets somebody who needs a prefetched segment take it over', async () => {
    const archive = archiveOf(2);
    archive.hold = true;
    const loader = new SegmentLoader(archive);
    loader.prefetch(ENTRY, 0);
    loader.prefetch(ENTRY, 1);
    const wanted = loader.load(ENTRY, 0, never);
    await settle();

    loader.abortPrefetch();

    expect(archive.held.map(({ signal }) => signal!.aborted)).to.deep.equal([false, true]);
    await archive.release();
    expect((await wanted).index).to.equal(0);
    expect(archive.reads).to.have.length(2);
  });

  it('prefetches a segment that failed no second time, and says why when it is wanted', async () => {
    const archive = archiveOf(1);
    archive.hold = true;
    const loader = new SegmentLoader(archive);
    loader.prefetch(ENTRY, 0);
    await settle();
    archive.held.splice(0)[0]!.fail(new ArchiveError('source-unavailable', 'gone'));
    await settle();

    loader.prefetch(ENTRY, 0);
    await settle();
    expect(archive.reads).to.have.length(1);
    const wanted = codeOf(loader.load(ENTRY, 0, never));
    await settle();
    archive.held.splice(0)[0]!.fail(new ArchiveError('source-changed', 'it changed'));

    expect(await wanted).to.equal('source-changed');
  });
});
