import { describe, expect, it } from '#test';
import { withNotes, type NewNote } from '#src/encode/index.ts';
import {
  ArchiveReader,
  BytesSink,
  BytesSource,
  readNotes,
  validateArchive,
  type Note,
} from '#src/format/index.ts';
import { createPakoDeflater, repairArchive } from '#src/encode/index.ts';
import { expectArchiveError } from '../../helpers/errors.ts';
import { message, prompt, session, source, turn } from '../builders.ts';
import { pack } from '../pack.ts';
import { rewritten, tracksOf, unchanged } from './rewritten.ts';

const NOTE: NewNote = { kind: 'note', event: 'm1', text: 'Worth keeping.' };

/** What a later version, or somebody else, has written. */
const FOREIGN = { id: 'n1', kind: '_acme/vote', time: 10, event: 'm1', score: 3 };

const oneTurn = (notes?: object) =>
  pack(
    [source(session(), turn(0), prompt(0, 'Hello there', 'p1'), message(10, 'Hello.', 'm1'))],
    notes && {
      entries: async function* () {
        yield await Promise.resolve({ path: 'notes.json', chunks: () => chunksOf(JSON.stringify(notes)) });
      },
    },
  );

async function* chunksOf(text: string): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

async function notesOf(reader: ArchiveReader): Promise<readonly Note[]> {
  return readNotes(await reader.readEntry('notes.json')).notes;
}

/** Id of the event that says a text: short ids are made when packing. */
async function idOf(reader: ArchiveReader, said: string): Promise<string> {
  const { events } = await reader.readSegment<'transcript'>('transcript/main.ndjson', 0);
  return events.find((event) => JSON.stringify(event).includes(said))!.id;
}

describe('adding notes to an archive', () => {
  it('gives ids, and times of their events; nothing else changes [NTE-3]', async () => {
    const { bytes, reader } = await oneTurn();
    const event = await idOf(reader, 'Hello.');

    const noted = await rewritten(bytes, withNotes([{ ...NOTE, event }]));

    expect(await notesOf(noted.reader)).to.deep.equal([
      { id: 'n1', kind: 'note', time: 10, event, text: 'Worth keeping.' },
    ]);
    expect(await tracksOf(noted.reader)).to.deep.equal(await tracksOf(reader));
    expect(noted.manifest.digests).to.have.property('notes.json');
    expect((await validateArchive(new BytesSource(noted.bytes))).findings).to.deep.equal([]);
  });

  it('keeps those that are there, of other kinds too, and replaces one by its id [NTE-5] [NTE-8]', async () => {
    const old = { id: 'n2', kind: 'note', time: 10, event: 'm1', text: 'old', mood: 'glad' };
    const { bytes } = await oneTurn({ notes: [FOREIGN, old] });

    const { reader } = await rewritten(
      bytes,
      withNotes([
        { ...NOTE, time: 10 },
        { ...NOTE, id: 'n2', time: 10, text: 'new' },
      ]),
    );

    expect(JSON.parse(await reader.readText('notes.json'))).to.deep.equal({
      notes: [
        FOREIGN,
        { id: 'n2', kind: 'note', event: 'm1', text: 'new', time: 10 },
        { id: 'n3', kind: 'note', event: 'm1', text: 'Worth keeping.', time: 10 },
      ],
    });
  });

  it('refuses notes that are not as they must be, and those whose time nobody knows', async () => {
    const { bytes } = await oneTurn();

    expect(() => withNotes([{ ...NOTE, text: 3 as unknown as string }])).to.throw(TypeError, '"text"');
    expect(await errorOf(rewritten(bytes, withNotes([{ ...NOTE, event: 'gone' }])))).to.be.instanceOf(
      TypeError,
    );
    const many = Array.from({ length: 2001 }, () => ({ ...NOTE, time: 10 }));
    expect(await errorOf(rewritten(bytes, withNotes(many)))).to.be.instanceOf(RangeError);
  });

  it('refuses to write over notes that it cannot read', async () => {
    const { bytes } = await oneTurn({ remarks: [] });

    await expectArchiveError(rewritten(bytes, withNotes([{ ...NOTE, time: 10 }])), 'invalid-entry');
  });
});

describe('notes of an archive that is written again', () => {
  it('stay byte for byte, anchors that are gone included [NTE-4] [NTE-8]', async () => {
    const gone = { id: 'n9', kind: 'note', time: 10, event: 'gone' };
    const { bytes, reader } = await oneTurn({ notes: [gone, FOREIGN] });
    const before = await reader.readText('notes.json');

    for (const step of [unchanged, { events: () => source(session(), turn(0)).events() }]) {
      const again = await rewritten(bytes, step);
      expect(await again.reader.readText('notes.json')).to.equal(before);
    }
  });

  it('stay when a damaged archive is repaired', async () => {
    const { bytes, reader } = await oneTurn({ notes: [FOREIGN] });
    const damaged = bytes.slice(0, -30);
    const sink = new BytesSink();

    await repairArchive(new BytesSource(damaged), { deflater: await createPakoDeflater(), sink });

    const repaired = await ArchiveReader.open(new BytesSource(sink.bytes()));
    expect(await repaired.readText('notes.json')).to.equal(await reader.readText('notes.json'));
  });
});

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
