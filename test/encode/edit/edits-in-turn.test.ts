import fc from 'fast-check';
import {
  createPakoDeflater,
  editArchive,
  EditError,
  readSession,
  type Edit,
  type EncodeResult,
} from '#src/encode/index.ts';
import { ArchiveReader, BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import type { MaskerOptions } from '#src/masking/index.ts';
import { describe, expect, it } from '#test';
import { seekFaults } from '../../helpers/track-playback.ts';
import { source } from '../builders.ts';
import { pack } from '../pack.ts';
import { allTexts } from './edited.ts';
import { uniqueSessions, type Said, type UniqueSession } from './unique-sessions.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** One of several edits; `at` chooses among what is there by then. */
const picks = fc.array(
  fc.record({ what: fc.constantFrom('turn', 'span', 'file', 'track'), at: fc.nat(30), length: fc.nat(5) }),
  { minLength: 1, maxLength: 3 },
);

async function edit(bytes: Bytes, wanted: Edit, masking?: MaskerOptions) {
  const sink = new BytesSink();
  const result: EncodeResult = await editArchive(new BytesSource(bytes), wanted, {
    ...{ sink, masking, deflater: await createPakoDeflater() },
    generator: { name: 'editor', version: '2.0.0' },
  });
  return { ...result, bytes: sink.bytes() };
}

async function open(bytes: Bytes): Promise<ArchiveReader> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  await reader.directory;
  return reader;
}

/** When the turns begin that an archive still has. */
async function turnTimes(bytes: Bytes): Promise<readonly number[]> {
  const times: number[] = [];
  for await (const event of readSession(await open(bytes)).events()) {
    const isTurn = event.type === 'transcript' && event.update.sessionUpdate === '_reprise/turn';
    if (isTurn && event.track === 'main') times.push(event.time);
  }
  return times;
}

/** An edit of the archive as it is by now, and what it cuts of what was said. */
async function editOf(
  { what, at, length }: { what: string; at: number; length: number },
  bytes: Bytes,
  { said, duration }: UniqueSession,
): Promise<{ edit: Edit; isCut: (said: Said) => boolean }> {
  if (what === 'file')
    return { edit: { files: ['secret/**'] }, isCut: ({ file }) => file?.includes('secret') ?? false };
  if (what === 'track')
    return { edit: { tracks: ['screen'] }, isCut: ({ terminal }) => terminal === 'screen' };
  if (what === 'span') {
    const start = (at * 500) % Math.max(1, duration);
    const end = Math.min(start + 1 + length * 500, Math.max(1, duration));
    return { edit: { spans: [{ start, end }] }, isCut: ({ time }) => start <= time && time < end };
  }
  const times = await turnTimes(bytes);
  const index = at % Math.max(1, times.length);
  const turn = said.find(({ time }) => time === times[index])?.turn;
  return { edit: { turns: [index + 1] }, isCut: (each) => each.turn === turn };
}

describe('edits that follow each other', () => {
  it('leave a valid archive that plays, without any of what they cut, and masking it twice is masking it once [TIME-5]', () =>
    fc.assert(
      fc.asyncProperty(uniqueSessions, picks, async (session, wanted) => {
        let { bytes } = await pack([source(...session.events)]);
        const gone = new Set<string>();
        for (const pick of wanted) {
          const next = await editOf(pick, bytes, session);
          const result = await edit(bytes, next.edit).catch((error: unknown) => {
            // What an edit before has cut is not there any more.
            if (error instanceof EditError) return undefined;
            throw error;
          });
          if (!result) continue;
          ({ bytes } = result);
          for (const said of session.said) if (next.isCut(said)) gone.add(said.word);
        }

        const reader = await open(bytes);
        const text = await allTexts(reader);
        expect(
          [...gone].filter((word) => text.includes(word)),
          'is left',
        ).to.deep.equal([]);
        const { findings } = await validateArchive(new BytesSource(bytes));
        expect(findings, 'is invalid').to.deep.equal([]);
        const { duration } = reader.manifest;
        const times = Array.from({ length: 8 }, (_, index) => Math.round((duration * index) / 7));
        expect(await seekFaults(reader, times), 'seeks wrong').to.deep.equal([]);

        const masking = {
          seeds: session.said.slice(0, 2).map(({ word }) => ({ value: word, type: 'word' })),
        };
        const masked = await edit(bytes, {}, masking);
        expect((await edit(masked.bytes, {}, masking)).bytes, 'masked twice').to.deep.equal(masked.bytes);
      }),
      { numRuns: 15, includeErrorInReport: true },
    ));
});
