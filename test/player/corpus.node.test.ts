import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import { createPakoDeflater, encodeSession } from '#src/encode/index.ts';
import { ArchiveReader, BytesSink, BytesSource, segmentIndexAt, widthRuleOf } from '#src/format/index.ts';
import type { TrackDescription, TrackKind, TrackTypes } from '#src/format/index.ts';
import { asciicast } from '#src/importers/tools/asciicast/importer.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import type { Importer } from '#src/importers/index.ts';
import { ChangeList } from '#src/reading/change-list.ts';
import { Player } from '#src/player/index.ts';
import type { PlayerState } from '#src/player/index.ts';
import { openSession } from '#src/reading/index.ts';
import type { Session } from '#src/reading/index.ts';
import { TranscriptState } from '#src/state/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';
import { fileSource } from '../helpers/corpus-sources.ts';
import { settle } from '../reading/fake-archive.ts';
import { FakeScheduler } from './fake-scheduler.ts';
import { readAt, seenAt, shownWhole } from './seen-and-read.ts';
import { screenOf } from '../reading/screen-of.ts';

const corpus = corpusFolder();

/** Moments compared in each recording. */
const MOMENTS = 12;

async function pack(importer: Importer, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const sink = new BytesSink();
  await encodeSession([{ events: () => importer.import(fileSource(path)) }], {
    deflater: await createPakoDeflater(),
    sink,
    generator: { name: 'test', version: '1' },
  });
  return sink.bytes();
}

/** Equal every time, spread over the session. */
function momentsOf(duration: number): number[] {
  return Array.from({ length: MOMENTS }, (_, i) => Math.round(duration * ((i * 0.618) % 1 || 1)));
}

/** What a track shows at a time, in a form that can be compared: `since` leaves out what began before it. */
type View = (since: number) => unknown;

/** Replays a track from zero and looks at each of the moments, ascending. */
async function replay(
  reader: ArchiveReader,
  { kind, entry, cols = 80, rows = 24, widths }: TrackDescription,
  moments: readonly number[],
): Promise<View[]> {
  const [transcript, changes] = [new TranscriptState(), new ChangeList()];
  const terminal = new TerminalState({ cols, rows }, { widths: widthRuleOf(widths) });
  const states = { transcript, changes, terminal };
  const views: View[] = [];
  const look = (): void => {
    const { items, plan, model, mode, usage } = transcript;
    const list = kind === 'changes' ? { changes: changes.changes, files: changes.files } : undefined;
    const screen = kind === 'terminal' ? screenOf(terminal.screen) : undefined;
    views.push((since) => screen ?? viewOf({ items, plan, model, mode, usage }, list, since));
  };
  for (const index of reader.segments(entry).keys()) {
    const { events } = await reader.readSegment<TrackKind>(entry, index);
    for (const event of events) {
      while (views.length < moments.length && event.t > moments[views.length]!) look();
      (states[kind] as { apply(event: TrackTypes[TrackKind]['event']): void }).apply(event);
    }
  }
  while (views.length < moments.length) look();
  return views;
}

type Conversation = Pick<TranscriptState, 'items' | 'plan' | 'model' | 'mode' | 'usage'>;

function viewOf(
  { items, ...around }: Conversation,
  list: Pick<ChangeList, 'changes' | 'files'> | undefined,
  since: number,
): unknown {
  if (list) return { files: list.files, changes: list.changes.filter(({ t }) => t > since) };
  return { around, items: items.filter(({ time }) => time > since) };
}

function shown(state: PlayerState, { kind, id }: TrackDescription, since: number): unknown {
  if (kind === 'terminal') return screenOf(state.terminals.get(id)!.screen!);
  if (kind === 'changes') return viewOf({ items: [] } as unknown as Conversation, state.changes, since);
  const { items, plan, model, mode, usage } = state.transcripts.get(id)!;
  return viewOf({ items, plan, model, mode, usage }, undefined, since);
}

/** Ids of the items of all turns, one turn after another. */
async function idsByTurn(session: Session): Promise<string[]> {
  const ids: string[] = [];
  for (const number of session.turns.keys()) {
    const { items } = await session.turn(number + 1);
    ids.push(...items.map(({ id }) => id));
  }
  return ids;
}

/** The same, read as one stretch. */
async function idsFromFirstTurn(session: Session): Promise<string[]> {
  const ids: string[] = [];
  const [first] = session.turns;
  if (!first) return ids;
  for await (const { id } of session.transcript()) if (ids.length > 0 || id === first.id) ids.push(id);
  return ids;
}

function testFolder(importer: Importer, folder: string): void {
  const names = readdirSync(folder).filter((name) => /\.(jsonl|json|cast)$/.test(name));
  for (const name of names) {
    it(`shows at any moment of ${name} what replay from zero shows and what is read there, and plays to its end`, async () => {
      const bytes = await pack(importer, join(folder, name));
      const reader = await ArchiveReader.open(new BytesSource(bytes, name));
      await reader.directory;
      const { tracks } = reader.manifest;
      const scheduler = new FakeScheduler();
      const player = new Player({ scheduler });
      for (const { entry } of tracks) player.show(entry);
      await player.load(new BytesSource(bytes, name));
      const session = await openSession(new BytesSource(bytes, name));
      const moments = momentsOf(reader.index.duration);
      const ascending = moments.toSorted((a, b) => a - b);

      for (const track of tracks) {
        const views = await replay(reader, track, ascending);
        const segments = reader.segments(track.entry);
        for (const time of moments) {
          await player.seek(time);
          const since = segments[segmentIndexAt(segments, time)]?.time ?? 0;
          const expected = views[ascending.indexOf(time)]!(since);
          expect(shown(player.store.state, track, since), `${track.entry} at ${time}`).to.deep.equal(
            expected,
          );
        }
        await shownWhole(player);
        const { time } = player.store.state;
        expect(await readAt(session, track, time), `${track.entry}, read`).to.deep.equal(
          seenAt(player, track),
        );
        const whole = views[ascending.indexOf(time)]!(-1);
        expect(shown(player.store.state, track, -1), `${track.entry}, all of it`).to.deep.equal(whole);
      }

      expect(await idsByTurn(session)).to.deep.equal(await idsFromFirstTurn(session));

      await player.seekPosition(0);
      player.setRate(16);
      player.play();
      while (!player.store.state.ended && player.store.state.status === 'ready') {
        scheduler.frame(1000);
        await settle();
      }
      expect(player.store.state.error).to.equal(undefined);
      expect(player.store.state.ended).to.equal(true);
    });
  }
}

describe('a real session', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  if (corpus === undefined) return;
  testFolder(claudeCode, join(corpus, 'claude-code'));
  testFolder(asciicast, join(corpus, 'asciicast'));
});
