import { describe, expect, it } from '#test';
import { EditError, type Edit } from '#src/encode/index.ts';
import { BytesSource, type SessionEvent, validateArchive } from '#src/format/index.ts';
import { openSession } from '#src/reading/index.ts';
import {
  change,
  message,
  output,
  prompt,
  report,
  session,
  source,
  terminalTrack,
  toolCall,
  toolResult,
  turn,
} from '../builders.ts';
import { eventsOf, pack } from '../pack.ts';
import { allTexts, edited, type Edited } from './edited.ts';

const MAIN = 'transcript/main.ndjson';
const CHANGES = 'changes/main.ndjson';

/** Four turns; the second one puts a line into a file that the third one changes and the fourth one writes anew. */
const fourTurns = () =>
  pack([
    source(
      session({ title: 'Add the secret line please', workspace: { root: '/w' } }),
      turn(0, 'first'),
      prompt(0, 'Write the file', 'p1'),
      ...edit(1000, { op: 'create', after: 'one\ntwo\nthree\n' }),
      toolCall(2000, 'long', 'wait for it'),
      turn(10_000, 'second'),
      prompt(10_000, 'Add the secret line please', 'p2'),
      ...edit(11_000, { before: 'one\ntwo\nthree\n', after: 'one\nsecret\ntwo\nthree\n' }),
      toolResult(12_000, 'long', [{ type: 'content', content: { type: 'text', text: 'secret result' } }]),
      turn(20_000, 'third'),
      prompt(20_000, 'And a line below', 'p3'),
      ...edit(21_000, { before: 'one\nsecret\ntwo\nthree\n', after: 'one\nsecret\ntwo\nmore\nthree\n' }),
      toolCall(22_000, 'reads', 'read it'),
      toolResult(22_000, 'reads', [
        { type: '_reprise/read', path: '/w/a.txt', text: 'one\nsecret\ntwo', startLine: 1 },
      ]),
      turn(30_000, 'fourth'),
      prompt(30_000, 'Write it anew', 'p4'),
      ...edit(31_000, { before: 'one\nsecret\ntwo\nmore\nthree\n', after: 'one\nmore\n' }),
      message(40_000, 'Done.', 'm4'),
      report(),
    ),
  ]);

function edit(time: number, more: Parameters<typeof change>[2]): readonly SessionEvent[] {
  const id = `edit ${time}`;
  return [
    toolCall(time, id, 'edit'),
    change(time, '/w/a.txt', { ...more, toolCallId: id }),
    toolResult(time, id, [{ type: '_reprise/change', sourceId: `change-${time}` }]),
  ];
}

async function cut(more: Edit = { turns: [2] }): Promise<Edited> {
  const result = await edited((await fourTurns()).bytes, more);
  expect((await validateArchive(new BytesSource(result.bytes))).findings).to.deep.equal([]);
  return result;
}

async function codeOf(more: Edit): Promise<string | undefined> {
  const error = await edited((await fourTurns()).bytes, more).catch((reason: unknown) => reason);
  return error instanceof EditError ? error.code : undefined;
}

describe('editArchive', () => {
  it('takes a turn out: its words are in no entry, ids and order of the others stay [RWR-9]', async () => {
    const before = await fourTurns();
    const { reader, manifest } = await cut();

    expect(await allTexts(reader)).to.not.include('secret');
    expect(reader.index.turns.map(({ excerpt }) => excerpt)).to.deep.equal([
      'Write the file',
      'And a line below',
      'Write it anew',
    ]);
    const ids = (await eventsOf<'transcript'>(before.reader, MAIN)).map(({ id }) => id);
    const left = (await eventsOf<'transcript'>(reader, MAIN))
      .map(({ id }) => id)
      .filter((id) => ids.includes(id));
    expect(left).to.deep.equal(ids.filter((id) => left.includes(id)));
    expect(manifest.title).to.equal('Write the file');
    expect(manifest.derivedFrom).to.deep.equal({ id: before.manifest.id, sha256: before.sha256 });
  });

  it('says where and how much, and nothing else [RWR-10]', async () => {
    const { reader, manifest } = await cut();

    const counts = { length: 10_000, turns: 1, messages: 1, toolCalls: 1, changes: 1 };
    expect(manifest.cuts).to.deep.equal([{ time: 10_000, ...counts }]);
    const events = await eventsOf<'transcript'>(reader, MAIN);
    const mark = events.find(({ sessionUpdate }) => sessionUpdate === '_reprise/cut')!;
    expect(mark).to.deep.include({ t: 10_000, data: counts });
  });

  it('names a turn by the id of an event, and by a number', async () => {
    const { reader } = await fourTurns();
    const { id } = reader.index.turns[1]!;

    expect((await cut({ turns: [id] })).bytes).to.deep.equal((await cut({ turns: [2] })).bytes);
  });

  it('leaves of a call that began before only that it ended [RWR-11]', async () => {
    const { reader } = await cut();

    const events = await eventsOf<'transcript'>(reader, MAIN);
    const call = events.find((event) => event.sessionUpdate === 'tool_call' && event.title === 'wait for it');
    const ends = events.filter(
      (event) =>
        event.sessionUpdate === 'tool_call_update' &&
        call?.sessionUpdate === 'tool_call' &&
        event.toolCallId === call.toolCallId,
    );
    expect(ends.map(({ t, _meta, ...event }) => ({ t, ...event, _meta }))).to.have.length(1);
    expect(ends[0]).to.deep.include({ t: 12_000, status: 'completed', _meta: { reprise: { cut: true } } });
    expect(ends[0]).to.not.have.property('content');
  });

  it('keeps the beginning of a turn that goes on behind a stretch of time [RWR-11]', async () => {
    const { reader, manifest } = await cut({ spans: [{ start: 15_000, end: 20_500 }] });

    expect(reader.index.turns.map(({ excerpt }) => excerpt)).to.deep.equal([
      'Write the file',
      'Add the secret line please',
      '',
      'Write it anew',
    ]);
    expect(manifest.cuts).to.deep.equal([
      { time: 15_000, length: 5000 },
      { time: 20_000, length: 500, messages: 1 },
    ]);
  });

  it('never says of a file what is not so: it is unknown until it has no line of the cut [RWR-12]', async () => {
    const { reader } = await cut();

    const opened = await openSession(new BytesSource((await cut()).bytes));
    expect(await opened.fileText('a.txt', 9999)).to.equal('one\ntwo\nthree\n');
    expect(await opened.fileText('a.txt', 15_000)).to.equal(undefined);
    expect(await opened.fileText('a.txt', 25_000)).to.equal(undefined);
    expect(await opened.fileText('a.txt', 31_000)).to.equal('one\nmore\n');
    const events = await eventsOf<'changes'>(reader, CHANGES);
    const third = events.find(({ t, op }) => t === 21_000 && op === 'modify')!;
    expect(third).to.deep.include({ exact: false, additions: 1, deletions: 0 });
    expect(third.patch).to.include(' ░░░\n two\n+more\n');
    expect(await allTexts(reader)).to.include('one\\n░░░\\ntwo');
  });

  it('closes the gap when it is asked to: everything after moves up', async () => {
    const { reader, manifest } = await cut({ turns: [2], closeGaps: true });

    expect(manifest.duration).to.equal(30_000);
    expect(reader.index.turns.map(({ time }) => time)).to.deep.equal([0, 10_000, 20_000]);
    expect(manifest.cuts).to.deep.include.members([
      { time: 10_000, length: 10_000, closed: true, turns: 1, messages: 1, toolCalls: 1, changes: 1 },
    ]);
  });

  it('keeps a stretch: everything else goes', async () => {
    const { reader } = await cut({ keep: [{ start: 20_000, end: 30_000 }] });

    expect(reader.index.turns.map(({ excerpt }) => excerpt)).to.deep.equal(['And a line below']);
  });

  it('edits again: what it was made from goes back to the first, cuts are joined', async () => {
    const first = await fourTurns();
    const second = await edited(first.bytes, { turns: [2] });
    const third = await edited(second.bytes, { turns: [2] });

    expect(third.manifest.derivedFrom).to.deep.equal({
      id: second.manifest.id,
      sha256: second.sha256,
      derivedFrom: { id: first.manifest.id, sha256: first.sha256 },
    });
    expect(third.manifest.cuts?.map(({ time, turns }) => ({ time, turns }))).to.deep.equal([
      { time: 10_000, turns: 1 },
      { time: 20_000, turns: 1 },
    ]);
    expect((await validateArchive(new BytesSource(third.bytes))).findings).to.deep.equal([]);
  });

  it('gives another title, and keeps the tracks as they are', async () => {
    const { reader } = await fourTurns();
    const titled = await cut({ title: 'Another' });

    expect(titled.manifest.title).to.equal('Another');
    expect(titled.manifest.digests).to.deep.equal(reader.manifest.digests);
  });

  it('refuses what is not there, with a code', async () => {
    expect(await codeOf({ turns: [5] })).to.equal('turn-not-found');
    expect(await codeOf({ turns: ['nobody'] })).to.equal('turn-not-found');
    expect(await codeOf({ spans: [{ start: 50_000, end: 60_000 }] })).to.equal('span-outside');
    expect(await codeOf({ spans: [{ start: 5000, end: 5000 }] })).to.equal('span-outside');
    expect(await codeOf({ files: ['*.key'] })).to.equal('file-not-found');
    expect(await codeOf({ tracks: ['shell'] })).to.equal('track-not-found');
    expect(await codeOf({ tracks: ['transcript/main'] })).to.equal('track-needed');
    expect(await codeOf({ sources: true })).to.equal('source-not-found');
    expect(await codeOf({ spans: [{ start: 5000, end: 6000 }] })).to.equal('nothing-to-edit');
    expect(await codeOf({})).to.equal('nothing-to-edit');
  });
});

describe('a terminal of which output is cut [RWR-13]', () => {
  const recording = (...outputs: readonly (readonly [number, string])[]) =>
    pack([
      source(
        session(),
        terminalTrack('main', { header: { term: { cols: 20, rows: 4 } } }),
        ...outputs.map(([time, data]) => output(time, data)),
      ),
    ]);
  const rowsAt = async (bytes: Uint8Array<ArrayBuffer>, time: number): Promise<readonly string[]> => {
    const opened = await openSession(new BytesSource(bytes));
    return (await opened.terminalAt('main', time)).lines;
  };

  it('goes on with what was there before; what the cut wrote is shaded until it is written to', async () => {
    const { bytes } = await recording(
      [0, 'top\r\nbelow\r\n'],
      [1000, '\x1b[2;1Hsecret\x1b[3;1Hhidden'],
      [2000, '\x1b[3;1Hopen'],
      [3000, '\x1b[2;1H\x1b[2Kclear'],
    );

    const result = await edited(bytes, { spans: [{ start: 500, end: 1500 }] });

    expect(await allTexts(result.reader)).to.not.match(/secret|hidden/);
    expect(await rowsAt(result.bytes, 1000)).to.deep.equal(['top', 'below', '', '']);
    expect(await rowsAt(result.bytes, 1500)).to.deep.equal(['top', '░'.repeat(20), '░'.repeat(6), '']);
    expect(await rowsAt(result.bytes, 2000)).to.deep.equal(['top', '░'.repeat(20), 'open░░', '']);
    expect(await rowsAt(result.bytes, 3000)).to.deep.equal(['top', 'clear', 'open░░', '']);
  });

  it('keeps modes, size and place of the cursor; a title and a link of the cut are gone', async () => {
    const { bytes } = await recording(
      [0, 'a\r\n'],
      [1000, '\x1b]2;secret title\x07\x1b]8;;https://secret.example\x1b\\\x1b[?1049h\x1b[4;5H\x1b[1'],
      [2000, 'mbold'],
      [3000, '.'],
    );

    const result = await edited(bytes, { spans: [{ start: 500, end: 1500 }] });

    expect(await allTexts(result.reader)).to.not.include('secret');
    // The end of a sequence that began in the cut belongs to it.
    expect(await rowsAt(result.bytes, 3000)).to.deep.equal(['', '', '', '░░░░░░░░.']);
  });
});
