import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource } from '#src/format/index.ts';
import { rebuildIndex } from '#src/state/index.ts';
import { sessionBytes, sessions } from '../reading/session-bytes.ts';

describe('rebuildIndex', () => {
  it('makes the index that was written, marks included [IDX-8]', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, fc.integer({ min: 1, max: 10 }), async (session, segmentLength) => {
        const reader = await ArchiveReader.open(new BytesSource(await sessionBytes(session, segmentLength)));
        const written = new Map(Object.entries(reader.index));
        written.delete('segments');

        expect(await rebuildIndex(reader)).to.deep.equal(Object.fromEntries(written));
      }),
      { numRuns: 60 },
    );
  });
});
