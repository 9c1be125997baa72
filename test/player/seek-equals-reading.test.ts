import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { BytesSource } from '#src/format/index.ts';
import type { TranscriptEvent } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import { openSession } from '#src/reading/index.ts';
import type { Session } from '#src/reading/index.ts';
import { TranscriptState } from '#src/state/index.ts';
import { FilesState } from '#src/state/files/index.ts';
import { sessionBytes, sessions } from '../reading/session-bytes.ts';
import type { SessionEvents } from '../reading/session-bytes.ts';
import { FakeScheduler } from './fake-scheduler.ts';
import { readAt, seenAt, shownWhole } from './seen-and-read.ts';

const ENTRIES = ['transcript/main.ndjson', 'changes/main.ndjson', 'terminal/main.cast'];

const segmentLengths = fc.integer({ min: 1, max: 12 });
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

/** Files by replay of every event from the first one on. */
function replayedFiles({ changes }: SessionEvents, time: number): [string, string | undefined][] {
  const state = new FilesState();
  for (const event of changes) if (event.t <= time) state.apply(event);
  return state.paths.map((path) => [path, state.text(path)]);
}

/** The sessions with a prompt behind every turn, as every log has it. */
const withPrompts = sessions.map((session): SessionEvents => ({
  ...session,
  transcript: session.transcript.flatMap((event, i): TranscriptEvent[] =>
    event.sessionUpdate === '_reprise/turn' ? [event, promptAt(event.t, `prompt${i}`)] : [event],
  ),
}));

function promptAt(t: number, id: string): TranscriptEvent {
  return { t, id, sessionUpdate: 'user_message_chunk', messageId: id, content: { type: 'text', text: id } };
}

/** Items of each turn by replay from zero, without the calls that were made in an earlier turn. */
function replayedTurns({ transcript }: SessionEvents): unknown[] {
  const starts = transcript.flatMap((event, i) => (event.sessionUpdate === '_reprise/turn' ? [i] : []));
  return starts.map((start, i) => {
    const state = new TranscriptState();
    for (const event of transcript.slice(0, start)) state.apply(event);
    const before = state.items.length;
    for (const event of transcript.slice(start, starts[i + 1])) state.apply(event);
    return withoutCalls(state.items.slice(before), callsIn(transcript.slice(0, start)));
  });
}

function callsIn(events: SessionEvents['transcript']): ReadonlySet<string> {
  return new Set(events.flatMap((event) => ('toolCallId' in event ? [event.toolCallId] : [])));
}

function withoutCalls(items: readonly { type: string }[], calls: ReadonlySet<string>): unknown[] {
  return items.filter((item) => !('toolCallId' in item && calls.has(item.toolCallId as string)));
}

async function readTurns(session: Session, { transcript }: SessionEvents): Promise<unknown[]> {
  const read: unknown[] = [];
  for (const { id } of session.turns) {
    const { items } = await session.turn(id);
    read.push(
      withoutCalls(
        items,
        callsIn(
          transcript.slice(
            0,
            transcript.findIndex((event) => event.id === id),
          ),
        ),
      ),
    );
  }
  return read;
}

describe('a session that is read', () => {
  it('holds at any time what a player shows there, on every track', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, segmentLengths, shares, async (events, length, targets) => {
        const bytes = await sessionBytes(events, length);
        const session = await openSession(new BytesSource(bytes));
        const player = new Player({ scheduler: new FakeScheduler() });
        for (const entry of ENTRIES) player.show(entry);
        await player.load(new BytesSource(bytes));
        for (const share of targets) {
          const time = Math.round(share * session.duration);
          await player.seek(time);
          await shownWhole(player);
          for (const track of session.tracks) {
            expect(await readAt(session, track, time)).to.deep.equal(seenAt(player, track));
          }
          expect([...(await session.files(time))]).to.deep.equal(replayedFiles(events, time));
          expect(await player.files(time)).to.deep.equal(await session.files(time));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has in a stretch of time the events of it, and no others', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, segmentLengths, shares, async (events, length, [a = 0, b = 1]) => {
        const session = await openSession(new BytesSource(await sessionBytes(events, length)));
        const [from, to] = [Math.min(a, b), Math.max(a, b)].map((share) =>
          Math.round(share * session.duration),
        );
        const within = ({ t }: { readonly t: number }): boolean => t >= from! && t <= to!;
        const changes = events.changes.filter((event) => within(event) && event.op !== 'observe');
        const pieces = events.terminal.filter((event) => within(event) && event.code === 'o');

        expect(await all(session.changes({ from: from!, to: to! }))).to.deep.equal(changes);
        const text = (await all(session.terminalText('main', { from: from!, to: to! }))).join('');
        for (const word of ['plain text', 'red', 'curly', '漢字']) {
          expect(text.split(word).length).to.equal(
            pieces
              .map(({ data }) => data)
              .join('')
              .split(word).length,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has in a turn what lies between its event and the next turn, wherever segments are cut', async () => {
    await fc.assert(
      fc.asyncProperty(withPrompts, segmentLengths, async (events, length) => {
        const session = await openSession(new BytesSource(await sessionBytes(events, length)));

        expect(await readTurns(session, events)).to.deep.equal(replayedTurns(events));
      }),
      { numRuns: 40 },
    );
  });
});
