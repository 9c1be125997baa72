import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { BytesSource } from '#src/format/index.ts';
import type { Segment } from '#src/format/index.ts';
import { openArchive } from '#src/reading/playback.ts';
import { TranscriptDocument } from '#src/reading/transcript-document.ts';
import { TranscriptState } from '#src/state/index.ts';
import { FakeArchive, messages } from './fake-archive.ts';
import { sessionBytes, sessions } from './session-bytes.ts';

const ENTRY = 'transcript/main.ndjson';

async function segmentsOf(bytes: Uint8Array<ArrayBuffer>) {
  const archive = await openArchive(new BytesSource(bytes), {});
  const locations = archive.segments(ENTRY);
  const segments: Segment<'transcript'>[] = [];
  for (const index of locations.keys()) segments.push(await archive.readSegment<'transcript'>(ENTRY, index));
  return { locations, segments, duration: archive.index.duration };
}

function itemsOf({ parts }: TranscriptDocument) {
  return parts.flatMap(({ items }) => items ?? []);
}

describe('TranscriptDocument', () => {
  it('holds what applying every event gives, in whatever order its segments come', async () => {
    await fc.assert(
      fc.asyncProperty(
        sessions,
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.nat()),
        async (session, length, picks) => {
          const { locations, segments, duration } = await segmentsOf(await sessionBytes(session, length));
          const document = new TranscriptDocument(locations, duration);
          const left = [...segments];
          while (left.length > 0) document.put(left.splice(picks.next().value % left.length, 1)[0]!);
          const state = new TranscriptState();
          for (const event of session.transcript) state.apply(event);

          expect(itemsOf(document)).to.deep.equal(state.items);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves items that a neighbour does not change what they are, and folds nothing that lies elsewhere', async () => {
    const events = messages(Array.from({ length: 50 }, (_, index) => index + 1));
    const archive = new FakeArchive({ tracks: [{ kind: 'transcript', events, segmentLength: 10 }] });
    const document = new TranscriptDocument(archive.segments(ENTRY), 50);
    for (const index of [0, 3, 4]) document.put(await archive.readSegment(ENTRY, index));
    const before = document.parts;

    // Before a run that is there: that is folded anew from further back.
    document.put(await archive.readSegment(ENTRY, 2));

    expect(document.parts[2]!.items).to.have.length(10);
    for (const index of [0, 3, 4]) expect(document.parts[index]).to.equal(before[index]);
  });

  it('knows where its parts lie before any is loaded, and which are', async () => {
    const [session] = fc.sample(sessions, { numRuns: 1, seed: 7 });
    const { locations, segments, duration } = await segmentsOf(await sessionBytes(session!, 2));
    const document = new TranscriptDocument(locations, duration);

    expect(document.parts.map(({ time, items }) => ({ time, items }))).to.deep.equal(
      locations.map(({ time }) => ({ time, items: undefined })),
    );
    expect(document.parts.at(-1)!.end).to.equal(duration);

    const { parts } = document;
    document.put(segments.at(-1)!);
    expect(document.has(segments.length - 1)).to.equal(true);
    expect(document.parts.slice(0, -1)).to.deep.equal(parts.slice(0, -1));
    expect(document.parts[0]).to.equal(parts[0]);
  });

  it('lets go of what lies farthest from the newest, when it would hold too much', () => {
    const locations = Array.from({ length: 12 }, (_, index) => ({
      number: index,
      time: index * 1000,
      offset: 0,
      storedSize: 1,
      size: 2 ** 20,
      crc32: 0,
    }));
    const document = new TranscriptDocument(locations, 12_000);
    for (const { number, time } of locations) {
      document.put({ kind: 'transcript', index: number, time, keyframe: {}, events: [] });
    }

    expect(document.parts.filter(({ items }) => items).map(({ index }) => index)).to.deep.equal([
      4, 5, 6, 7, 8, 9, 10, 11,
    ]);
  });
});
