/** A player whose conversation is read: the playhead goes along with the reader, and parts are loaded where he stays. */
import { describe, expect, it } from '#test';
import type { ByteSource } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import type { PlayerState } from '#src/player/index.ts';
import { changes, FakeArchive, messages, settle } from '../reading/fake-archive.ts';
import { FakeScheduler } from './fake-scheduler.ts';

const TRANSCRIPT = 'transcript/main.ndjson';
const CHANGES = 'changes/main.ndjson';
/** Longer than a reader must rest for what he looks at to be loaded, ms. */
const REST = 150;

const every = (step: number): number[] =>
  Array.from({ length: 4000 / step }, (_, index) => (index + 1) * step);

interface Opened {
  readonly player: Player;
  readonly archive: FakeArchive;
  readonly scheduler: FakeScheduler;
  readonly state: () => PlayerState;
}

/** Ten messages and five changes a second, a segment each; both tracks are shown. */
async function opened(): Promise<Opened> {
  const archive = new FakeArchive({
    tracks: [
      { kind: 'transcript', events: messages(every(100)), segmentLength: 10 },
      { kind: 'changes', events: changes(every(200)), segmentLength: 5 },
    ],
  });
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler, open: () => Promise.resolve(archive) });
  for (const entry of [TRANSCRIPT, CHANGES]) player.show(entry);
  await player.load({ name: 'session.reprise' } as ByteSource);
  archive.reads.length = 0;
  return { player, archive, scheduler, state: () => player.store.state };
}

const loadedParts = (state: PlayerState): number[] =>
  state.transcripts.get('main')!.parts.flatMap(({ index, items }) => (items ? [index] : []));

describe('Player.follow', () => {
  it('moves the playhead at once, and soon what is at hand', async () => {
    const { player, archive, state } = await opened();

    player.follow(600);

    expect(state().time).to.equal(600);
    expect(state().behind).to.equal(true);
    await settle();
    expect(state().behind).to.equal(false);
    expect(state().changes!.current!.t).to.equal(600);
    expect(archive.reads).to.deep.equal([]);
  });

  it('asks for nothing that is only flown over, and for what is there when the reader rests', async () => {
    const { player, archive, scheduler, state } = await opened();

    for (const time of [1500, 2500, 3500]) {
      player.follow(time);
      scheduler.frame(20);
      await settle();
    }
    expect(state().time).to.equal(3500);
    expect(archive.reads).to.deep.equal([]);

    scheduler.frame(REST);
    await player.settled();
    expect([...archive.reads].sort()).to.deep.equal([`${CHANGES} 3`, `${TRANSCRIPT} 3`]);
    expect(state().changes!.current!.t).to.equal(3400);
    expect(state().transcripts.get('main')!.current).to.equal('e34');
  });

  it('leaves the playhead to playing', async () => {
    const { player, state } = await opened();
    player.play();

    player.follow(2000);

    expect(state().time).to.be.below(2000);
    player.pause();
  });

  it('does not take playing back to where the reader was', async () => {
    const { player, scheduler, state } = await opened();
    player.follow(300);
    player.play();
    scheduler.frame(50);
    const before = state().time;

    scheduler.frame(REST);
    await player.settled();

    expect(before).to.equal(350);
    expect(state().time).to.equal(before + REST);
    player.pause();
  });

  it('gives way to a seek', async () => {
    const { player, scheduler, state } = await opened();

    player.follow(3500);
    await player.seek(500);
    scheduler.frame(REST);
    await player.settled();

    expect(state().time).to.equal(500);
  });
});

describe('Player.want', () => {
  it('loads the parts that stay in view, then those beside them', async () => {
    const { player, archive, scheduler, state } = await opened();
    expect(loadedParts(state())).to.deep.equal([0]);

    player.want(TRANSCRIPT, 1, 1);
    scheduler.frame(20);
    player.want(TRANSCRIPT, 2, 2);
    await settle();
    expect(archive.reads).to.deep.equal([]);

    scheduler.frame(REST);
    await settle();
    expect(archive.reads).to.deep.equal([2, 3, 1].map((index) => `${TRANSCRIPT} ${index}`));
    expect(loadedParts(state())).to.deep.equal([0, 1, 2, 3]);
  });

  it('gives up what is not looked at any more', async () => {
    const { player, archive, scheduler } = await opened();
    archive.hold = true;
    player.want(TRANSCRIPT, 2, 2);
    scheduler.frame(REST);
    await settle();
    const [first] = archive.held;

    player.want(TRANSCRIPT, 3, 3);
    scheduler.frame(REST);
    await settle();

    expect(first!.signal!.aborted).to.equal(true);
    expect(archive.held.at(-1)!.name).to.equal(`${TRANSCRIPT} 3`);
  });

  it('holds a part wholly, wherever the playhead is', async () => {
    const { player, scheduler, state } = await opened();
    player.want(TRANSCRIPT, 3, 3);
    scheduler.frame(REST);
    await settle();

    const { parts, items } = state().transcripts.get('main')!;
    expect(parts[3]!.items!.map(({ time }) => time)).to.deep.equal(every(100).slice(30));
    expect(items).to.deep.equal([]);
    expect(state().time).to.equal(0);
  });
});
