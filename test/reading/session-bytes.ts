/** Small sessions of three tracks, written by the real writer, for tests that read them through the player. */
import fc from 'fast-check';
import {
  type ChangeEvent,
  type IndexContent,
  NEWEST_WIDTHS,
  type TerminalEvent,
  type ToolCallContent,
  type TrackKind,
  type TrackTypes,
  type TranscriptEvent,
} from '#src/format/index.ts';
import type { Playhead } from '#src/reading/playhead.ts';
import { indexContent, OutlineBuilder, ReadingMapBuilder, TranscriptState } from '#src/state/index.ts';
import type { TrackState } from '#src/state/index.ts';
import { ChangeRecorder, FilesState } from '#src/state/files/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { buildArchive, TERMINAL_HEADER } from '../helpers/archive-builder.ts';
import type { SegmentInput } from '../helpers/archive-builder.ts';

export interface SessionEvents {
  readonly transcript: readonly TranscriptEvent[];
  readonly changes: readonly ChangeEvent[];
  readonly terminal: readonly TerminalEvent[];
}

/** Milliseconds between events: many share one. */
const gaps = fc.constantFrom(0, 0, 1, 7, 40, 900, 5000);

/** What programs write: text, wide characters, colours, cursor movements, scroll regions, the other screen. */
const outputPieces = fc.constantFrom(
  'plain text ',
  'a line\r\n',
  '漢字 und 👩‍💻 ',
  '⚠️ 👍🏽',
  '🇩',
  '\ufe0f',
  '\u001b[1;31mred\u001b[0m ',
  '\u001b[4:3m\u001b[58;5;9mcurly\u001b[m',
  '\u001b[5;10H',
  '\u001b[2J\u001b[H',
  '\u001b[3;12r\u001b[12;1H\n\n',
  '\u001b[r',
  '\u001b[?1049h',
  '\u001b[?1049l',
  '\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\',
  '\u001b]2;a title\u0007',
  '\u001b[?25l',
  '\u001b[44m\u001b[K\u001b[m',
);

const terminalData = fc.oneof(
  outputPieces.map((data) => ({ code: 'o', data })),
  outputPieces.map((data) => ({ code: 'o', data: data.repeat(5) })),
  fc.constantFrom('80x24', '60x10', '100x30').map((data) => ({ code: 'r', data })),
);

const transcriptUpdates = fc.oneof(
  fc.constantFrom<object>(
    { sessionUpdate: '_reprise/turn' },
    { sessionUpdate: 'user_message_chunk', messageId: 'u', content: { type: 'text', text: 'please' } },
    { sessionUpdate: 'agent_message_chunk', messageId: 'm', content: { type: 'text', text: 'I will look' } },
    { sessionUpdate: 'agent_thought_chunk', content: { type: 'text', text: 'hm' } },
    { sessionUpdate: 'plan', entries: [{ content: 'fix it', status: 'pending' }] },
    { sessionUpdate: 'current_mode_update', currentModeId: 'plan' },
    { sessionUpdate: 'usage_update', used: 1000 },
    { sessionUpdate: '_reprise/error', text: 'overloaded' },
    { sessionUpdate: '_reprise/interruption' },
    { sessionUpdate: '_reprise/commit', text: 'Fix it', data: { hash: '1a2b3c4' } },
  ),
  fc.record({
    sessionUpdate: fc.constantFrom('tool_call', 'tool_call_update'),
    toolCallId: fc.constantFrom('a', 'b', 'c'),
    title: fc.constantFrom('npm test', 'read a.ts', 'git commit -m x', 'git commit --amend'),
    kind: fc.constantFrom('execute', 'read'),
    status: fc.constantFrom('pending', 'completed', 'failed'),
    content: fc.constantFrom(
      ...['', '# pass 2\n# fail 1', '[main 1a2b3c4] Fix it', '[main 7777777] Do'].map(output),
    ),
  }),
);

function output(text: string): readonly ToolCallContent[] {
  return [{ type: 'content', content: { type: 'text', text } }];
}

/** Events of a session on all three tracks. */
export const sessions: fc.Arbitrary<SessionEvents> = fc.record({
  transcript: timed(transcriptUpdates).map((events) =>
    events.map(({ t, value }, i) => ({ t, id: `e${i}`, ...value }) as TranscriptEvent),
  ),
  changes: timed(fc.record({ file: fc.nat(3), text: fc.string({ maxLength: 20 }) })).map(recordChanges),
  terminal: timed(terminalData).map((events) => events.map(({ t, value }) => ({ t, ...value }))),
});

/** The events shown at a playhead, told from the list of all. */
export function shownAt<E extends { readonly t: number }>(
  events: readonly E[],
  { time, fraction }: Playhead,
): readonly E[] {
  const same = events.filter((event) => event.t === time).length;
  const shown = fraction === 1 ? same : Math.min(same, Math.floor(fraction * same) + 1);
  return events.slice(0, events.filter((event) => event.t < time).length + shown);
}

/** The archive of a session, its tracks cut after so many events. */
export async function sessionBytes(
  session: SessionEvents,
  segmentLength: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes } = await buildArchive({
    transcript: cut(session.transcript, segmentLength, new TranscriptState()),
    changes: cut(session.changes, segmentLength, new FilesState()),
    terminal: cut(session.terminal, segmentLength, new TerminalState({ cols: 80, rows: 24 })),
    header: { ...TERMINAL_HEADER, term: { ...TERMINAL_HEADER.term, widths: NEWEST_WIDTHS } },
    index: indexOf(session),
  });
  return bytes;
}

function timed<T>(values: fc.Arbitrary<T>): fc.Arbitrary<{ readonly t: number; readonly value: T }[]> {
  return fc.array(fc.record({ gap: gaps, value: values }), { minLength: 1, maxLength: 40 }).map((events) => {
    let t = 0;
    return events.map(({ gap, value }) => ({ t: (t += gap), value }));
  });
}

function recordChanges(
  edits: readonly { readonly t: number; readonly value: { readonly file: number; readonly text: string } }[],
): ChangeEvent[] {
  const recorder = new ChangeRecorder({ storeText: () => 'blobs/none.txt' });
  return edits.flatMap(({ t, value }, i) =>
    recorder
      .record({
        type: 'change',
        time: t,
        sourceId: `s${i}`,
        path: `src/${value.file}.ts`,
        op: 'modify',
        after: `first\n${value.text}\n`,
      })
      .map((change, j) => ({ t, id: `c${i}-${j}`, ...change })),
  );
}

function cut<K extends TrackKind>(
  events: readonly TrackTypes[K]['event'][],
  segmentLength: number,
  state: TrackState<K>,
): SegmentInput<K>[] {
  const segments: SegmentInput<K>[] = [];
  let open: TrackTypes[K]['event'][] = [];
  for (const event of events) {
    const cuttable = !(state instanceof TerminalState) || state.cuttable;
    if (segments.length === 0 || (open.length >= segmentLength && cuttable)) {
      if (state instanceof FilesState) state.enterSegment(segments.length);
      open = [];
      segments.push({ time: segments.length === 0 ? 0 : event.t, keyframe: state.snapshot(), events: open });
    }
    open.push(event);
    state.apply(event);
  }
  return segments;
}

function indexOf({ transcript, changes, terminal }: SessionEvents): IndexContent {
  const outline = new OutlineBuilder();
  const reading = new ReadingMapBuilder();
  const takes: { readonly t: number; readonly builders: readonly (() => void)[] }[] = [];
  for (const event of transcript) {
    takes.push({ t: event.t, builders: [() => outline.transcript(event), () => reading.transcript(event)] });
  }
  for (const event of changes) {
    takes.push({ t: event.t, builders: [() => outline.change(event), () => reading.change(event)] });
  }
  for (const { t } of terminal) {
    takes.push({ t, builders: [() => outline.terminal(t), () => reading.terminal(t)] });
  }
  takes.sort((a, b) => a.t - b.t);
  for (const { builders } of takes) for (const build of builders) build();
  const duration = Math.max(0, ...takes.map(({ t }) => t));
  return indexContent(outline.finish(), duration, reading.finish(duration));
}
