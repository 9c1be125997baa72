import { describe, expect, it } from '#test';
import type { ChangeEvent, SessionEvent } from '#src/format/index.ts';
import { rebuildIndex } from '#src/state/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
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
  update,
} from './builders.ts';
import { eventsOf, pack } from './pack.ts';

const MAIN = 'transcript/main.ndjson';
const CHANGES = 'changes/main.ndjson';

describe('encodeSession', () => {
  it('writes a session without events', async () => {
    const { manifest, reader } = await pack([source(session(), report())]);

    expect(manifest.title).to.equal('Session');
    expect(manifest.duration).to.equal(0);
    expect(manifest.tracks).to.deep.equal([{ id: 'main', kind: 'transcript', entry: MAIN, events: 0 }]);
    expect(reader.index.turns).to.deep.equal([]);
  });

  it('writes what the session is into the manifest', async () => {
    const { manifest, reader, size, bytes } = await pack([
      source(
        session({ startedAt: Date.UTC(2026, 0, 5, 8), agent: { name: 'claude-code', version: '2.1.0' } }),
        turn(0),
        prompt(0, 'Why does the refresh fail?'),
        message(4000, 'Because it comes too late.'),
        session({ title: 'Refresh too late' }),
        report({ records: 3, understood: 3 }),
      ),
    ]);

    expect(size).to.equal(bytes.length);
    expect(manifest.title).to.equal('Refresh too late');
    expect(manifest.startedAt).to.equal('2026-01-05T08:00:00.000Z');
    expect(manifest.duration).to.equal(4000);
    expect(manifest.agent).to.deep.equal({ name: 'claude-code', version: '2.1.0' });
    expect(manifest.stats?.turns).to.equal(1);
    expect(manifest.fidelity).to.deep.include({ records: 3, understood: 3 });
    expect(manifest.tracks).to.deep.equal([{ id: 'main', kind: 'transcript', entry: MAIN, events: 3 }]);
    expect(reader.index.turns).to.have.length(1);
    expect(reader.index.turns[0]).to.deep.include({ time: 0, excerpt: 'Why does the refresh fail?' });
    expect(reader.index.reading?.position.at(-1)).to.be.greaterThan(0);
  });

  it('takes the title from the caller, the source, the first prompt or the file, in this order', async () => {
    const events = [turn(0), prompt(0, 'Fix the login please')];
    const titleOf = async (info: { title?: string }, more: SessionEvent[], options = {}) =>
      (await pack([source(session(info), ...more, report())], { fallbackTitle: 'file', ...options })).manifest
        .title;

    expect(await titleOf({ title: 'Own' }, events, { title: 'Given' })).to.equal('Given');
    expect(await titleOf({ title: 'Own' }, events)).to.equal('Own');
    expect(await titleOf({}, events)).to.equal('Fix the login please');
    expect(await titleOf({ title: '  ' }, [])).to.equal('file');
  });

  it('gives short ids, the same wherever a source id is mentioned', async () => {
    const { reader } = await pack([
      source(
        session({ workspace: { root: '/home/dev/app' } }),
        message(0, 'one', 'msg_0123456789'),
        message(1, 'two', 'msg_0123456789'),
        toolCall(2, 'toolu_01ABCDEFGHIJKLMNOP'),
        change(3, '/home/dev/app/a.txt', {
          op: 'create',
          after: 'x\n',
          toolCallId: 'toolu_01ABCDEFGHIJKLMNOP',
        }),
        toolResult(3, 'toolu_01ABCDEFGHIJKLMNOP', [{ type: '_reprise/change', sourceId: 'change-3' }]),
        update(4, { sessionUpdate: '_reprise/hook', text: 'ok', toolCallId: 'toolu_01ABCDEFGHIJKLMNOP' }),
      ),
    ]);

    const transcript = await eventsOf<'transcript'>(reader, MAIN);
    const [changed] = await eventsOf<'changes'>(reader, CHANGES);
    const all = [...transcript, changed!];
    expect(new Set(all.map(({ id }) => id)).size).to.equal(all.length);
    for (const { id } of all) expect(id).to.match(/^[0-9a-z.]{5,10}$/);
    const [one, two, call, result, hook] = transcript as unknown as Record<string, unknown>[];
    expect(two!['messageId']).to.equal(one!['messageId']);
    expect(call!['id']).to.equal(call!['toolCallId']);
    expect(result!['toolCallId']).to.equal(call!['toolCallId']);
    expect(hook!['toolCallId']).to.equal(call!['toolCallId']);
    expect(changed).to.deep.include({
      path: 'a.txt',
      op: 'create',
      text: 'x\n',
      toolCallId: call!['toolCallId'],
    });
    expect(result!['content']).to.deep.equal([
      { type: '_reprise/change', id: changed!.id, path: 'a.txt', additions: 1, deletions: 0 },
    ]);
  });

  it('refers to the known text of a file that is read, and observes one that is read whole [TRN-8]', async () => {
    const read = (text: string, startLine: number, totalLines?: number) => ({
      type: '_reprise/read' as const,
      path: '/w/a.txt',
      text,
      startLine,
      ...(totalLines !== undefined && { totalLines }),
    });
    const { reader } = await pack([
      source(
        session({ workspace: { root: '/w' } }),
        toolCall(0, 'first'),
        toolResult(1, 'first', [read('one\ntwo\nthree', 1, 3)]),
        toolCall(2, 'second'),
        toolResult(3, 'second', [read('two', 2)]),
        toolCall(4, 'third'),
        toolResult(5, 'third', [read('never seen', 2)]),
      ),
    ]);

    const changes = await eventsOf<'changes'>(reader, CHANGES);
    expect(changes).to.have.length(1);
    expect(changes[0]).to.deep.include({ t: 1, op: 'observe', path: 'a.txt', text: 'one\ntwo\nthree' });
    const results = (await eventsOf<'transcript'>(reader, MAIN)).filter(
      (event) => event.sessionUpdate === 'tool_call_update',
    );
    const sha256 = changes[0]?.after;
    expect(results.map((event) => ('content' in event ? event.content : undefined))).to.deep.equal([
      [{ type: '_reprise/file', path: 'a.txt', sha256 }],
      [{ type: '_reprise/file', path: 'a.txt', sha256, startLine: 2, lineCount: 1 }],
      [{ type: 'content', content: { type: 'text', text: 'never seen' } }],
    ]);
  });

  it('merges a recording and a log: the recording is the terminal main, the synthesised one stays beside it', async () => {
    const log = source(
      session({ startedAt: 5000, title: 'Log' }),
      terminalTrack('shell', { synthesised: true }),
      toolCall(0, 'call'),
      output(10, '$ npm test\r\n', 'shell'),
      toolResult(20, 'call', [
        { type: 'terminal', terminalId: 'shell', _meta: { reprise: { start: 10, end: 20, exitCode: 1 } } },
      ]),
      report({ records: 2, understood: 2 }),
    );
    const recording = source(
      session({ startedAt: 4000, title: 'Recording' }),
      terminalTrack(),
      output(0, '$ '),
      output(1500, 'done'),
      report({ records: 3, understood: 3 }),
    );

    const { manifest, reader } = await pack([log, recording]);

    expect(manifest.title).to.equal('Log');
    expect(manifest.startedAt).to.equal('1970-01-01T00:00:04.000Z');
    expect(manifest.fidelity?.records).to.equal(5);
    expect(manifest.tracks.map(({ entry, synthesised }) => [entry, synthesised])).to.deep.equal([
      [MAIN, undefined],
      ['terminal/main.cast', undefined],
      ['terminal/shell.cast', true],
    ]);
    const terminal = await eventsOf<'terminal'>(reader, 'terminal/main.cast');
    expect(terminal.map(({ t }) => t)).to.deep.equal([0, 1500]);
    const result = (await eventsOf<'transcript'>(reader, MAIN)).at(-1);
    expect(result).to.have.nested.property('content[0]._meta.reprise.start', 1010);
    expect(result).to.have.nested.property('content[0]._meta.reprise.end', 1020);
  });

  it('keeps apart two recordings, and a subagent from its parent', async () => {
    const { manifest } = await pack([
      source(
        session(),
        {
          type: 'track',
          kind: 'transcript',
          id: 'agent-7',
          parent: 'main',
          title: 'Explore',
          spawnedBy: 'call',
        },
        toolCall(0, 'call', 'Task'),
        update(1, { sessionUpdate: '_reprise/subagent', track: 'agent-7', toolCallId: 'call' }),
        { ...message(2, 'looking'), track: 'agent-7' },
        terminalTrack(),
        output(3, 'a'),
      ),
      source(session(), terminalTrack(), output(3, 'b')),
    ]);

    const child = manifest.tracks.find(({ id }) => id === 'agent-7');
    expect(child).to.deep.include({ parent: 'main', title: 'Explore' });
    expect(child?.spawnedBy).to.match(/^[0-9a-z]{5}$/);
    expect(manifest.tracks.map(({ entry }) => entry)).to.include('terminal/main-2.cast');
    expect(manifest.stats?.turns).to.equal(0);
  });

  it('tells when each subagent worked, from its first event to its last [IDX-19]', async () => {
    const child = (id: string) => ({ type: 'track', kind: 'transcript', id, parent: 'main' }) as const;
    const { reader } = await pack([
      source(
        session(),
        child('late'),
        child('early'),
        child('silent'),
        message(0, 'go'),
        { ...message(20, 'looking'), track: 'early' },
        { ...message(30, 'only this'), track: 'late' },
        { ...message(45, 'found'), track: 'early' },
        message(60, 'done'),
      ),
    ]);

    const spans = [
      { track: 'early', start: 20, end: 45 },
      { track: 'late', start: 30, end: 30 },
    ];
    expect(reader.index.subagents).to.deep.equal(spans);
    expect((await rebuildIndex(reader)).subagents).to.deep.equal(spans);
  });

  it('has the transcript of a subagent of which nothing is known', async () => {
    const { manifest, reader } = await pack([
      source(session(), message(0, 'a'), update(1, { sessionUpdate: '_reprise/subagent', track: 'agent-9' })),
    ]);

    expect(manifest.tracks.map(({ id, events }) => [id, events])).to.deep.equal([
      ['main', 2],
      ['agent-9', 0],
    ]);
    expect(await eventsOf<'transcript'>(reader, 'transcript/agent-9.ndjson')).to.deep.equal([]);
  });

  it('tells the colours that a recording brings before the recording is loaded', async () => {
    const theme = { fg: '#ffffff', bg: '#101010', palette: '#000000:#ff0000' };
    const track = terminalTrack('main', { header: { term: { cols: 80, rows: 24, theme } } });

    const { manifest } = await pack([source(session(), track, output(0, 'x'))]);

    expect(manifest.tracks[0]).to.deep.include({ cols: 80, rows: 24, theme });
  });

  it('tells when a terminal tells most [TRM-8]', async () => {
    const screen = Array.from({ length: 20 }, (_, i) => `row ${i}`).join('\r\n');
    const { manifest } = await pack([
      source(
        session(),
        terminalTrack(),
        output(100, '$ '),
        output(500, screen),
        output(3000, '\x1b[H\x1b[2J$ '),
      ),
    ]);

    expect(manifest.tracks[0]?.poster).to.equal(500);
  });

  it('turns markers into chapters', async () => {
    const { manifest } = await pack([
      source(
        session(),
        terminalTrack(),
        output(0, '$'),
        { type: 'chapter', time: 900, title: 'Deploy' },
        output(1000, 'x'),
      ),
    ]);

    expect(manifest.chapters).to.deep.equal([{ time: 900, title: 'Deploy' }]);
  });

  it('cuts tracks into segments of about 256 KiB that begin with the state before them [SEG-9]', async () => {
    const line = 'x'.repeat(1000);
    const events: SessionEvent[] = [session(), terminalTrack()];
    for (let time = 0; time < 1500; time += 1) {
      events.push(message(time, `${time} ${line}`), output(time, `${time} ${line}\r\n`));
      events.push(
        change(time, '/a.txt', time === 0 ? { op: 'create', after: '0\n' } : { after: `${time}\n${line}\n` }),
      );
    }

    const { reader, manifest } = await pack([source(...events)]);

    for (const { entry } of manifest.tracks) {
      const segments = reader.segments(entry);
      expect(segments.length, entry).to.be.within(2, 10);
      for (const { size } of segments.slice(0, -1)) expect(size, entry).to.be.within(250_000, 290_000);
      for (const [index, { time }] of segments.entries()) {
        const segment = await reader.readSegment(entry, index);
        const before = index === 0 ? undefined : await reader.readSegment(entry, index - 1);
        expect(segment.keyframe, `${entry} ${index}`).to.not.equal(undefined);
        // A terminal counts from its last event, the others are dated to their first one.
        const first = entry.startsWith('terminal') ? before?.events.at(-1) : segment.events[0];
        expect(time).to.equal(index === 0 ? 0 : first?.t);
      }
    }
    const last = await reader.readSegment<'changes'>(CHANGES, reader.segments(CHANGES).length - 1);
    expect(Object.keys(last.keyframe?.files ?? {})).to.deep.equal(['/a.txt']);
  });

  it('splits terminal output over 32 KiB at the same time [TRM-7]', async () => {
    const { reader } = await pack([source(session(), terminalTrack(), output(7, '😀'.repeat(20_000)))]);

    const events = await eventsOf<'terminal'>(reader, 'terminal/main.cast');
    expect(events.length).to.be.greaterThan(1);
    expect(events.every(({ t }) => t === 7)).to.equal(true);
    expect(events.map(({ data }) => data).join('')).to.equal('😀'.repeat(20_000));
  });

  it('leaves out sizes beyond what readers follow, so that a seek shows what playing shows [TRM-4]', async () => {
    const track = 'terminal/main.cast';
    const size = (time: number): SessionEvent => ({
      type: 'terminal',
      time,
      track: 'main',
      code: 'r',
      data: `${498 + (time % 3)}x${198 + (time % 2)}`,
    });
    const events = Array.from({ length: 1600 }, (_, time) => [
      size(time),
      output(time, `${time} ${'x'.repeat(300)}\r\n`),
    ]);

    const { reader, diagnostics } = await pack([source(session(), terminalTrack(), ...events.flat())]);
    const played = new TerminalState({ cols: 80, rows: 24 });
    let resizes = 0;
    for (const index of reader.segments(track).keys()) {
      const { keyframe, events } = await reader.readSegment<'terminal'>(track, index);
      const entered = new TerminalState({ cols: 80, rows: 24 });
      entered.restore(keyframe);
      for (const event of events) {
        played.apply(event);
        entered.apply(event);
      }
      expect(entered.equals(played), `segment ${index}`).to.equal(true);
      entered.dispose();
      resizes += events.filter(({ code }) => code === 'r').length;
    }
    played.dispose();

    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['resizes-left-out']);
    expect(resizes).to.be.within(1300, 1400);
    // No reader leaves out more.
    expect(reader.diagnostics).to.deep.equal([]);
  });

  it('enters a segment from the one before where no keyframe can be proved [SEG-6]', async () => {
    const line = `${'x'.repeat(1022)}\r\n`;
    const events = Array.from({ length: 5 * 1024 }, (_, time) => output(time, line));
    const { reader, diagnostics } = await pack([
      // Synchronized output that never ends: what is on the screen cannot be told.
      source(session(), terminalTrack(), output(0, '\x1b[?2026h'), ...events),
    ]);

    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['keyframe-unproved']);
    expect(reader.segments('terminal/main.cast')).to.have.length(2);
    const [first, second] = [
      await reader.readSegment('terminal/main.cast', 0),
      await reader.readSegment('terminal/main.cast', 1),
    ];
    expect(first.keyframe).not.to.equal(undefined);
    expect(second.keyframe).to.equal(undefined);
    expect(first.events.length + second.events.length).to.equal(events.length + 1);
  });

  it('gives equal bytes for equal events [MAN-4]', async () => {
    const events = () =>
      source(
        session({ startedAt: 1 }),
        terminalTrack(),
        turn(0),
        prompt(1, 'p'),
        message(2, 'm'),
        output(3, 'o'),
        change(4, 'a', { op: 'create', after: 'b' }),
        report(),
      );

    const [one, other] = [await pack([events()]), await pack([events()])];

    expect(one.bytes).to.deep.equal(other.bytes);
    expect(one.sha256).to.equal(other.sha256);
  });

  it('tells its progress', async () => {
    const told: number[] = [];
    const events = Array.from({ length: 2500 }, (_, time) => message(time, 'x'));

    await pack([source(session(), ...events)], { onProgress: ({ events: count }) => told.push(count) });

    expect(told).to.deep.equal([1000, 2000]);
  });

  it('stops when it is aborted, having written nothing', async () => {
    const controller = new AbortController();
    let written = 0;
    async function* endless(): AsyncGenerator<SessionEvent, void> {
      yield session();
      for (let time = 0; ; time += 1) {
        if (time === 500) controller.abort();
        yield message(time, 'x');
      }
    }

    const error = await pack([{ events: endless }], {
      signal: controller.signal,
      sink: { write: () => void (written += 1) },
    }).catch((reason: unknown) => reason);

    expect(error).to.have.property('name', 'AbortError');
    expect(written).to.equal(0);
  });

  it('passes on what a source throws', async () => {
    async function* broken(): AsyncGenerator<SessionEvent, void> {
      yield session();
      throw new RangeError('broken source');
    }

    const error = await pack([{ events: broken }]).catch((reason: unknown) => reason);

    expect(error).to.be.instanceOf(RangeError);
  });

  it('counts observed files as state, not as changes', async () => {
    const { manifest, reader } = await pack([
      source(
        session(),
        change(0, '/a', { op: 'observe', after: 'text\n' }),
        change(5, '/a', { after: 'other\n' }),
      ),
    ]);

    const changes: ChangeEvent[] = await eventsOf<'changes'>(reader, CHANGES);
    expect(changes.map(({ op }) => op)).to.deep.equal(['observe', 'modify']);
    expect(manifest.stats?.changes).to.equal(1);
    expect(reader.index.files).to.have.length(1);
  });
});
