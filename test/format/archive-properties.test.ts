import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, validateArchive } from '#src/format/index.ts';
import { buildArchive } from '../helpers/archive-builder.ts';
import { archiveInputs } from './arbitraries.ts';

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

/** Equality that holds for lone surrogates too: JSON escapes them. */
function toWellFormed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
