import { readProjectFile } from '#fixtures';
import { describe, expect, it } from '#test';
import { BytesSource, type Note } from '#src/format/index.ts';
import { openSession } from '#src/reading/index.ts';
import { withNoteMarkers } from '#src/reading/notes.ts';
import { buildArchive } from '../helpers/archive-builder.ts';
import { CountingSource } from '../helpers/counting-source.ts';
import { noiseText } from '../helpers/noise.ts';

const fixture = await readProjectFile('spec/conformance/valid/notes.reprise');
const open = () => openSession(new BytesSource(fixture));
const idsOf = (notes: readonly Note[]): string[] => notes.map(({ id }) => id);
const text = (value: string) => ({ type: 'text', text: value }) as const;

/** A session whose content and notes lie behind its head. */
async function long(entries: Readonly<Record<string, string>>) {
  const segment = (time: number, id: string) => ({
    time,
    keyframe: {},
    events: [
      {
        t: time,
        id: `${id}1`,
        sessionUpdate: 'agent_message_chunk' as const,
        content: text(noiseText(90_000)),
      },
      { t: time + 5, id: `${id}2`, sessionUpdate: 'agent_message_chunk' as const, content: text('Done.') },
    ],
  });
  const { bytes } = await buildArchive({
    transcript: [segment(0, 'a'), segment(1000, 'b'), segment(2000, 'c')],
    entries,
    index: { duration: 3000 },
  });
  return new CountingSource(new BytesSource(bytes));
}

const file = (...notes: readonly Partial<Note>[]): string =>
  JSON.stringify({ notes: notes.map((note, at) => ({ id: `n${at + 1}`, kind: 'note', ...note })) });

describe('the notes of a session', () => {
  it('cost one request, and none where there are none [NTE-2]', async () => {
    for (const [entries, requests] of [
      [{ 'notes.json': file({ time: 5, event: 'a2' }) }, 1],
      [{ 'other.json': '{}' }, 0],
    ] as const) {
      const source = await long(entries);
      const session = await openSession(source);
      source.reset();

      const { notes, diagnostics } = await session.notes();

      expect(notes).to.have.length(requests);
      expect(diagnostics).to.deep.equal([]);
      expect(source.reads).to.equal(requests);
    }
  });

  it('that cannot be read are said to be so; the session is read all the same [NTE-7]', async () => {
    const { bytes } = await buildArchive({ entries: { 'notes.json': noiseText(3000) } });
    const at = new TextDecoder('latin1').decode(bytes).indexOf('notes.json');
    const damaged = bytes.slice();
    damaged[at + 200]! ^= 0xff;
    const session = await openSession(new BytesSource(damaged));

    const { notes, diagnostics } = await session.notes();

    expect(notes).to.deep.equal([]);
    expect(diagnostics.map(({ code, entry }) => [code, entry])).to.deep.equal([
      ['invalid-notes', 'notes.json'],
    ]);
  });

  it('all have their place where nothing is gone', async () => {
    expect(await (await open()).lostNotes()).to.deep.equal([]);
  });

  it('are lost when what they are anchored to is gone, or at another time: one segment says so [NTE-4]', async () => {
    const source = await long({
      'notes.json': file(
        { time: 1005, event: 'b2' },
        { time: 1005, event: 'gone' },
        { time: 1006, event: 'b2' },
        { time: 9000, event: 'c2' },
        { time: 5, terminal: 'none' },
        { time: 5 },
      ),
    });
    const session = await openSession(source);
    source.reset();

    expect(idsOf(await session.lostNotes())).to.deep.equal(['n5', 'n6', 'n2', 'n3', 'n4']);
    // The notes, and the segments at 1,005 ms and at the end.
    expect(source.reads).to.equal(3);
  });

  it('are found where events of one millisecond lie in two segments', async () => {
    const said = (id: string) =>
      ({ t: 1000, id, sessionUpdate: 'agent_message_chunk', content: text(id) }) as const;
    const { bytes } = await buildArchive({
      transcript: [
        { time: 0, keyframe: {}, events: [said('a')] },
        { time: 1000, keyframe: {}, events: [said('b')] },
      ],
      entries: { 'notes.json': file({ time: 1000, event: 'a' }, { time: 1000, event: 'b' }) },
      index: { duration: 1000 },
    });

    expect(await (await openSession(new BytesSource(bytes))).lostNotes()).to.deep.equal([]);
  });
});

describe('a timeline', () => {
  it('has notes among its markers, by time, with the beginning of what they say', async () => {
    const session = await open();
    const { notes } = await session.notes();
    const marked = withNoteMarkers(session.timeline, notes, session.tracks);

    expect(marked.markers.filter(({ kind }) => kind === 'note')).to.deep.equal([
      { time: 0, kind: 'note', text: 'Write [X] instead of [Y].' },
      { time: 900, kind: 'note', text: 'Where is it?' },
      { time: 2100, kind: 'note', text: 'A figure **reads** faster.' },
      { time: 2100, kind: 'note', text: 'A word.' },
      { time: 2700, kind: 'note', text: 'All of it.' },
      { time: 3400, kind: 'note', text: 'Said so.' },
    ]);
    const times = marked.markers.map(({ time }) => time);
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
    expect(session.timeline.markers.some(({ kind }) => kind === 'note')).to.equal(false);
  });

  it('has no marker for a note that cannot lie in it, and cuts what is long', async () => {
    const session = await open();
    const note = { id: 'n', kind: 'note', time: 10, event: 'm1' } as const;

    const marked = withNoteMarkers(
      session.timeline,
      [
        { ...note, time: session.duration + 1 },
        { id: 'n', kind: 'note', time: 10, terminal: 'none' },
        { ...note, text: `${'x'.repeat(81)}\nmore` },
      ],
      session.tracks,
    );

    const [only, ...others] = marked.markers.filter(({ kind }) => kind === 'note');
    expect(others).to.deep.equal([]);
    expect(only?.text).to.equal(`${'x'.repeat(79)}…`);
  });
});
