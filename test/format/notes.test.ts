import { describe, expect, it } from '#test';
import {
  ArchiveReader,
  BytesSource,
  hasNotes,
  MAX_NOTE_TEXT,
  MAX_NOTES,
  readNotes,
  validateArchive,
  type Diagnostic,
  type Note,
} from '#src/format/index.ts';
import { buildArchive, type ArchiveInput } from '../helpers/archive-builder.ts';
import { expectArchiveError } from '../helpers/errors.ts';

const note = (id: string, more: Partial<Note> = {}): Note => ({
  id,
  kind: 'note',
  time: 0,
  event: 'e1',
  text: `About ${id}`,
  ...more,
});

const read = (value: unknown) => readNotes(new TextEncoder().encode(JSON.stringify(value)));

const idsOf = (notes: readonly Note[]): string[] => notes.map(({ id }) => id);

/** A session of one message, one change and one terminal, with these notes. */
const noted = (notes: unknown): ArchiveInput => ({
  transcript: [
    {
      time: 0,
      keyframe: {},
      events: [
        { t: 5, id: 'e1', sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: 'Done.' } },
      ],
    },
  ],
  changes: [
    {
      time: 0,
      keyframe: { files: {} },
      events: [{ t: 7, id: 'c1', path: 'a.ts', op: 'create', text: 'one\n' }],
    },
  ],
  terminal: [{ time: 0, events: [{ t: 9, code: 'o', data: '$ ' }] }],
  entries: { 'notes.json': JSON.stringify(notes) },
  index: { duration: 10 },
});

async function findingsOf(notes: unknown): Promise<readonly Diagnostic[]> {
  const { bytes } = await buildArchive(noted(notes));
  return (await validateArchive(new BytesSource(bytes))).findings;
}

async function codesOf(notes: unknown): Promise<string[]> {
  return (await findingsOf(notes)).map(({ code, severity }) => `${severity} ${code}`);
}

describe('notes', () => {
  it('are read by time, those of one time in the order of the file', () => {
    const { notes, diagnostics } = read({
      notes: [note('late', { time: 9 }), note('b', { time: 3 }), note('a', { time: 3 })],
    });

    expect(idsOf(notes)).to.deep.equal(['b', 'a', 'late']);
    expect(diagnostics).to.deep.equal([]);
  });

  it('of a kind that is not known are left out, members that are not known are passed over [NTE-5]', () => {
    const { notes, diagnostics } = read({
      notes: [note('vote', { kind: '_acme/vote' }), { ...note('n1'), mood: 'glad', range: { page: 3 } }],
      more: true,
    });

    expect(idsOf(notes)).to.deep.equal(['n1']);
    expect(diagnostics).to.deep.equal([]);
  });

  it('that are not as they must be are left out, and said so; the others are read [NTE-7]', () => {
    const wrong: object[] = [
      { ...note('kind'), kind: 3 },
      { ...note('time'), time: 1.5 },
      { ...note('event'), event: '' },
      { ...note('line'), range: { line: [7, 3] } },
      { ...note('row'), range: { row: [0, 3] } },
      { ...note('side'), range: { side: 'left' } },
      { ...note('author'), author: 'x'.repeat(201) },
      { ...note('at'), at: 'yesterday' },
    ];
    const { notes, diagnostics } = read({ notes: [...wrong, 'text', note('good')] });

    expect(idsOf(notes)).to.deep.equal(['good']);
    expect(diagnostics).to.have.length(wrong.length + 1);
    for (const { code } of diagnostics) expect(code).to.equal('invalid-notes');
    expect(diagnostics[1]!.message).to.equal(
      'a note "time" cannot be read: "time" must be an integer from 0 on',
    );
  });

  it('with the id of another one are left out', () => {
    const { notes, diagnostics } = read({ notes: [note('n1'), note('n1', { text: 'again' })] });

    expect(notes.map(({ text }) => text)).to.deep.equal(['About n1']);
    expect(diagnostics.map(({ message }) => message)).to.deep.equal(['two notes have the id "n1"']);
  });

  it('are taken up to their number and length [NTE-6]', () => {
    const many = Array.from({ length: MAX_NOTES + 5 }, (_, at) => note(`n${at}`));
    const long = note('long', { text: 'x'.repeat(MAX_NOTE_TEXT + 1) });
    const { notes, diagnostics } = read({ notes: [long, ...many] });

    expect(notes).to.have.length(MAX_NOTES);
    expect(notes[0]!.text).to.have.length(MAX_NOTE_TEXT);
    expect(notes[0]!.text!.endsWith('x…')).to.equal(true);
    expect(diagnostics.map(({ message }) => message)).to.deep.equal([
      `of ${MAX_NOTES + 6} notes the first ${MAX_NOTES} are read`,
    ]);
  });

  it('that are no list are none [NTE-7]', () => {
    for (const value of [null, [], {}, { notes: {} }, 'text']) {
      const { notes, diagnostics } = read(value);
      expect(notes).to.deep.equal([]);
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(['invalid-notes']);
    }
    expect(readNotes(new TextEncoder().encode('{"notes":[')).diagnostics).to.have.length(1);
  });

  it('are known from the head of the archive [NTE-2]', async () => {
    const open = async (input: ArchiveInput) =>
      (await ArchiveReader.open(new BytesSource((await buildArchive(input)).bytes))).manifest;

    expect(hasNotes(await open(noted({ notes: [] })))).to.equal(true);
    expect(hasNotes(await open({}))).to.equal(false);
    expect(hasNotes({})).to.equal(false);
  });

  it('are not inflated when they are larger than the metadata may be', async () => {
    const { bytes } = await buildArchive(noted({ notes: [note('n1', { text: 'x'.repeat(9000) })] }));
    const reader = await ArchiveReader.open(new BytesSource(bytes), { limits: { maxMetadataSize: 8000 } });

    await expectArchiveError(reader.readEntry('notes.json'), 'limit-exceeded');
  });
});

describe('validation of notes', () => {
  it('finds nothing in what is right [NTE-1]', async () => {
    const notes = [
      note('n1', { time: 5, range: { quote: 'Done.' }, author: 'Ada', at: '2026-01-02T03:04:05Z' }),
      note('n2', { time: 7, event: 'c1', range: { line: [1, 1], side: 'new' }, kind: 'highlight' }),
      { id: 'n3', kind: 'note', time: 9, terminal: 'main', range: { row: [1, 1], column: [1, 2] } },
      note('n4', { time: 5, kind: 'prompt', tags: ['debugging'], template: 'Fix [X].' }),
      note('n5', { time: 5, kind: '_acme/vote' }),
    ];

    expect(await findingsOf({ notes })).to.deep.equal([]);
  });

  it('reports what breaks the schema, pairs that run backwards, ids that occur twice [NTE-1] [NTE-6]', async () => {
    const right = { time: 5 };
    expect(await codesOf({ notes: {} })).to.deep.equal(['error invalid-notes']);
    expect(await codesOf({ notes: [{ ...note('n1', right), text: 3 }] })).to.deep.equal([
      'error invalid-notes',
    ]);
    expect(await codesOf({ notes: [note('n1', { ...right, range: { line: [3, 2] } })] })).to.deep.equal([
      'error invalid-notes',
    ]);
    expect(await codesOf({ notes: [note('n1', right), note('n1', right)] })).to.deep.equal([
      'error duplicate-id',
    ]);
    expect(await codesOf({ notes: [note('n1', { ...right, text: 'x'.repeat(10_001) })] })).to.deep.equal([
      'error invalid-notes',
    ]);
  });

  it('finds anchors that lead nowhere, which is no fault of the archive [NTE-3] [NTE-4]', async () => {
    const notes = [
      note('gone', { event: 'e9' }),
      note('elsewhere', { event: 'e1', time: 6 }),
      { id: 'shell', kind: 'note', time: 0, terminal: 'other' },
      { id: 'nowhere', kind: 'note', time: 0 },
    ];
    const { bytes } = await buildArchive(noted({ notes }));

    const { valid, findings } = await validateArchive(new BytesSource(bytes));

    expect(valid).to.equal(true);
    expect(findings.map(({ code, severity, message }) => [code, severity, message])).to.deep.equal(
      [
        'the note "gone" is anchored to "e9", which is not in the archive',
        'the note "elsewhere" is anchored to "e1", which is at 5 ms, not at 6 ms',
        'the note "shell" is anchored to "other", which is not in the archive',
        'the note "nowhere" is anchored to "nothing", which is not in the archive',
      ].map((message) => ['note-without-place', 'warning', message]),
    );
  });
});
