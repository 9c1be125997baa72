import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { BytesSource } from '#src/format/index.ts';
import { ChangeList } from '#src/reading/change-list.ts';
import type { PiecewiseTimeMap } from '#src/reading/clocks/time-map.ts';
import { Player } from '#src/player/index.ts';
import type { ClockName, PlayerState } from '#src/player/index.ts';
import type { Playhead } from '#src/reading/playhead.ts';
import { TranscriptState } from '#src/state/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { FakeScheduler } from './fake-scheduler.ts';
import { screenOf } from '../reading/screen-of.ts';
import { sessionBytes, sessions, shownAt } from '../reading/session-bytes.ts';
import type { SessionEvents } from '../reading/session-bytes.ts';

const ENTRIES = ['transcript/main.ndjson', 'changes/main.ndjson', 'terminal/main.cast'];

const segmentLengths = fc.integer({ min: 1, max: 12 });

interface Opened {
  readonly player: Player;
  readonly scheduler: FakeScheduler;
}

async function open(bytes: Uint8Array<ArrayBuffer>, clock: ClockName): Promise<Opened> {
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler });
  player.setClock(clock);
  for (const entry of ENTRIES) player.show(entry);
  await player.load(new BytesSource(bytes, 'session.reprise'));
  return { player, scheduler };
}

/** Waits until nothing is under way. */
async function idle(player: Player): Promise<PlayerState> {
  while (player.store.state.waiting || player.store.state.seeking) {
    await new Promise<void>((resolve) => {
      const stop = player.store.subscribe(() => {
        stop();
        resolve();
      });
    });
  }
  return player.store.state;
}

/** Everything a viewer can see, whole windows: what came earlier is loaded first. */
async function seen(player: Player): Promise<unknown> {
  const { files } = player.store.state.changes!;
  for (const entry of ENTRIES.slice(0, 2)) {
    while (hasEarlier(player.store.state, entry)) await player.loadEarlier(entry);
  }
  const { transcripts, terminals, changes } = player.store.state;
  return {
    transcript: conversationOf(transcripts.get('main')!),
    changes: { changes: changes!.changes, files },
    terminal: screenOf(terminals.get('main')!.screen!),
  };
}

/** The same, told by applying every event from the first one on. */
function replayed(session: SessionEvents, playhead: Playhead): unknown {
  const [transcript, changes] = [new TranscriptState(), new ChangeList()];
  const terminal = new TerminalState({ cols: 80, rows: 24 });
  for (const event of shownAt(session.transcript, playhead)) transcript.apply(event);
  for (const event of shownAt(session.changes, playhead)) changes.apply(event);
  for (const event of shownAt(session.terminal, playhead)) terminal.apply(event);
  return {
    transcript: conversationOf(transcript),
    changes: { changes: changes.changes, files: changes.files },
    terminal: screenOf(terminal.screen),
  };
}

function playheadOf({ timeMap, position }: PlayerState): Playhead {
  return (timeMap as PiecewiseTimeMap).playheadAt(position);
}

function hasEarlier({ transcripts, changes }: PlayerState, entry: string): boolean {
  return entry.startsWith('transcript') ? transcripts.get('main')!.hasEarlier : changes!.hasEarlier;
}

type Conversation = Pick<TranscriptState, 'items' | 'current' | 'plan' | 'model' | 'mode' | 'usage'>;

function conversationOf({ items, current, plan, model, mode, usage }: Conversation): Conversation {
  return { items, current, plan, model, mode, usage };
}

describe('a session', () => {
  for (const clock of ['reading', 'active', 'wall'] as const) {
    it(`shows on every track what replay from zero shows, played by the ${clock} clock`, async () => {
      const frames = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(sessions, segmentLengths, frames, async (session, length, lengths) => {
          const { player, scheduler } = await open(await sessionBytes(session, length), clock);
          player.setRate(8);
          player.play();
          for (const ms of lengths) {
            scheduler.frame(ms);
            const state = await idle(player);
            expect(await seen(player)).to.deep.equal(replayed(session, playheadOf(state)));
          }
        }),
        { numRuns: 25 },
      );
    });

    it(`shows on every track what replay from zero shows, sought by the ${clock} clock`, async () => {
      const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(sessions, segmentLengths, shares, async (session, length, targets) => {
          const { player } = await open(await sessionBytes(session, length), clock);
          for (const share of targets) {
            await player.seekPosition(share * player.store.state.duration);
            const { state } = player.store;
            expect(await seen(player)).to.deep.equal(replayed(session, playheadOf(state)));

            await player.seek(state.time);
            expect(await seen(player)).to.deep.equal(replayed(session, { time: state.time, fraction: 1 }));
          }
        }),
        { numRuns: 25 },
      );
    });
  }
});
