import { describe, expect, it } from '#test';
import { ArchiveError, ArchiveReader, BytesSource, type Segment } from '#src/format/index.ts';
import { buildArchive, type ArchiveInput } from '../helpers/archive-builder.ts';

/** Everything a viewer could see of an archive, in one value. */
async function everything(bytes: Uint8Array): Promise<{ seen: Record<string, unknown>; rebuilt: boolean }> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  const entries = await reader.directory;
  const segments: Segment[] = [];
  for (const { entry } of reader.manifest.tracks) {
    for (const index of reader.segments(entry).keys()) segments.push(await reader.readSegment(entry, index));
  }
  const others: [string, string][] = [];
  for (const path of entries.keys()) {
    if (!reader.manifest.tracks.some(({ entry }) => entry === path) && path !== 'index.json') {
      others.push([path, (await reader.readEntry(path)).join()]);
    }
  }
  const { index, manifest, diagnostics } = reader;
  const events = segments.flatMap((segment) => segment.events);
  // Only the index may be given up, with a diagnostic: it is rebuilt then.
  const rebuilt = reader.indexRebuilt && diagnostics.length > 0;
  return { seen: { manifest, others, events, ...(!rebuilt && { index, segments }) }, rebuilt };
}

const small: ArchiveInput = {
  transcript: [
    {
      time: 0,
      keyframe: {},
      events: [
        { t: 0, id: 'e1', sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: 'hello' } },
      ],
    },
  ],
  terminal: [
    { time: 0, events: [{ t: 5, code: 'o', data: 'a' }] },
    { time: 5, keyframe: { cols: 80, rows: 24, data: 'a' }, events: [{ t: 7, code: 'o', data: 'b' }] },
  ],
  blobs: [[Uint8Array.of(1, 2, 3), 'png']],
  index: { duration: 10 },
};

describe('a damaged archive', () => {
  it('is refused wherever it is cut', async () => {
    const { bytes } = await buildArchive(small);
    for (let length = 0; length < bytes.length; length += 1) {
      const error = await everything(bytes.subarray(0, length)).catch((thrown: unknown) => thrown);
      expect(error, `cut at ${length}`).to.be.instanceOf(ArchiveError);
    }
  });

  it('never shows something else, whichever bit is flipped', async () => {
    const { bytes } = await buildArchive(small);
    const { seen: whole } = await everything(bytes);
    const { manifest, others, events } = whole;
    const expected = JSON.stringify(whole, mapToArray);
    const expectedContent = JSON.stringify({ manifest, others, events }, mapToArray);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = bytes.slice();
      flipped[bit >>> 3]! ^= 1 << (bit & 7);
      try {
        const { seen, rebuilt } = await everything(flipped);
        const shown = JSON.stringify(seen, mapToArray);
        expect(shown, `bit ${bit}`).to.equal(rebuilt ? expectedContent : expected);
      } catch (error) {
        expect(error, `bit ${bit}`).to.be.instanceOf(ArchiveError);
      }
    }
  });
});

function mapToArray(_: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : value;
}
