import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { ArchiveError } from '#src/format/index.ts';
import type { ArchiveErrorCode, ChangeEvent, TerminalEvent, TranscriptEvent } from '#src/format/index.ts';
import { findIn } from '#src/reading/find.ts';
import type { FindSource } from '#src/reading/find.ts';
import { compareHits } from '#src/reading/find-hit.ts';
import type { FindStep, Hit } from '#src/reading/find-hit.ts';
import { openTerminal } from '#src/reading/open-terminal.ts';
import { SegmentLoader } from '#src/reading/segment-loader.ts';
import { sessionTracks } from '#src/reading/session-tracks.ts';
import { buildTimeline } from '#src/reading/timeline.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { FakeArchive, nameOf } from './fake-archive.ts';
import type { FakeTrack } from './fake-archive.ts';

/** What the manifest says of a track, beside what the fake archive says of it. */
type Described = FakeTrack & { readonly about?: object };

function open(tracks: readonly Described[]): { readonly source: FindSource; readonly archive: FakeArchive } {
  const archive = new FakeArchive({ tracks });
  archive.manifest.tracks.forEach((track, index) => Object.assign(track, tracks[index]!.about));
  const timeline = buildTimeline(archive.manifest, archive.index);
  const loader = new SegmentLoader(archive);
  const source = {
    archive,
    timeline,
    tracks: sessionTracks(archive.manifest),
    loader,
    read: new Set<string>(),
  };
  return { source, archive };
}

async function stepsOf(source: FindSource, query = 'needle'): Promise<FindStep[]> {
  const steps: FindStep[] = [];
  for await (const step of findIn(source, query)) steps.push(step);
  return steps;
}

async function hitsOf(tracks: readonly Described[], query?: string): Promise<Hit[]> {
  const steps = await stepsOf(open(tracks).source, query);
  return steps.flatMap((step) => step.hits).sort(compareHits);
}

const SIZE = { cols: 20, rows: 4 };

function terminal(events: readonly TerminalEvent[], segmentLength = 2, about: object = {}): Described {
  return {
    kind: 'terminal',
    events,
    segmentLength,
    state: new TerminalState(SIZE),
    about: { ...SIZE, ...about },
  };
}

/** Output, by the times (ms) at which it came. */
const output = (...pieces: readonly (readonly [time: number, data: string])[]): TerminalEvent[] =>
  pieces.map(([t, data]) => ({ t, code: 'o', data }));

async function linesOf(...pieces: readonly (readonly [time: number, data: string])[]): Promise<unknown[]> {
  return (await hitsOf([terminal(output(...pieces))])).map(({ time, line }) => [time, line.text]);
}

describe('finding in a terminal', () => {
  it('finds a line, when and where it stood', async () => {
    const [hit, ...others] = await hitsOf([terminal(output([0, '$ '], [500, 'a\r\n  the needle\r\n']))]);

    expect(others).to.deep.equal([]);
    expect(hit).to.deep.include({
      kind: 'terminal',
      time: 500,
      event: undefined,
      track: 'main',
      line: { text: 'the needle', start: 4, end: 10 },
      screen: { row: 1, column: 6, nth: 0 },
    });
  });

  it('finds what came in pieces, in colours, and over the edge', async () => {
    expect(await linesOf([0, 'nee'], [300, 'dle'])).to.deep.equal([[300, 'needle']]);
    expect(await linesOf([0, 'a nee\u001b[1;31mdle\u001b[m!'])).to.deep.equal([[0, 'a needle!']]);
    const [hit] = await hitsOf([terminal(output([0, 'seventeen columns needle']))]);
    expect(hit).to.have.deep.property('screen', { row: 0, column: 18, nth: 0 });
  });

  it('finds no escape sequences, and nothing that was typed and not shown', async () => {
    const events: TerminalEvent[] = [
      ...output([0, '\u001b]2;needle\u0007$ ']),
      { t: 10, code: 'i', data: 'needle' },
      { t: 20, code: 'm', data: 'needle' },
    ];
    expect(await hitsOf([terminal(events)])).to.deep.equal([]);
  });

  it('finds what was put together by moving the cursor', async () => {
    expect(await linesOf([0, '    dle\rnee\u001b[2;1Hhay'], [200, '\u001b[1;4Hdle\u001b[K'])).to.deep.equal([
      [200, 'needle'],
    ]);
  });

  it('takes what is drawn again, moves or is typed on for the same', async () => {
    const again = '\u001b[H\u001b[2J the needle';
    expect(await linesOf([0, again], [200, again], [400, ' is here'], [600, '\r\nhay'])).to.deep.equal([
      [0, 'the needle'],
    ]);
    // Three rows up, then off the top.
    expect(
      await linesOf([0, '\r\n\r\n\r\nneedle'], [200, '\r\n'], [400, '\r\n\r\n\r\n\r\n']),
    ).to.have.lengthOf(1);
    // A pager moves lines by drawing them anew.
    expect(
      await linesOf([0, '\u001b[?1049h\u001b[2;1Hneedle'], [200, '\u001b[H\u001b[Jneedle']),
    ).to.have.lengthOf(1);
  });

  it('finds again what comes once more after a while', async () => {
    expect(await linesOf([0, 'needle'], [200, '\u001b[H\u001b[2J'], [1500, 'needle'])).to.deep.equal([
      [0, 'needle'],
      [1500, 'needle'],
    ]);
    expect(await linesOf([0, 'needle\r\n'], [200, 'needle\r\n'])).to.have.lengthOf(2);
  });

  it('finds all that scrolls away, however fast, and says how far above the screen it is', async () => {
    const flood = Array.from({ length: 5000 }, (_, i) => (i % 1000 === 7 ? `needle ${i}` : `hay ${i}`));
    const hits = await hitsOf([terminal(output([50, flood.join('\r\n')]))]);

    expect(hits.map(({ line, screen }) => [line.text, screen?.row])).to.deep.equal(
      [7, 1007, 2007, 3007, 4007].map((i) => [`needle ${i}`, i - 4996]),
    );
  });

  it('leaves out what stands for no longer than a blink and does not scroll away', async () => {
    expect(await linesOf([0, 'hay'], [90, '\rneedle'], [95, '\rhay\u001b[K'])).to.deep.equal([]);
  });

  it('leaves out terminals that were made from tool calls', async () => {
    const { source, archive } = open([terminal(output([0, 'needle']), 2, { synthesised: true })]);
    expect((await stepsOf(source)).at(-1)).to.deep.include({ parts: 0, hits: [] });
    expect(archive.reads).to.deep.equal([]);
  });

  it('shows each hit where it says, however the track is cut', async () => {
    const piece = fc.constantFrom(
      'ab',
      'needle',
      ' nee',
      'dle ',
      '\r\n',
      '\r\n\r\n',
      '漢',
      '\u001b[2J\u001b[H',
      '\r',
      '\u001b[3;9H',
    );
    const events = fc.array(fc.tuple(fc.constantFrom(0, 30, 120, 1200), piece), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(events, fc.integer({ min: 1, max: 9 }), async (pieces, segmentLength) => {
        let time = 0;
        const track = pieces.map(([gap, data]): TerminalEvent => ({ t: (time += gap), code: 'o', data }));
        const hits = await hitsOf([terminal(track, segmentLength)]);
        expect(hits).to.deep.equal(await hitsOf([terminal(track, 1000)]));
        for (const { time: at, screen, line } of hits) {
          const state = await openTerminal({ id: 'main', kind: 'terminal', entry: '', ...SIZE });
          for (const event of track) if (event.t <= at) state.apply(event);
          const { row, column } = screen!;
          const columns: number[] = [];
          const shown = state.text(row, columns);
          const next = row + 1 < SIZE.rows && state.screen.continues(row + 1) ? state.text(row + 1) : '';
          expect((shown + next).slice(columns.indexOf(column))).to.match(/^needle/);
          expect(line.text.slice(line.start, line.end)).to.equal('needle');
          state.dispose();
        }
      }),
      { numRuns: 100 },
    );
  });
});

const said = (t: number, id: string, text: string): TranscriptEvent => ({
  t,
  id,
  sessionUpdate: 'agent_message_chunk',
  messageId: id,
  content: { type: 'text', text },
});
const call = (t: number, id: string, toolCallId: string): TranscriptEvent => ({
  t,
  id,
  sessionUpdate: 'tool_call',
  toolCallId,
  title: 'edit',
  kind: 'edit',
  status: 'completed',
});

const MAIN: Described = {
  kind: 'transcript',
  events: [said(0, 'm1', 'a needle'), said(50, 'm2', 'hay'), said(100, 'm3', 'needle')],
  segmentLength: 1,
};
const CHILD: Described = {
  kind: 'transcript',
  id: 'child',
  events: [said(20, 's1', 'needle of the child'), call(60, 's2', 'edit')],
  segmentLength: 1,
  about: { parent: 'main', title: 'explorer' },
};

describe('finding in the conversations of subagents', () => {
  it('finds what they said, in order of time, and says whose it is', async () => {
    const hits = await hitsOf([MAIN, CHILD]);
    expect(hits.map(({ event, track, time }) => [event, track, time])).to.deep.equal([
      ['m1', 'main', 0],
      ['s1', 'child', 20],
      ['m3', 'main', 100],
    ]);
  });

  it('finds the lines that they changed in the call that did it', async () => {
    const events: ChangeEvent[] = [
      {
        t: 61,
        id: 'c',
        path: 'a.ts',
        op: 'modify',
        toolCallId: 'edit',
        patch: '@@ -1,2 +1,2 @@\n hay\n-hay\n+needle needle\n',
      },
    ];
    const hits = await hitsOf([MAIN, CHILD, { kind: 'changes', events, segmentLength: 1 }]);
    const changed = hits.filter(({ kind }) => kind === 'change');
    expect(changed.map(({ event, track, change }) => ({ event, track, ...change }))).to.deep.equal([
      { event: 's2', track: 'child', id: 'c', line: 1, lineOf: 'changed', nth: 0 },
      { event: 's2', track: 'child', id: 'c', line: 1, lineOf: 'changed', nth: 1 },
    ]);
  });

  it('comes to the hits of all tracks before later ones are read', async () => {
    const { source, archive } = open([MAIN, CHILD, terminal(output([0, '$ '], [70, 'needle']), 1)]);
    await stepsOf(source);
    expect(archive.reads).to.deep.equal([
      'transcript/main.ndjson 0',
      'transcript/child.ndjson 0',
      'terminal/main.cast 0',
      'transcript/main.ndjson 1',
      'transcript/child.ndjson 1',
      'terminal/main.cast 1',
      'transcript/main.ndjson 2',
    ]);
  });
});

/** Fails to read some segments. */
function failing(source: FindSource, names: readonly string[], error: unknown): FindSource {
  const { archive } = source;
  const readSegment: typeof archive.readSegment = async (entry, index, options) => {
    if (names.includes(`${entry} ${index}`)) throw error;
    return archive.readSegment(entry, index, options);
  };
  return { ...source, archive: Object.assign(Object.create(archive) as typeof archive, { readSegment }) };
}

describe('parts that cannot be read', () => {
  const broken = (code: ArchiveErrorCode): ArchiveError => new ArchiveError(code, 'no');

  for (const code of ['corrupt-entry', 'entry-not-found', 'limit-exceeded'] as const) {
    it(`are left out and counted: ${code}`, async () => {
      const source = failing(open([MAIN, CHILD]).source, ['transcript/main.ndjson 0'], broken(code));
      const steps = await stepsOf(source);
      expect(steps.at(-1)).to.deep.include({ state: 'done', searched: 5, parts: 5, unreadable: 1 });
      expect(steps.flatMap(({ hits }) => hits).map(({ event }) => event)).to.deep.equal(['s1', 'm3']);
    });
  }

  it('end the search where trying again may help', async () => {
    const source = failing(open([MAIN]).source, ['transcript/main.ndjson 1'], broken('source-unavailable'));
    expect(await nameOf(stepsOf(source))).to.equal('ArchiveError');
  });

  it('are counted where the manifest tells of a track that is not there', async () => {
    const { source, archive } = open([MAIN, CHILD]);
    Object.assign(archive.manifest.tracks[1]!, { events: 2 });
    (archive.index.segments as Map<string, unknown>).delete('transcript/child.ndjson');
    expect((await stepsOf(source)).at(-1)).to.deep.include({ unreadable: 1, searched: 4, parts: 4 });
  });

  it('of a terminal are passed over with the screen that comes behind them', async () => {
    const track = terminal(
      output([0, 'a needle'], [1000, '\r\nhay'], [2000, '\u001b[2J\u001b[H'], [9000, 'needle']),
      1,
    );
    const source = failing(
      open([track]).source,
      ['terminal/main.cast 1', 'terminal/main.cast 2'],
      broken('corrupt-entry'),
    );
    const steps = await stepsOf(source);
    expect(steps.at(-1)).to.deep.include({ unreadable: 2 });
    expect(steps.flatMap(({ hits }) => hits).map(({ time, screen }) => [time, screen?.row])).to.deep.equal([
      [0, 0],
      [9000, 0],
    ]);
  });
});
