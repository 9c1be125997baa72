import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { readSession } from '#src/encode/index.ts';
import { ArchiveReader, BytesSource, validateArchive } from '#src/format/index.ts';
import type { ChangeEvent, TerminalEvent, TranscriptEvent } from '#src/format/index.ts';
import { FileHistory } from '#src/state/files/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { sessionBytes, sessions } from '../../reading/session-bytes.ts';
import {
  change,
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
import { rewritten, tracksOf, unchanged } from './rewritten.ts';
import { sourceSessions } from './source-sessions.ts';

describe('rewriting an archive without changing it', () => {
  it('gives an archive of this encoder byte for byte [MAN-4] [RWR-2] [RWR-4]', async () => {
    await fc.assert(
      fc.asyncProperty(sourceSessions, async (events) => {
        const { bytes, reader } = await pack([source(...events)]);

        const again = await rewritten(bytes, unchanged);

        // Told apart first, so that a failure says where it is.
        expect(await tracksOf(again.reader)).to.deep.equal(await tracksOf(reader));
        expect(again.manifest).to.deep.equal(reader.manifest);
        expect(again.reader.index).to.deep.equal(reader.index);
        expect(again.bytes).to.deep.equal(bytes);
        expect(again.diagnostics.filter(({ severity }) => severity !== 'info')).to.deep.equal([]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what an archive of another writer holds, in valid form, and is then stable [RWR-3]', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, fc.integer({ min: 1, max: 7 }), async (session, segmentLength) => {
        const transcript = withCalls(session.transcript);
        const bytes = await sessionBytes({ ...session, transcript }, segmentLength);
        const old = await ArchiveReader.open(new BytesSource(bytes));
        await old.directory;

        const once = await rewritten(bytes, unchanged);
        const twice = await rewritten(once.bytes, unchanged);

        expect((await validateArchive(new BytesSource(once.bytes))).findings).to.deep.equal([]);
        expect(await eventsOf(once.reader, 'transcript/main.ndjson')).to.deep.equal(transcript);
        expect(await eventsOf(once.reader, 'terminal/main.cast')).to.deep.equal(session.terminal);
        await expectSameFiles(old, once.reader);
        expectSameScreens(session.terminal, await eventsOf<'terminal'>(once.reader, 'terminal/main.cast'));
        expect(twice.bytes).to.deep.equal(once.bytes);
        expect(once.manifest.generator.name).to.equal('rewriter');
        expect(once.manifest.derivedFrom?.id).to.equal(old.manifest.id);
      }),
      { numRuns: 40 },
    );
  });

  it('takes the tracks over as they are when the step has nothing to do with events', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, async (session) => {
        const bytes = await sessionBytes(session, 3);

        expect((await rewritten(bytes, {})).bytes).to.deep.equal(bytes);
      }),
      { numRuns: 15 },
    );
  });

  it('gives an archive of several sources byte for byte: paths, track ids and ids that collided stay', async () => {
    const log = (root: string, startedAt: number) =>
      source(
        session({ startedAt, workspace: { root }, title: ' Spaced ' }),
        terminalTrack('Main Shell'),
        toolCall(0, 'same'),
        change(1, '/w/a.txt', { op: 'create', after: `${root}\n`, toolCallId: 'same' }),
        toolResult(1, 'same', [{ type: '_reprise/change', sourceId: 'change-1' }]),
        output(2, '$ ls\r\n', 'Main Shell'),
        report({ records: 1, kept: 1 }),
      );
    const { bytes, reader } = await pack([log('/w', 1000), log('/v', 5000)]);
    expect(reader.manifest.tracks.map(({ id }) => id)).to.include.members(['main-shell', 'main-shell-2']);

    expect((await rewritten(bytes, unchanged)).bytes).to.deep.equal(bytes);
  });

  it('writes the texts of a file that changes often as often as they were written [CHG-6]', async () => {
    const edits = Array.from({ length: 130 }, (_, n) => {
      const text = (number: number) => `${'a line that stays\n'.repeat(9)}${number}\n`;
      return change(
        n,
        '/w/a.txt',
        n === 0 ? { op: 'create', after: text(0) } : { before: text(n - 1), after: text(n) },
      );
    });
    const { bytes, reader } = await pack([source(session(), ...edits)]);
    const whole = (await eventsOf<'changes'>(reader, 'changes/main.ndjson')).filter(
      ({ text }) => text !== undefined,
    );
    expect(whole).to.have.length(3);

    expect((await rewritten(bytes, unchanged)).bytes).to.deep.equal(bytes);
  });

  it('can stand beside other sources of the encoder, and keeps its ids there', async () => {
    const first = await pack([
      source(session({ startedAt: 1000 }), turn(0, 't'), prompt(0, 'Fix it'), toolCall(5, 'c')),
    ]);
    const recording = source(session({ startedAt: 1000 }), terminalTrack('main'), output(3, 'x'), report());

    const { reader } = await pack([readSession(first.reader), recording]);

    const entry = 'transcript/main.ndjson';
    expect(await eventsOf(reader, entry)).to.deep.equal(await eventsOf(first.reader, entry));
    expect(await eventsOf(reader, 'terminal/main.cast')).to.have.length(1);
    expect(reader.manifest.chapters).to.deep.equal(first.reader.manifest.chapters);
  });

  it('keeps tracks on which nothing happens, and the length of the session', async () => {
    const { bytes, reader } = await pack([
      source(
        { type: 'session', settled: true, hasAllChapters: true, title: 'Empty', duration: 9000 },
        { type: 'track', kind: 'transcript', id: 'main' },
        { type: 'track', kind: 'changes', id: 'main' },
        { type: 'track', kind: 'terminal', id: 'pty', header: { term: { cols: 33, rows: 7 } } },
      ),
    ]);

    const again = await rewritten(bytes, unchanged);

    expect(reader.manifest.tracks.map(({ entry, events }) => [entry, events])).to.deep.equal([
      ['transcript/main.ndjson', 0],
      ['changes/main.ndjson', 0],
      ['terminal/pty.cast', 0],
    ]);
    expect(again.manifest.duration).to.equal(9000);
    expect(again.bytes).to.deep.equal(bytes);
  });
});

/** Without updates of calls that have not begun, which no writer may write [TRN-5]. */
function withCalls(events: readonly TranscriptEvent[]): TranscriptEvent[] {
  const begun = new Set<string>();
  return events.filter((event) => {
    if (event.sessionUpdate === 'tool_call') begun.add(event.toolCallId);
    return event.sessionUpdate !== 'tool_call_update' || begun.has(event.toolCallId);
  });
}

/** Ids in order, and at every change the texts of all files. */
async function expectSameFiles(old: ArchiveReader, again: ArchiveReader): Promise<void> {
  const entry = 'changes/main.ndjson';
  const events: ChangeEvent[] = await eventsOf<'changes'>(old, entry);
  expect((await eventsOf<'changes'>(again, entry)).map(({ t, id }) => [t, id])).to.deep.equal(
    events.map(({ t, id }) => [t, id]),
  );
  const [before, after] = [historyOf(old, entry), historyOf(again, entry)];
  for (const time of new Set(events.map(({ t }) => t))) {
    const known = await before.filesAt(time);
    expect(await after.filesAt(time)).to.deep.equal(known);
    for (const { path } of known) {
      expect(await after.textAt(path, time)).to.equal(await before.textAt(path, time));
    }
  }
}

function historyOf(reader: ArchiveReader, entry: string): FileHistory {
  return new FileHistory({
    times: reader.segments(entry).map(({ time }) => time),
    blob: (path) => reader.readText(path),
    segment: (index) => reader.readSegment<'changes'>(entry, index),
  });
}

function expectSameScreens(old: readonly TerminalEvent[], again: readonly TerminalEvent[]): void {
  const [before, after] = [
    new TerminalState({ cols: 80, rows: 24 }),
    new TerminalState({ cols: 80, rows: 24 }),
  ];
  for (const [index, event] of old.entries()) {
    before.apply(event);
    after.apply(again[index]!);
    if (index % 5 === 0) expect(after.equals(before)).to.equal(true);
  }
  before.dispose();
  after.dispose();
}
