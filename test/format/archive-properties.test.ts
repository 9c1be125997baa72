import fc from 'fast-check';
import { describe, expect, it } from '#test';
import {
  ArchiveError,
  ArchiveReader,
  BytesSource,
  validateArchive,
  type Segment,
} from '../../src/format/index.ts';
import { buildArchive, type ArchiveInput } from '../helpers/archive-builder.ts';
import { archiveInputs } from './arbitraries.ts';

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

describe('archives of random sessions', () => {
  it('give back every event and keyframe', async () => {
    await fc.assert(
      fc.asyncProperty(archiveInputs, async (input) => {
        const { bytes } = await buildArchive(input);
        const reader = await ArchiveReader.open(new BytesSource(bytes));
        await reader.directory;
        for (const { kind, entry } of reader.manifest.tracks) {
          const written = input[kind]!;
          expect(reader.segments(entry)).to.have.length(written.length);
          for (const [index, segment] of written.entries()) {
            const read = await reader.readSegment(entry, index);
            expect(read.events).to.deep.equal(toWellFormed(segment.events));
            expect(read.keyframe).to.deep.equal(segment.keyframe);
            // A terminal's segment is dated to the clock before its first event.
            if (kind !== 'terminal') expect(read.time).to.equal(segment.time);
            expect(reader.segments(entry)[index]!.time).to.equal(read.time);
          }
        }
        expect(reader.diagnostics).to.deep.equal([]);
      }),
      { numRuns: 60 },
    );
  });

  it('are valid', async () => {
    await fc.assert(
      fc.asyncProperty(archiveInputs, async (input) => {
        const { bytes } = await buildArchive(input);
        expect((await validateArchive(new BytesSource(bytes))).findings).to.deep.equal([]);
      }),
      { numRuns: 40 },
    );
  });

  it('are the same bytes for the same input', async () => {
    await fc.assert(
      fc.asyncProperty(archiveInputs, async (input) => {
        const [first, second] = [await buildArchive(input), await buildArchive(input)];
        expect(first.bytes).to.deep.equal(second.bytes);
        expect(first.manifest.id).to.match(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
      { numRuns: 20 },
    );
  });
});

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

/** Equality that holds for lone surrogates too: JSON escapes them. */
function toWellFormed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
